"""What has no object in a partnership: saying why, standing by it, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from accounts.selectors.memberships import may_be_behind
from config.kernel.actors import Actor
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.parts import part_of
from config.kernel.requests import MemberRequest
from partnerships.models import Partnership
from reviews.dossier import NotApplicablePart
from reviews.gate import access
from reviews.gate.actions import setting_aside as actions
from reviews.gate.forms import AppliesAgainForm, NotApplicableForm, StandByForm
from reviews.gate.rules.judgement import RequirementCode
from reviews.gate.rules.setting_aside import stood_by_gaps
from reviews.gate.sentences import REQUIREMENT_LABELS
from reviews.gate.sentences import WHOLE_BOOK as BOOK
from reviews.models import NotApplicable


def not_applicable_state(request: MemberRequest, pk: int, requirement: str) -> HttpResponse:
    partnership = access.partnership_for_setting_aside(request.actor, pk, requirement)
    said = access.not_applicable_of(partnership, requirement)
    form = opened(request, NotApplicableForm, key=f"not-applicable:{pk}:{requirement}", row=said)
    if form.is_valid():
        with form.catching():
            actions.not_applicable_state(
                by=request.actor,
                partnership=partnership,
                requirement=requirement,
                version=form.seen_version,
                **form.values,
            )
            messages.success(request, _("Saved. From bar 2 on another person stands by it."))
            return see_other(request, _place_of(pk, requirement))
    context = _context(partnership, requirement) | {"form": form, "said": said}
    return render_page(request, "reviews/not_applicable_state.html", context, status=form.status)


def not_applicable_assess(request: MemberRequest, pk: int, requirement: str) -> HttpResponse:
    said = access.not_applicable_for_assessment(request.actor, pk, requirement)
    form = StandByForm(posted(request), row=said)
    if form.is_valid():
        with form.catching():
            actions.not_applicable_assess(
                by=request.actor, not_applicable=said, version=form.seen_version
            )
            messages.success(request, _("You stand by it. The requirement is set aside."))
            return see_other(request, _place_of(pk, requirement))
    context = _context(said.partnership, requirement) | {
        "form": form,
        "said": said,
        "refused": _refused_to(request.actor, said),
    }
    return render_page(request, "reviews/not_applicable_assess.html", context, status=form.status)


def not_applicable_remove(request: MemberRequest, pk: int, requirement: str) -> HttpResponse:
    said = access.not_applicable_for_update(request.actor, pk, requirement)
    form = AppliesAgainForm(posted(request), row=said)
    if form.is_valid():
        with form.catching():
            actions.not_applicable_remove(
                by=request.actor, not_applicable=said, version=form.seen_version
            )
            messages.success(request, _("It applies again."))
            return see_other(request, _place_of(pk, requirement))
    context = _context(said.partnership, requirement) | {"form": form, "said": said}
    return render_page(request, "reviews/not_applicable_remove.html", context, status=form.status)


def _refused_to(actor: Actor, said: NotApplicable) -> str:
    """Why this person cannot stand by it, in a sentence; "" when they can."""
    found = stood_by_gaps(
        part_of(NotApplicablePart, said), str(actor.person_id), may_be_behind(actor)
    )
    return " ".join(map(BOOK.sentence, found))


def _context(partnership: Partnership, requirement: str) -> dict[str, Any]:
    return {
        "partnership": partnership,
        "asked": REQUIREMENT_LABELS[RequirementCode(requirement)],
        "back": _place_of(partnership.pk, requirement),
    }


def _place_of(partnership_pk: int, requirement: str) -> str:
    return f"{href('reviews:gate_detail', partnership_pk)}#{requirement}"
