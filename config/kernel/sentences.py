"""How findings read, and where a person can meet them.

Rules return findings (`config.kernel.findings`) and know no language. Each app has one module
`sentences` with one phrasebook, `BOOK`: a sentence for each code, a place for each noun, a label
for each word of its vocabulary. Books add up from left to right as apps do, so the book of reviews
tells the findings of all.

A sentence says what is the matter and what would be right. It names facts as %(name)s: a date is
written out in the reader's language, a word of the vocabulary by its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from config.kernel import scope
from config.kernel.amounts import in_money
from config.kernel.errors import Problem
from config.kernel.findings import Finding, Money
from config.kernel.pages import href

#: What the name of a row is cut to in front of a sentence.
NAME_LENGTH = 60

Text = str | Promise
Labels = Mapping[Any, Text]
Member = TypeVar("Member", bound=Enum)


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the workspace where a finding can be met, what it is asked, and the spot on it."""

    url_name: str
    args: tuple[str, ...] = ()
    fragment: str = ""
    query: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str | None:
        """The address in the workspace being served; None outside one."""
        here = scope.current()
        if here is None or not here.slug:
            return None
        path = href(self.url_name, *self.args, **dict(self.query))
        return f"{path}#{self.fragment}" if self.fragment else path


Locate = Callable[[Finding], Place]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """What an app's findings read like.

    `sentences` by code; `places` by noun (the code's first word) or, where one finding is met
    elsewhere than its noun's others, by code; `labels` by enum.
    """

    sentences: Mapping[str, Text]
    places: Mapping[str, Locate] = field(default_factory=dict)
    labels: Mapping[type[Enum], Labels] = field(default_factory=dict)

    def __or__(self, other: Phrasebook) -> Phrasebook:
        """Both books in one; where both speak of the same, `other` does."""
        return Phrasebook(
            {**self.sentences, **other.sentences},
            {**self.places, **other.places},
            {**self.labels, **other.labels},
        )

    def sentence(self, finding: Finding) -> str:
        """The finding in the reader's language, after the name of its row if it was named.

        Raises KeyError for a code without sentence.
        """
        facts = {name: self._in_words(value) for name, value in finding.params}
        told = str(self.sentences[finding.code]) % facts
        row = facts.get("row")
        return _("“%(row)s”: %(told)s") % {"row": _short(row), "told": told} if row else told

    def place(self, finding: Finding) -> Place | None:
        """Where the finding can be met; None when it has no place of its own."""
        noun = finding.code.partition(".")[0]
        locate = self.places.get(finding.code) or self.places.get(noun)
        return locate(finding) if locate and finding.subject else None

    def label(self, member: Enum) -> Text:
        """What a word of the vocabulary is called. Raises KeyError for one without label."""
        return self.labels[type(member)][member]

    def problem(self, finding: Finding) -> Problem:
        """The finding as an action raises it and a form shows it."""
        place = self.place(finding)
        return Problem(self.sentence(finding), finding.field or None, place.url if place else None)

    def problems(self, findings: Iterable[Finding]) -> list[Problem]:
        """Findings as an action raises them and a form shows them, in their order."""
        return [self.problem(each) for each in findings]

    def _in_words(self, value: object) -> str:
        if isinstance(value, Enum):
            return str(self.label(value))
        if isinstance(value, tuple):
            return ", ".join(self._in_words(each) for each in value)
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        if isinstance(value, Money):
            return in_money(value.amount, value.currency)
        return number_format(value) if isinstance(value, int) else str(value)


def _short(name: str) -> str:
    """A row's name as it fits in front of a sentence."""
    return Truncator(" ".join(name.split())).chars(NAME_LENGTH)


def labels_of(words: type[Member], choices_of_model: type[TextChoices]) -> dict[Member, Text]:
    """The labels of a rule's enum from the model's choices of the same values.

    Raises ValueError when the model does not know one of the words.
    """
    return {member: choices_of_model(member.value).label for member in words}


def choices(labels: Labels) -> list[tuple[str, Text]]:
    """Labels as a form's choices, in their order."""
    return [(member.value, label) for member, label in labels.items()]


def at_field(url_name: str) -> Locate:
    """Findings met on the page of their own row, at the field that they name."""
    return lambda finding: Place(url_name, (finding.subject,), field_anchor(finding))


def field_anchor(finding: Finding) -> str:
    """The id that Django gives the form field of a finding; "" when it names none."""
    return f"id_{finding.field}" if finding.field else ""
