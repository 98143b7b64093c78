"""What a rule says when the answer is not yes.

A rule is pure: it knows the domain and no language. It therefore returns findings, each a stable
code with the facts that a sentence about it needs. `config.kernel.sentences` lets each app say,
once, how a finding reads and where a person can meet it. So the panel, the form error and the
refusal inside an action are the same words, and a command can print the same codes for machines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


Fact = str | int | date | Money | Enum | tuple[Enum, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands in the way of a yes, or one remark about it.

    `code` is "<noun>.<what is the matter>" and never changes its meaning. `subject` is the id of
    the row that the noun names ("fit_card" names its partnership). `section` and `field` say where
    inside that row. `params` are the facts for the sentence, as pairs so that a finding can be
    compared, hashed and sorted.
    """

    code: str
    subject: str = ""
    section: str = ""
    field: str = ""
    params: tuple[tuple[str, Fact], ...] = ()

    def value(self, name: str) -> Fact | None:
        """The fact called `name`, or None."""
        return dict(self.params).get(name)


Findings = tuple[Finding, ...]


def finding(
    code: str, *, subject: str = "", section: str = "", field: str = "", **params: Fact
) -> Finding:
    """A finding, with its facts written as keyword arguments."""
    return Finding(code, subject, section, field, tuple(sorted(params.items())))


def named(found: Finding, row: str) -> Finding:
    """The finding with what people call the row it is about; as it is, for a row without a name."""
    if is_blank(row):
        return found
    return replace(found, params=tuple(sorted({**dict(found.params), "row": row}.items())))


def is_unsaid(value: object) -> bool:
    """Whether nobody has said it yet: nothing there, or a text that says nothing."""
    return is_blank(value) if isinstance(value, str) else value is None


def is_blank(text: str) -> bool:
    """Whether a text says nothing: no letter and no digit in it. A lone dash is no answer."""
    return not any(character.isalnum() for character in text)
