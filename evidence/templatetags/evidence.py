"""What the log says in one word, always with a shape."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config.kernel.findings import Finding
from config.kernel.templatetags.look import tag
from evidence.rules.vocabulary import Bearing
from evidence.rules.weight import ArtifactState
from evidence.sentences import ARTIFACT_STATE_LABELS, BEARING_LABELS, BOOK
from partnerships.rules.boundary import BoundaryStatus
from partnerships.sentences import BOUNDARY_STATUS_LABELS

register = template.Library()

#: The tone and the shape of each word.
_SHAPES = {
    Bearing.SUPPORTS: ("success", "check"),
    Bearing.REFUTES: ("danger", "x"),
    Bearing.AMBIGUOUS: ("neutral", "unknown"),
    ArtifactState.IN_FORCE: ("success", "check"),
    ArtifactState.EXPIRED: ("warning", "clock"),
    ArtifactState.WITHDRAWN: ("neutral", "ban"),
    ArtifactState.NOT_YET: ("neutral", "calendar"),
    BoundaryStatus.CLEAR: ("success", "check"),
    BoundaryStatus.UNCLEAR: ("neutral", "unknown"),
    BoundaryStatus.VIOLATED: ("danger", "alert"),
}
_LABELS = {**BEARING_LABELS, **ARTIFACT_STATE_LABELS, **BOUNDARY_STATUS_LABELS}


@register.simple_tag
def bearing(value: str, counts: bool = True) -> SafeString:
    """Whether a reading supports, refutes or leaves open; grey and struck through when it does
    not count.
    """
    if counts:
        return _word(Bearing(value), get_language())
    return tag(_LABELS[Bearing(value)], "neutral void", "ban")


@register.simple_tag
def artifact_state(value: ArtifactState) -> SafeString:
    """Whether an artifact holds today."""
    return _word(value, get_language())


@register.simple_tag
def boundary_status(value: BoundaryStatus) -> SafeString:
    """How clear the boundary is under which a claim was made."""
    return _word(value, get_language())


@cache  # a log shows the same few words on every line
def _word(value: Bearing | ArtifactState | BoundaryStatus, language: str | None) -> SafeString:
    kind, shape = _SHAPES[value]
    return tag(_LABELS[value], kind, shape)


@register.filter
def sentence(finding: Finding) -> str:
    """A finding about evidence in words."""
    return BOOK.sentence(finding)
