"""What the log says in one word, always with a shape."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config.kernel.findings import Finding
from config.kernel.templatetags.look import tag
from evidence.models import Artifact
from evidence.rules.vocabulary import Bearing, Subject, Verdict
from evidence.rules.weight import ArtifactState
from evidence.selectors.artifacts import holds_until
from evidence.sentences import ARTIFACT_STATE_LABELS, BEARING_LABELS, BOOK, SUBJECT_LABELS
from evidence.words import VERDICTS
from partnerships.rules.boundary import BoundaryStatus
from partnerships.sentences import BOUNDARY_STATUS_LABELS

register = template.Library()

#: The tone and the shape of each word.
_SHAPES = {
    Bearing.SUPPORTS: ("success", "check"),
    Bearing.REFUTES: ("danger", "x"),
    Bearing.AMBIGUOUS: ("neutral", "unknown"),
    Verdict.UPHELD: ("success", "check"),
    Verdict.REJECTED: ("danger", "x"),
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
_LABELS = {
    **BEARING_LABELS,
    **ARTIFACT_STATE_LABELS,
    **BOUNDARY_STATUS_LABELS,
    **VERDICTS,
    **SUBJECT_LABELS,
}


@register.simple_tag
def bearing(value: str) -> SafeString:
    """Whether a reading supports, refutes or leaves open."""
    return _word(Bearing(value), get_language())


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
