"""What time did, or is about to do: deferrals in effect, commitments in question, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.rules.notices import DAYS_BEFORE, nearest
from config.kernel.actors import APPROVER, CONTRIBUTOR
from config.kernel.pages import href
from evidence.models import Artifact
from evidence.rules.weight import held_until
from evidence.selectors.dossier import artifact_part
from partnerships.models import Position
from reviews.desk.reading import MOST, Reading
from reviews.desk.rules.lines import Line, Timing, subject_of
from reviews.gate.rules.questions import QuestionCode
from reviews.gate.sentences import QUESTION_LABELS
from reviews.vocabulary import LineKind

#: How far ahead a health review is announced, and evidence that lapses.
REVIEW_AHEAD = timedelta(days=14)
LAPSE_AHEAD = timedelta(days=max(DAYS_BEFORE))


def deferred_by_date(reading: Reading) -> Iterator[Line]:
    """For those who decide: they confirm a deferral that took effect, or set another date."""
    found = _positions(reading).filter(deferred_since__isnull=False)
    counted = found.annotate(times=Count("partnership__deferral_effects"))
    for each in _nearest(reading, counted, LineKind.DEFERRAL, "deferred_since"):
        yield _deferral(each, reading.in_role(APPROVER))


def _deferral(position: Position, holders: frozenset[int]) -> Line:
    times: int = position.times  # type: ignore[attr-defined]
    repeated = ngettext(
        "It took effect %(times)s time so far.", "It took effect %(times)s times so far.", times
    )
    why = _("It is deferred: a claim's date passed without the evidence it asked for.")
    return Line(
        kind=LineKind.DEFERRAL,
        subject=subject_of("partnership", position.partnership_id, position.deferred_since),
        title=position.partnership.name,
        href=href("reviews:decision_list", position.partnership_id),
        why=f"{why} {repeated % {'times': times}}" if times > 1 else why,
        clears=_("Decide: confirm the deferral, or set another date for the claim first."),
        day=position.deferred_since,
        timing=Timing.SINCE,
        holders=holders,
    )


def in_question(reading: Reading) -> Iterator[Line]:
    """Of a commitment that only a trigger put in question, the trigger's own line speaks."""
    found = _positions(reading).filter(in_question_since__isnull=False)
    found = found.exclude(questions=[QuestionCode.TRIGGER_SEEN.value])
    for each in _nearest(reading, found, LineKind.QUESTION, "in_question_since"):
        yield _question(each, reading.in_role(CONTRIBUTOR, APPROVER))


def _question(position: Position, holders: frozenset[int]) -> Line:
    known = {code.value: label for code, label in QUESTION_LABELS.items()}
    why = ". ".join(str(known.get(each, each)) for each in position.questions)
    return Line(
        kind=LineKind.QUESTION,
        subject=subject_of("partnership", position.partnership_id, position.in_question_since),
        title=position.partnership.name,
        href=href("reviews:gate_detail", position.partnership_id),
        why=f"{why}.",
        clears=_("Revalidate what it rests on, renegotiate or unwind. Its gate says what is so."),
        day=position.in_question_since,
        timing=Timing.SINCE,
        holders=holders,
    )


def reviews_due(reading: Reading) -> Iterator[Line]:
    """Approvers see it, contributors can hold it: it goes to one of these."""
    found = _positions(reading).filter(review_due_on__lte=reading.today + REVIEW_AHEAD)
    for each in _nearest(reading, found, LineKind.REVIEW, "review_due_on"):
        yield Line(
            kind=LineKind.REVIEW,
            subject=subject_of("partnership", each.partnership_id, each.review_due_on),
            title=each.partnership.name,
            href=href("reviews:health_detail", each.partnership_id),
            why=_("The bar asks for a health review by this day."),
            clears=_("Hold it: three questions and the triggers."),
            day=each.review_due_on,
            holders=reading.in_role(CONTRIBUTOR),
        )


def lapsing(reading: Reading) -> Iterator[Line]:
    """Evidence that somebody reads as support and that lapses within a month. Three queries."""
    window = (reading.today, reading.today + LAPSE_AHEAD)
    found = (
        Artifact.objects.filter(
            Q(holds_until__range=window) | Q(revalidations__holds_until__range=window),
            workspace_id=reading.actor.workspace_id,
            withdrawn_at=None,
            superseded_by=None,
            readings__withdrawn_at=None,
            readings__bearing="supports",
        )
        .select_related("partner", "file")
        .prefetch_related("revalidations", "doubts")
        .distinct()
    )
    known = reading.ids("artifact", LineKind.EVIDENCE)
    near = sorted(_lapses(found, window), key=lambda pair: (pair[1].pk not in known, pair[0]))
    for day, each in near[:MOST]:
        yield _lapse(each, day, reading)


def _lapses(
    artifacts: Iterable[Artifact], window: tuple[date, date]
) -> Iterator[tuple[date, Artifact]]:
    """Of each artifact the day that its last look said, where that lies within the window."""
    for each in artifacts:
        day = held_until(artifact_part(each))
        if day and window[0] <= day <= window[1]:
            yield day, each


#: How near the last day is, by the distance of which people are told.
_HOW_NEAR = {
    30: _("It lapses within 30 days; then it weighs nothing."),
    7: _("It lapses within 7 days; then it weighs nothing."),
    1: _("It lapses within 1 day; then it weighs nothing."),
}


def _lapse(artifact: Artifact, day: date, reading: Reading) -> Line:
    distance = nearest((day - reading.today).days)
    return Line(
        kind=LineKind.EVIDENCE,
        subject=subject_of("artifact", artifact.pk, day),
        title=artifact.title,
        href=href("evidence:artifact_detail", artifact.pk),
        why=_HOW_NEAR[distance or max(DAYS_BEFORE)],
        clears=_("Look at it again and say what you see, or gather newer evidence."),
        day=day,
        holders=reading.in_role(CONTRIBUTOR),
    )


def _positions(reading: Reading) -> QuerySet[Position]:
    rows = Position.objects.filter(workspace_id=reading.actor.workspace_id)
    return rows.select_related("partnership")


def _nearest(
    reading: Reading, rows: QuerySet[Position], kind: LineKind, order: str
) -> QuerySet[Position]:
    known = reading.ids("partnership", kind)
    return reading.nearest(rows, known, order, "pk", at="partnership_id")
