"""Noting a violation, within a health review or at any other time, and how it was put right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships.access import partnership_for_update
from partnerships.models import Partnership
from reviews.health import access
from reviews.health.actions import violations as actions
from reviews.health.forms import ViolationForm, ViolationResolveForm
from reviews.health.selectors.reviews import open_review_of
from reviews.health.selectors.rows import artifacts_about
from reviews.models import HealthReview


def violation_create(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_update(request.actor, pk)
    review = _review_asked(request, partnership)
    form = opened(
        request,
        ViolationForm,
        key=f"violation:new:{pk}",
        responsibilities=list(partnership.responsibilities.all()),
        artifacts=list(artifacts_about(partnership)),
    )
    back = _back(partnership, review)
    if form.is_valid():
        with form.catching():
            actions.violation_note(
                by=request.actor, partnership=partnership, review=review, **form.values
            )
            messages.success(request, _("Noted."))
            return see_other(request, back)
    context = {"partnership": partnership, "review": review, "form": form, "back": back}
    return render_page(request, "reviews/violation_create.html", context, status=form.status)


def violation_resolve(request: MemberRequest, pk: int) -> HttpResponse:
    violation = access.violation_for_update(request.actor, pk)
    back = _back(violation.partnership, open_review_of(violation.partnership))
    form = opened(request, ViolationResolveForm, key=f"violation:{pk}", row=violation)
    if form.is_valid():
        with form.catching():
            actions.violation_resolve(
                by=request.actor,
                violation=violation,
                version=form.seen_version,
                **form.values,
            )
            messages.success(request, _("Put right."))
            return see_other(request, back)
    context: dict[str, Any] = {
        "partnership": violation.partnership,
        "violation": violation,
        "form": form,
        "back": back,
    }
    return render_page(request, "reviews/violation_resolve.html", context, status=form.status)


def _review_asked(request: MemberRequest, partnership: Partnership) -> HealthReview | None:
    """The open review within which it is noted, as the address names it."""
    asked = request.GET.get("review", "")
    if not asked:
        return None
    review = open_review_of(partnership)
    if review is None or str(review.pk) != asked:
        raise Http404
    return review


def _back(partnership: Partnership, review: HealthReview | None) -> str:
    if review is None:
        return href("reviews:health_detail", partnership.pk)
    return href("reviews:health_review_section_edit", review.pk, "boundary")
