"""What the log says in one word, always with a shape."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from config.kernel.findings import Finding
from config.kernel.sentences import Labels
from config.kernel.templatetags.look import tag
from evidence.dossier import ArtifactPart, MeasurementPart
from evidence.models import Artifact
from evidence.rules.periods import written
from evidence.rules.series import Outcome
from evidence.rules.trend import Trend, trend
from evidence.rules.vocabulary import Bearing, Period, Subject, Verdict
from evidence.rules.weight import ArtifactState
from evidence.rules.weight import held_until as rule_held_until
from evidence.selectors.artifacts import holds_until
from evidence.sentences import (
    ARTIFACT_STATE_LABELS,
    BEARING_LABELS,
    BOOK,
    OUTCOME_LABELS,
    SUBJECT_LABELS,
)
from evidence.words import VERDICTS
from partnerships.rules.boundary import BoundaryStatus
from partnerships.sentences import BOUNDARY_STATUS_LABELS

register = template.Library()

#: The tone and the shape of each word.
_SHAPES: dict[Enum, tuple[str, str]] = {
    Bearing.SUPPORTS: ("success", "check"),
    Bearing.REFUTES: ("danger", "x"),
    Bearing.AMBIGUOUS: ("neutral", "unknown"),
    Verdict.UPHELD: ("success", "check"),
    Verdict.REJECTED: ("danger", "x"),
    Outcome.ADDED: ("success", "plus"),
    Outcome.CHANGED: ("info", "pencil"),
    Outcome.SAME: ("neutral", "check"),
    Outcome.GAP: ("neutral", "unknown"),
    Outcome.HEADER: ("neutral", "info"),
    Outcome.REFUSED: ("danger", "x"),
    Subject.OUTCOME: ("info", "eye"),
    Subject.INTEGRATION_SHIPPED: ("neutral", "swap"),
    ArtifactState.IN_FORCE: ("success", "check"),
    ArtifactState.EXPIRED: ("warning", "clock"),
    ArtifactState.WITHDRAWN: ("neutral", "ban"),
    ArtifactState.SUPERSEDED: ("neutral", "undo"),
    ArtifactState.NOT_YET: ("neutral", "calendar"),
    BoundaryStatus.CLEAR: ("success", "check"),
    BoundaryStatus.UNCLEAR: ("neutral", "unknown"),
    BoundaryStatus.VIOLATED: ("danger", "alert"),
}
_LABELS: Labels = {
    **BEARING_LABELS,
    **ARTIFACT_STATE_LABELS,
    **BOUNDARY_STATUS_LABELS,
    **VERDICTS,
    **SUBJECT_LABELS,
    **OUTCOME_LABELS,
}


@register.simple_tag
def bearing(value: str, counts: bool = True) -> SafeString:
    """Whether a reading supports, refutes or leaves open; grey and struck through when it does
    not count.
    """
    if counts:
        return _word(Bearing(value), get_language())
    return tag(_LABELS[Bearing(value)], "neutral void", "ban")


@register.simple_tag
def verdict(value: str) -> SafeString:
    """What another person made of a reading."""
    return _word(Verdict(value), get_language())


@register.simple_tag
def subject(value: str) -> SafeString:
    """Outcome or integration shipped: the two are never taken for each other."""
    return _word(Subject(value), get_language())


@register.simple_tag
def artifact_state(value: ArtifactState) -> SafeString:
    """Whether an artifact holds today."""
    return _word(value, get_language())


@register.simple_tag
def boundary_status(value: BoundaryStatus) -> SafeString:
    """How clear the boundary is under which a claim was made."""
    return _word(value, get_language())


@cache  # a log shows the same few words on every line
def _word(value: Enum, language: str | None) -> SafeString:
    kind, shape = _SHAPES[value]
    return tag(_LABELS[value], kind, shape)


@register.filter
def sentence(finding: Finding) -> str:
    """A finding about evidence in words."""
    return BOOK.sentence(finding)


@register.filter
def held_until(artifact: Artifact) -> date | None:
    """Until when an artifact holds, as whoever looked at it last has said."""
    return holds_until(artifact)


@register.simple_tag
def outcome(value: Outcome) -> SafeString:
    """What recording a line would do."""
    return _word(value, get_language())


@register.filter
def figure(value: Decimal | None) -> str:
    """A number as it was recorded, without noughts at its end."""
    return "" if value is None else number_format(value.normalize(), use_l10n=True)


@register.filter
def period(starts_on: date, of: str) -> str:
    """A period in figures, such as 2026-Q1."""
    return written(starts_on, Period(of))


@register.filter
def until(part: ArtifactPart) -> date | None:
    """Until when an artifact of a dossier holds."""
    return rule_held_until(part)


@register.filter
def trend_of(part: MeasurementPart) -> Trend | None:
    """The picture of a measurement in a dossier."""
    return trend(part)


@register.filter
def in_words(drawn: Trend) -> str:
    """What a trend shows, for whoever does not see it."""
    count = len(drawn.marks)
    said = [ngettext("%(count)d value", "%(count)d values", count) % {"count": count}]
    if drawn.target:
        said.append(gettext("%(count)d outside the target") % {"count": drawn.outside})
    if missing := drawn.missing:
        told = ngettext("%(count)d period missing", "%(count)d periods missing", missing)
        said.append(told % {"count": missing})
    return ", ".join(said)
