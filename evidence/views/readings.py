"""Readings: what an artifact shows for a success criterion."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel import clock
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest, asked_id
from evidence import access
from evidence.actions import readings as actions
from evidence.forms.artifacts import WithdrawForm
from evidence.forms.assessments import AssessForm
from evidence.forms.readings import NewReadingForm, ReadingForm
from evidence.models import Artifact
from evidence.selectors.criteria import claims_to_read
from evidence.views.choices import Choice
from partnerships.access import partnerships_for_read
from partnerships.selectors.partnerships import register_page


def reading_create(request: MemberRequest, pk: int) -> HttpResponse:
    artifact = access.artifact_for_update(request.actor, pk)
    asked = asked_id(request, "partnership")
    if artifact.partner_id is None and asked is None:
        return _choose_partnership(request, artifact)
    claims = claims_to_read(artifact, partnership_id=asked)
    form = opened(
        request,
        NewReadingForm,
        key=f"reading:new:{pk}",
        claims=claims,
        initial={"criterion": asked_id(request, "criterion")},
    )
    if form.is_valid():
        with form.catching():
            actions.reading_create(by=request.actor, artifact=artifact, **form.values)
            messages.success(request, _("Your reading is in the log."))
            return see_other(request, href("evidence:artifact_detail", pk))
    context = {
        "form": form,
        "artifact": artifact,
        "claims": claims,
        "already_read": [reading for claim in claims for reading in claim.read],
    }
    return render_page(request, "evidence/reading_create.html", context, status=form.status)


def _choose_partnership(request: MemberRequest, artifact: Artifact) -> HttpResponse:
    """First for which partnership: our own evidence can be read for any of thousands."""
    search = request.GET.get("q", "")
    partnerships = partnerships_for_read(request.actor)
    page = register_page(
        partnerships, search=search, after=request.GET.get("after"), today=clock.today()
    )
    choices = [
        Choice(
            each.name,
            href("evidence:reading_create", artifact.pk, partnership=each.pk),
            each.partner.name,
        )
        for each in page.rows
    ]
    context = {"page": page, "search": search, "artifact": artifact, "choices": choices}
    return render_page(request, "evidence/reading_partnership.html", context)


def reading_edit(request: MemberRequest, pk: int) -> HttpResponse:
    reading = access.reading_for_update(request.actor, pk)
    form = opened(request, ReadingForm, key=f"reading:{pk}", row=reading)
    if form.is_valid():
        with form.catching():
            actions.reading_update(
                by=request.actor, reading=reading, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("evidence:artifact_detail", reading.artifact_id))
    context = {"form": form, "reading": reading}
    return render_page(request, "evidence/reading_edit.html", context, status=form.status)


def reading_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    reading = access.reading_for_update(request.actor, pk)
    form = opened(request, WithdrawForm, key=f"reading-withdraw:{pk}", row=reading)
    if form.is_valid():
        with form.catching():
            actions.reading_withdraw(
                by=request.actor, reading=reading, version=form.seen_version, **form.values
            )
            messages.success(request, _("The reading is withdrawn. It stays in the log."))
            return see_other(request, href("evidence:artifact_detail", reading.artifact_id))
    context = {"form": form, "reading": reading}
    return render_page(request, "evidence/reading_withdraw.html", context, status=form.status)


def reading_assess(request: MemberRequest, pk: int) -> HttpResponse:
    reading = access.reading_for_assessment(request.actor, pk)
    form = opened(request, AssessForm, key=f"reading-assess:{pk}", row=reading)
    if form.is_valid():
        with form.catching():
            actions.reading_assess(
                by=request.actor, reading=reading, version=form.seen_version, **form.values
            )
            messages.success(request, _("Your assessment stands beside the reading."))
            return see_other(request, href("evidence:artifact_detail", reading.artifact_id))
    is_own = reading.read_by_id == request.actor.user_id
    context = {"form": form, "reading": reading, "is_own": is_own}
    return render_page(request, "evidence/reading_assess.html", context, status=form.status)
