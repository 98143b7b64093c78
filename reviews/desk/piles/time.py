"""What time did, or is about to do: deferrals in effect, commitments in question, evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.pages import href
from evidence.models import Artifact
from evidence.rules.weight import held_until
from evidence.selectors.dossier import artifact_part
from partnerships.models import Position
from reviews.desk.lines import LENGTH, Line, Pile
from reviews.gate.sentences import QUESTION_LABELS

#: How far ahead a health review is announced, and evidence that lapses.
REVIEW_AHEAD = timedelta(days=14)
LAPSE_AHEAD = timedelta(days=30)


def deferred_by_date(actor: Actor) -> Pile:
    """For those who decide: they confirm a deferral that took effect, or set another date."""
    found = _positions(actor).filter(deferred_since__isnull=False).order_by("deferred_since", "pk")
    counted = found.annotate(times=Count("partnership__deferral_effects"))
    return Pile("deferred", _("Deferred by their own date"), map(_deferral, counted[:LENGTH]))


def _deferral(position: Position) -> Line:
    times: int = position.times  # type: ignore[attr-defined]
    repeated = ngettext(
        "It took effect %(times)s time so far.", "It took effect %(times)s times so far.", times
    )
    why = _("The date of a claim passed without the evidence it asked for.")
    return Line(
        title=position.partnership.name,
        href=href("reviews:decision_list", position.partnership_id),
        why=f"{why} {repeated % {'times': times}}" if times > 1 else why,
        clears=_("Decide: confirm the deferral, or set another date for the claim first."),
        day=position.deferred_since,
        is_since=True,
    )


def in_question(actor: Actor) -> Pile:
    found = _positions(actor).filter(in_question_since__isnull=False)
    lines = map(_question, found.order_by("in_question_since", "pk")[:LENGTH])
    return Pile("in_question", _("Commitments in question"), lines)


def _question(position: Position) -> Line:
    known = {code.value: label for code, label in QUESTION_LABELS.items()}
    why = ". ".join(str(known.get(each, each)) for each in position.questions)
    return Line(
        title=position.partnership.name,
        href=href("reviews:gate_detail", position.partnership_id),
        why=f"{why}.",
        clears=_("Revalidate what it rests on, renegotiate or unwind. Its gate says what is so."),
        day=position.in_question_since,
        is_since=True,
    )


def reviews_due(actor: Actor) -> Pile:
    today = clock.today()
    found = _positions(actor).filter(review_due_on__lte=today + REVIEW_AHEAD)
    lines = (
        Line(
            title=each.partnership.name,
            href=href("reviews:health_detail", each.partnership_id),
            why=_("The bar asks for a health review by this day."),
            clears=_("Hold it: three questions and the triggers."),
            day=each.review_due_on,
            is_past=bool(each.review_due_on and each.review_due_on < today),
        )
        for each in found.order_by("review_due_on", "pk")[:LENGTH]
    )
    return Pile("reviews", _("Health reviews"), lines)


def lapsing(actor: Actor) -> Pile:
    """Evidence that somebody reads as support and that lapses within a month. Two queries."""
    today = clock.today()
    window = (today, today + LAPSE_AHEAD)
    found = (
        Artifact.objects.filter(
            Q(holds_until__range=window) | Q(revalidations__holds_until__range=window),
            workspace_id=actor.workspace_id,
            withdrawn_at=None,
            superseded_by=None,
            readings__withdrawn_at=None,
            readings__bearing="supports",
        )
        .select_related("partner", "file")
        .prefetch_related("revalidations", "doubts")
        .distinct()
    )
    return Pile("lapsing", _("Evidence that lapses soon"), _lapses(found, window))


def _lapses(artifacts: Iterable[Artifact], window: tuple[date, date]) -> list[Line]:
    """Of each artifact the day that its last look said, where that lies within the window."""
    dated = [(held_until(artifact_part(each)), each) for each in artifacts]
    near = [(day, each) for day, each in dated if day and window[0] <= day <= window[1]]
    return [
        Line(
            title=each.title,
            href=href("evidence:artifact_detail", each.pk),
            why=_("It holds until this day; then it weighs nothing."),
            clears=_("Look at it again and say what you see, or gather newer evidence."),
            day=day,
        )
        for day, each in sorted(near, key=lambda pair: (pair[0], pair[1].pk))[:LENGTH]
    ]


def _positions(actor: Actor) -> QuerySet[Position]:
    return Position.objects.filter(workspace_id=actor.workspace_id).select_related("partnership")
