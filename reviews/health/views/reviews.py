"""Holding a health review: opened, written section by section, closed, and read afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.forms import posted
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships.access import may_write, partnership_for_update
from reviews.decisions.selectors.proposals import open_proposal
from reviews.gate.judging import standing_refusal
from reviews.health import access
from reviews.health.actions import reviews as actions
from reviews.health.errors import ReviewOpen
from reviews.health.forms import CloseForm, OpenForm
from reviews.health.rules.sections import QUESTIONS, Section, answer_gaps, closing_gaps
from reviews.health.selectors.reviews import beneath, facts_of, open_review_of, violations_of_cycle
from reviews.health.selectors.rows import artifacts_relied_on, sightings_in, triggers_of
from reviews.health.sentences import BOOK, SECTION_LABELS
from reviews.health.writing import SECTIONS
from reviews.models import HealthReview
from reviews.vocabulary import EndsIn


def health_review_create(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_update(request.actor, pk)
    there = open_review_of(partnership)
    if there is not None:
        return _led_to(request, there)
    form = OpenForm(posted(request))
    if form.is_valid():
        with form.catching():
            try:
                review = actions.health_review_open(by=request.actor, partnership=partnership)
            except ReviewOpen as refused:
                return _led_to(request, refused.review)
            return see_other(request, _section_url(review, QUESTIONS[0]))
    context = {"partnership": partnership, "form": form}
    return render_page(request, "reviews/health_review_create.html", context, status=form.status)


def health_review_detail(request: MemberRequest, pk: int) -> HttpResponse:
    review = access.health_review_for_read(request.actor, pk)
    rows = beneath(review)
    context = rows | {
        "partnership": review.partnership,
        "review": review,
        "may_write": may_write(request.actor),
    }
    if review.closed_at is not None:
        return render_page(request, "reviews/health_review_detail.html", context | _leads(review))
    context |= {
        "questions": [_task(review, each) for each in QUESTIONS],
        "others": [_other_task(review, each, rows) for each in Section if each not in QUESTIONS],
        "may_close": access.may_close(request.actor),
    }
    return render_page(request, "reviews/health_review_open.html", context)


def health_review_section_edit(request: MemberRequest, pk: int, section: str) -> HttpResponse:
    if section not in set(Section):
        raise Http404
    review = access.health_review_for_update(request.actor, pk, writes=request.method == "POST")
    asked = Section(section)
    if review.closed_at is not None and request.method != "POST":
        return _led_to_closed(request, review)
    writing = SECTIONS[asked]
    key = f"health-review:{pk}:{section}"
    form: Any = opened(request, writing.form, key=key, **writing.extras(review, asked))
    if form.is_valid():
        with form.catching():
            writing.save(request.actor, review, form)
            messages.success(request, _saved(review, asked, form))
            return see_other(request, _after(review, asked))
    context = {
        "form": form,
        "section": asked.value,
        "asked": SECTION_LABELS[asked],
        "none": "" if getattr(form, "about", True) else writing.none,
        **_around(review, asked),
    }
    return render_page(
        request, "reviews/health_review_section_edit.html", context, status=form.status
    )


def health_review_close(request: MemberRequest, pk: int) -> HttpResponse:
    review = access.health_review_for_closing(request.actor, pk)
    if review.closed_at is not None and request.method != "POST":
        return _led_to_closed(request, review)
    form = opened(request, CloseForm, key=f"health-review:{pk}:close", row=review)
    if form.is_valid():
        with form.catching():
            actions.health_review_close(
                by=request.actor, review=review, version=form.seen_version, **form.values
            )
            messages.success(request, _("Closed. From now on it stays as it is."))
            return see_other(request, href("reviews:health_review_detail", pk))
    gaps = [each for each in closing_gaps(facts_of(review)) if each.section]
    context = beneath(review) | {
        "partnership": review.partnership,
        "review": review,
        "form": form,
        "missing": BOOK.problems(gaps),
        "may_write": may_write(request.actor),
    }
    return render_page(request, "reviews/health_review_close.html", context, status=form.status)


def _led_to(request: MemberRequest, review: HealthReview) -> HttpResponse:
    messages.info(request, _("A health review of this partnership is open already: this one."))
    return see_other(request, href("reviews:health_review_detail", review.pk))


def _led_to_closed(request: MemberRequest, review: HealthReview) -> HttpResponse:
    messages.info(request, _("This health review was closed, so it stays as it was."))
    return see_other(request, href("reviews:health_review_detail", review.pk))


def _section_url(review: HealthReview, section: Section) -> str:
    return href("reviews:health_review_section_edit", review.pk, section.value)


def _saved(review: HealthReview, section: Section, form: Any) -> str:
    """What saving did: a trigger that was seen does more than stand in the review."""
    if section is not Section.TRIGGERS:
        return _("Saved.")
    seen = {int(each.key) for each in form.about if form.said(each)["seen"] == "yes"}
    if not seen:
        return _("Saved.")
    if review.sightings.filter(trigger__in=seen, proposal__isnull=False).exists():
        return _("Saved. What was seen is proposed to the one who may authorise it.")
    return _("Saved. What was seen is noted. Nothing is proposed yet: the list says why.")


def _after(review: HealthReview, section: Section) -> str:
    """From question to question, and back to the whole review after the last."""
    following = QUESTIONS.index(section) + 1 if section in QUESTIONS else len(QUESTIONS)
    if following < len(QUESTIONS):
        return _section_url(review, QUESTIONS[following])
    return href("reviews:health_review_detail", review.pk)


def _task(review: HealthReview, section: Section) -> dict[str, Any]:
    """One of the three questions as a line of the list of tasks."""
    answer = getattr(review, section.value)
    missing = answer_gaps(str(review.pk), section, answer)
    return {
        "title": SECTION_LABELS[section],
        "href": _section_url(review, section),
        "hint": answer,
        "status": "empty" if missing else "complete",
    }


def _other_task(review: HealthReview, section: Section, rows: dict[str, Any]) -> dict[str, Any]:
    there = rows[section.value]
    return {
        "title": SECTION_LABELS[section],
        "href": _section_url(review, section),
        "status": "complete" if there else "empty",
        "status_text": _("Looked at") if there else _("Not looked at"),
    }


def _around(review: HealthReview, section: Section) -> dict[str, Any]:
    """What stands beside the form of a section."""
    partnership = review.partnership
    context: dict[str, Any] = {"partnership": partnership, "review": review}
    if section is Section.BOUNDARY:
        context["violations"] = list(violations_of_cycle(review))
        context["responsibilities"] = list(partnership.responsibilities.all())
    if section is Section.EVIDENCE:
        context["artifacts"] = list(artifacts_relied_on(partnership))
    if section is Section.TRIGGERS:
        context["sightings"] = sightings_in(review)
        context["triggers"] = triggers_of(partnership)
    return context


def _leads(review: HealthReview) -> dict[str, Any]:
    """The page on which what the review ends in is proposed; nothing for going on."""
    if review.ends_in == EndsIn.CONTINUE:
        return {}
    return {
        "propose": href("reviews:decision_propose", review.partnership_id, review.ends_in),
        "may_propose": standing_refusal(review.partnership, review.ends_in) is None,
        "proposal": open_proposal(review.partnership),
    }
