"""What the register and the overview show of the gate: the codes of a Position in words."""

from __future__ import annotations

from django import template

from config.kernel.sentences import Text
from reviews.gate.rules.judgement import RequirementCode
from reviews.gate.rules.signals import SignalCode
from reviews.gate.sentences import REQUIREMENT_LABELS, SIGNAL_LABELS

register = template.Library()


@register.simple_tag
def requirement_choices() -> list[tuple[str, Text]]:
    """Every requirement of the gate, in reading order."""
    return [(code.value, REQUIREMENT_LABELS[code]) for code in RequirementCode]


@register.simple_tag
def signal_choices() -> list[tuple[str, Text]]:
    """Every signal, in reading order."""
    return [(code.value, SIGNAL_LABELS[code]) for code in SignalCode]


@register.filter
def requirement(code: str) -> Text:
    """A requirement by its code; the code itself for one that is no longer asked for."""
    known = {each.value: label for each, label in REQUIREMENT_LABELS.items()}
    return known.get(code, code)


@register.filter
def signal(code: str) -> Text:
    """A signal by its code."""
    return {each.value: label for each, label in SIGNAL_LABELS.items()}.get(code, code)
