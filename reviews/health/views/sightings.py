"""Triggers that were seen: the list, noting one, proposing what it calls for, setting it aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from evidence.access import artifacts_for_read
from evidence.models import Artifact
from partnerships.access import may_write, partnership_for_read, trigger_for_update
from partnerships.models import Partnership
from reviews import access
from reviews.health.actions import sightings as actions
from reviews.health.rules.sightings import set_aside_refusal
from reviews.health.selectors.sightings import (
    people_behind,
    refused_to,
    sighted_of,
    sightings_of,
)
from reviews.health.sighting_forms import SetAsideForm, SightingForm, SightingProposeForm
from reviews.models import Sighting


def sighting_list(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    context = {
        "partnership": partnership,
        "seen": sightings_of(partnership, request.actor),
        "triggers": list(partnership.triggers.all()),
        "may_note": may_write(request.actor),
    }
    return render_page(request, "reviews/sighting_list.html", context)


def sighting_note(request: MemberRequest, pk: int) -> HttpResponse:
    trigger = trigger_for_update(request.actor, pk)
    partnership = trigger.partnership
    artifacts = _artifacts(request, partnership)
    form = opened(request, SightingForm, key=f"sighting:{pk}", artifacts=artifacts)
    if form.is_valid():
        with form.catching():
            sighting = actions.sighting_note(by=request.actor, trigger=trigger, **form.values)
            messages.success(request, _said(sighting))
            return see_other(request, href("reviews:sighting_list", partnership.pk))
    context = {
        "partnership": partnership,
        "trigger": trigger,
        "form": form,
        "refusal": refused_to(request.actor, trigger, partnership),
    }
    return render_page(request, "reviews/sighting_note.html", context, status=form.status)


def sighting_propose(request: MemberRequest, pk: int) -> HttpResponse:
    sighting = access.sighting_for_proposing(request.actor, pk)
    form = SightingProposeForm(posted(request))
    if form.is_valid():
        with form.catching():
            proposal = actions.sighting_propose(by=request.actor, sighting=sighting)
            messages.success(request, _("Proposed. The dossier is frozen as it stands."))
            return see_other(request, href("reviews:proposal_detail", proposal.pk))
    partnership = sighting.trigger.partnership
    refusal = set_aside_refusal(sighted_of(sighting, partnership), None)
    refusal = refusal or refused_to(request.actor, sighting.trigger, partnership)
    context = _context(sighting) | {"form": form, "refusal": refusal}
    return render_page(request, "reviews/sighting_propose.html", context, status=form.status)


def sighting_set_aside(request: MemberRequest, pk: int) -> HttpResponse:
    sighting = access.sighting_for_setting_aside(request.actor, pk)
    form = opened(request, SetAsideForm, key=f"set-aside:{pk}", row=sighting)
    if form.is_valid():
        with form.catching():
            actions.sighting_set_aside(
                by=request.actor,
                sighting=sighting,
                version=form.seen_version,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("Set aside, with your reason."))
            return see_other(request, _list_of(sighting))
    sighted = sighted_of(sighting, sighting.trigger.partnership)
    refusal = set_aside_refusal(sighted, request.actor.user_id, people_behind(request.actor))
    context = _context(sighting) | {"form": form, "refusal": refusal}
    return render_page(request, "reviews/sighting_set_aside.html", context, status=form.status)


def _said(sighting: Sighting) -> str:
    if sighting.proposal_id:
        return _("Noted, and proposed to the one who may authorise it.")
    return _("Noted. Nothing is proposed yet: the list says why.")


def _context(sighting: Sighting) -> dict[str, Any]:
    return {
        "partnership": sighting.trigger.partnership,
        "sighting": sighting,
        "trigger": sighting.trigger,
        "back": _list_of(sighting),
    }


def _list_of(sighting: Sighting) -> str:
    return href("reviews:sighting_list", sighting.trigger.partnership_id)


def _artifacts(request: MemberRequest, partnership: Partnership) -> list[Artifact]:
    """What can show that a trigger was seen: artifacts of the partner and the workspace's own."""
    rows = artifacts_for_read(request.actor).filter(withdrawn_at=None, superseded_by=None)
    ours = rows.filter(partner=None) | rows.filter(partner=partnership.partner)
    return list(ours.order_by("-observed_on", "-id"))
