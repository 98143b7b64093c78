"""What the log says in one word, always with a shape."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from config.kernel.findings import Finding
from config.kernel.templatetags.look import tag
from evidence.models import Bearing
from evidence.rules.weight import ArtifactState
from evidence.sentences import ARTIFACT_STATE_LABELS, BOOK
from partnerships.rules.boundary import BoundaryStatus
from partnerships.sentences import BOUNDARY_STATUS_LABELS

register = template.Library()

#: Tone and shape of each word.
_BEARINGS = {
    Bearing.SUPPORTS: ("success", "check"),
    Bearing.REFUTES: ("danger", "x"),
    Bearing.AMBIGUOUS: ("neutral", "unknown"),
}
_STATES = {
    ArtifactState.IN_FORCE: ("success", "check"),
    ArtifactState.EXPIRED: ("warning", "clock"),
    ArtifactState.WITHDRAWN: ("neutral", "ban"),
    ArtifactState.NOT_YET: ("neutral", "calendar"),
}
_BOUNDARIES = {
    BoundaryStatus.CLEAR: ("success", "check"),
    BoundaryStatus.UNCLEAR: ("neutral", "unknown"),
    BoundaryStatus.VIOLATED: ("danger", "alert"),
}


@register.simple_tag
def bearing(value: str) -> SafeString:
    """Whether a reading supports, refutes or leaves open."""
    kind, shape = _BEARINGS[Bearing(value)]
    return tag(Bearing(value).label, kind, shape)


@register.simple_tag
def artifact_state(value: ArtifactState) -> SafeString:
    """Whether an artifact holds today."""
    kind, shape = _STATES[value]
    return tag(ARTIFACT_STATE_LABELS[value], kind, shape)


@register.simple_tag
def boundary_status(value: BoundaryStatus) -> SafeString:
    """How clear the boundary is under which a claim was made."""
    kind, shape = _BOUNDARIES[value]
    return tag(BOUNDARY_STATUS_LABELS[value], kind, shape)


@register.filter
def sentence(finding: Finding) -> str:
    """A finding about evidence in words."""
    return BOOK.sentence(finding)
