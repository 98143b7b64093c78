"""Artifacts: their page, their forms, their file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel import clock
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest, asked_id
from evidence import access
from evidence.actions import artifacts as actions
from evidence.downloads import download
from evidence.forms.artifacts import ArtifactForm, RevalidateForm, SupersedeForm, WithdrawForm
from evidence.rules.weight import ArtifactState
from evidence.selectors import artifacts as selectors
from evidence.views.choices import Choice
from partnerships.access import (
    may_write,
    partner_for_update,
    partners_for_read,
    require_contributor,
)
from partnerships.models import Partner
from partnerships.selectors.partners import partner_page

#: How many artifacts are offered to take the place of another.
MOST_OFFERED = 200


#: States in which nothing is added to an artifact any more.
CLOSED = (ArtifactState.WITHDRAWN, ArtifactState.SUPERSEDED)


def artifact_detail(request: MemberRequest, pk: int) -> HttpResponse:
    artifact = access.artifact_for_read(request.actor, pk)
    today = clock.today()
    state = selectors.state_of(artifact, today)
    context = {
        "artifact": artifact,
        "state": state,
        "readings": selectors.weighed_readings(artifact, today),
        "took_the_place_of": artifact.supersedes.order_by("id"),
        "may_withdraw": may_write(request.actor) and state != ArtifactState.WITHDRAWN,
        "may_write": may_write(request.actor) and state not in CLOSED,
        "may_assess": access.may_assess(request.actor) and state not in CLOSED,
    }
    return render_page(request, "evidence/artifact_detail.html", context)


def artifact_create(request: MemberRequest) -> HttpResponse:
    require_contributor(request.actor)
    our_own = request.GET.get("own") == "1"
    partner = None if our_own else _chosen_partner(request)
    if partner is None and not our_own:
        return _choose_partner(request)
    form = opened(request, ArtifactForm, key=f"artifact:new:{partner.pk if partner else 'own'}")
    if form.is_valid():
        with form.catching():
            artifact = actions.artifact_create(by=request.actor, partner=partner, **form.values)
            messages.success(request, _("The artifact is in the log. Now say what it shows."))
            return see_other(request, href("evidence:artifact_detail", artifact.pk))
    context = {"form": form, "partner": partner}
    return render_page(request, "evidence/artifact_create.html", context, status=form.status)


def _chosen_partner(request: MemberRequest) -> Partner | None:
    pk = asked_id(request, "partner")
    return partner_for_update(request.actor, pk) if pk is not None else None


def _choose_partner(request: MemberRequest) -> HttpResponse:
    """First whose evidence it is: among thousands of partners, by a part of the name."""
    search = request.GET.get("q", "")
    partners = partners_for_read(request.actor)
    page = partner_page(partners, search=search, after=request.GET.get("after"))
    choices = [
        Choice(each.name, href("evidence:artifact_create", partner=each.pk), each.what_they_do)
        for each in page.rows
    ]
    context = {"page": page, "search": search, "choices": choices}
    return render_page(request, "evidence/artifact_partner.html", context)


def artifact_edit(request: MemberRequest, pk: int) -> HttpResponse:
    artifact = access.artifact_for_update(request.actor, pk)
    form = opened(request, ArtifactForm, key=f"artifact:{pk}", row=artifact)
    if form.is_valid():
        with form.catching():
            actions.artifact_update(
                by=request.actor, artifact=artifact, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("evidence:artifact_detail", pk))
    context = {"form": form, "artifact": artifact}
    return render_page(request, "evidence/artifact_edit.html", context, status=form.status)


def artifact_supersede(request: MemberRequest, pk: int) -> HttpResponse:
    artifact = access.artifact_for_update(request.actor, pk)
    others = list(access.replacements_for(request.actor, artifact)[:MOST_OFFERED])
    key = f"artifact-supersede:{pk}"
    form = opened(request, SupersedeForm, key=key, row=artifact, others=others)
    if form.is_valid():
        with form.catching():
            actions.artifact_supersede(
                by=request.actor, artifact=artifact, version=form.seen_version, **form.values
            )
            messages.success(request, _("Another artifact has taken its place. Both stay to see."))
            return see_other(request, href("evidence:artifact_detail", pk))
    readings = selectors.weighed_readings(artifact, clock.today())
    context = {"form": form, "artifact": artifact, "others": others, "readings": readings}
    return render_page(request, "evidence/artifact_supersede.html", context, status=form.status)


def artifact_revalidate(request: MemberRequest, pk: int) -> HttpResponse:
    artifact = access.artifact_for_update(request.actor, pk)
    form = opened(request, RevalidateForm, key=f"artifact-revalidate:{pk}", row=artifact)
    if form.is_valid():
        with form.catching():
            actions.artifact_revalidate(
                by=request.actor, artifact=artifact, version=form.seen_version, **form.values
            )
            messages.success(request, _("What you saw is in the history of the artifact."))
            return see_other(request, href("evidence:artifact_detail", pk))
    context = {"form": form, "artifact": artifact}
    return render_page(request, "evidence/artifact_revalidate.html", context, status=form.status)


def artifact_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    artifact = access.artifact_for_update(request.actor, pk)
    form = opened(request, WithdrawForm, key=f"artifact-withdraw:{pk}", row=artifact)
    if form.is_valid():
        with form.catching():
            actions.artifact_withdraw(
                by=request.actor, artifact=artifact, version=form.seen_version, **form.values
            )
            messages.success(request, _("The artifact is withdrawn. It stays in the log."))
            return see_other(request, href("evidence:artifact_detail", pk))
    context = {
        "form": form,
        "artifact": artifact,
        "readings": selectors.weighed_readings(artifact, clock.today()),
    }
    return render_page(request, "evidence/artifact_withdraw.html", context, status=form.status)


def artifact_file(request: MemberRequest, pk: int) -> HttpResponseBase:
    file = access.artifact_file_for_read(request.actor, pk)
    return download(request, file, back_to=href("evidence:artifact_detail", pk))
