"""The Health tab of a partnership, and how claims fared over the whole workspace."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse

from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from partnerships.access import may_write, partnership_for_read, require_member
from partnerships.rules.standing import DecisionKind
from reviews.gate.judging import judgement_of
from reviews.gate.rules.questions import in_question_since, open_sightings
from reviews.gate.selectors.policies import gate_policy
from reviews.health.access import may_close
from reviews.health.rules.drift import DRAWN
from reviews.health.selectors.over_time import claims_over_time as over_time
from reviews.health.selectors.reviews import (
    closed_reviews,
    drift_over,
    open_review_of,
    violations_of,
)
from reviews.health.sentences import BOOK
from reviews.selectors.dossier import dossier_of
from reviews.vocabulary import Fared
from reviews.words import FARED


def health_detail(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = partnership_for_read(request.actor, pk)
    dossier = dossier_of(partnership)
    judged = judgement_of(DecisionKind.COMMIT, dossier, gate_policy(partnership.workspace_id))
    due, closed = judged.review_due_on, closed_reviews(partnership)
    violations = list(violations_of(partnership))
    context = {
        "partnership": partnership,
        "due": due,
        "overdue_since": due + timedelta(1) if due and due < judged.today else None,
        "questions": [BOOK.sentence(each) for each in judged.questions],
        "in_question_since": in_question_since(judged.questions),
        "open_violations": [each for each in violations if each.resolved_on is None],
        "past_violations": [each for each in violations if each.resolved_on is not None],
        "sightings": open_sightings(dossier),
        "open_review": open_review_of(partnership),
        "closed": closed,
        "drift": drift_over(partnership, closed),
        "drawn": list(reversed(closed))[-DRAWN:],
        "may_write": may_write(request.actor) and not partnership.is_over,
        "may_close": may_close(request.actor),
    }
    return render_page(request, "reviews/health_detail.html", context)


def claims_over_time(request: MemberRequest) -> HttpResponse:
    require_member(request.actor)
    fared = request.GET.get("fared", "")
    found = over_time(request.actor.workspace_id, fared, request.GET.get("after"))
    context = {
        "page": found.page,
        "outcomes": [(each.value, FARED[each], found.counts[each.value]) for each in Fared],
        "fared": fared if fared in set(Fared) else "",
        "total": sum(found.counts.values()),
    }
    return render_page(request, "reviews/claims_over_time.html", context)
