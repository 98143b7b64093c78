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
from evidence.forms.artifacts import ArtifactForm, WithdrawForm
from evidence.rules.weight import ArtifactState
from evidence.selectors import artifacts as selectors
from partnerships.access import (
    may_write,
    partner_for_update,
    partners_for_read,
    require_contributor,
)
from partnerships.models import Partner
from partnerships.selectors.partners import partner_page


def artifact_detail(request: MemberRequest, pk: int) -> HttpResponse:
    artifact = access.artifact_for_read(request.actor, pk)
    today = clock.today()
    state = selectors.state_of(artifact, today)
    context = {
        "artifact": artifact,
        "state": state,
        "readings": selectors.weighed_readings(artifact, today),
        "may_write": may_write(request.actor) and state != ArtifactState.WITHDRAWN,
    }
    return render_page(request, "evidence/artifact_detail.html", context)


def artifact_create(request: MemberRequest) -> HttpResponse:
    require_contributor(request.actor)
    partner = _chosen_partner(request)
    if partner is None:
        return _choose_partner(request)
    form = opened(request, ArtifactForm, key=f"artifact:new:{partner.pk}")
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
    context = {"page": page, "search": search}
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
