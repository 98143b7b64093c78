"""A form that asks the same of each of several rows, such as of every claim in a health review."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms

from config.kernel.errors import StaleVersion
from config.kernel.forms import Conflict, Group, LongTextField, SeamForm
from config.kernel.sentences import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """One row that a section asks about: its key in names of fields, what it is, what stands."""

    key: str
    legend: str
    initial: Mapping[str, Any] = field(default_factory=dict)


class EachForm(SeamForm):
    """A form that asks the same of each of several rows, below what it asks once.

    `once_last` puts what it asks once below them instead, beneath that heading. `needs` names texts
    that would be lost without an answer beside them: the text, the answer, where it says nothing,
    and what to say then.

    `stood` travels hidden and names the rows as they stood on the page: whoever saw others than
    stand now is shown both.
    """

    once_last: Text = ""
    needs: tuple[tuple[str, str, tuple[Any, ...], Text], ...] = ()
    has_moved_on = False

    stood = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: Sequence[Asked], **kwargs: Any) -> None:
        self.about = about
        kwargs["initial"] = {
            f"{name}_{asked.key}": value for asked in about for name, value in asked.initial.items()
        } | dict(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        once = tuple(name for name in self.fields if name not in ("version", "stood"))
        self.initial.setdefault("stood", self._standing())
        for asked in about:
            self._add(asked)
        each = (Group(self._names(asked), asked.legend, "aside") for asked in about)
        self.asked_later = {*self.asked_later, *(n for asked in about for n in self._names(asked))}
        above = (Group(once),) if once and not self.once_last else ()
        below = (Group(once, self.once_last, "aside"),) if self.once_last else ()
        self.groups = (*above, *each, *below)

    def each_fields(self) -> dict[str, forms.Field]:
        """Fresh fields for one row, by their name without its key."""
        raise NotImplementedError

    def said(self, asked: Asked) -> dict[str, Any]:
        """What was filled in about one row."""
        return {name: self.cleaned_data.get(f"{name}_{asked.key}") for name in self.each_fields()}

    def stands(self, asked: Asked) -> dict[str, str]:
        """What of a row must not have changed while somebody wrote, by the name of its field."""
        return {name: str(value) for name, value in asked.initial.items()}

    def clean(self) -> dict[str, Any]:
        """No text is dropped unsaid: neither one without its answer, nor one of another's rows."""
        self._refuse_dropped()
        seen = self.cleaned_data.pop("stood", "")
        if seen and seen != self._standing() and self._conflicts():
            self.has_moved_on = True
            self.refuse(StaleVersion(self.row))
        return self.cleaned_data

    def _refuse_dropped(self) -> None:
        for asked in self.about:
            said = self.said(asked)
            for text, answer, nothing, sentence in self.needs:
                key = f"{answer}_{asked.key}"
                if said[text] and said[answer] in nothing and key not in self.errors:
                    self.add_error(key, self._about(sentence, asked))

    def _standing(self) -> str:
        """SHA-256 in hex of the rows as they stand."""
        rows = [[asked.key, self.stands(asked)] for asked in self.about]
        return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()

    def _take_over(self, current: Any) -> None:
        super()._take_over(current)
        if self.has_moved_on:
            self.conflicts += self._conflicts()
            now: Any = self.data
            now["stood"] = self._standing()

    def _conflicts(self) -> list[Conflict]:
        """Where what was typed differs from what stands, and what was typed of rows that went."""
        asked_of = ((asked, name) for asked in self.about for name in self.stands(asked))
        both = [self._both(asked, name) for asked, name in asked_of]
        return [each for each in both if each.yours != each.theirs] + self._gone()

    def _both(self, asked: Asked, name: str) -> Conflict:
        key = f"{name}_{asked.key}"
        yours, theirs = self._shown(key, self[key].value()), self._shown(key, asked.initial[name])
        return Conflict(key, f"{asked.legend}: {self.fields[key].label}", yours, theirs)

    def _gone(self) -> list[Conflict]:
        """The texts about rows of which this asks no more."""
        labels = {n: str(f.label) for n, f in self.each_fields().items() if _is_text(f)}
        typed = [(key, key.rpartition("_"), str(self.data[key]).strip()) for key in self.data]
        return [
            Conflict(key, labels[name], text, "")
            for key, (name, _sep, _row), text in typed
            if name in labels and key not in self.fields and text
        ]

    def _add(self, asked: Asked) -> None:
        for name, each in self.each_fields().items():
            each.label = str(each.label)
            each.error_messages = {
                code: self._about(said, asked) for code, said in each.error_messages.items()
            }
            self.fields[f"{name}_{asked.key}"] = each
            self._word_errors(f"{name}_{asked.key}", each)

    def _about(self, said: Any, asked: Asked) -> Any:
        """A sentence that names the row: a summary of several would say the same of each."""
        return str(said).replace("{row}", asked.legend) if "{row}" in str(said) else said

    def _names(self, asked: Asked) -> tuple[str, ...]:
        return tuple(f"{name}_{asked.key}" for name in self.each_fields())


def _is_text(field: forms.Field) -> bool:
    return isinstance(field, LongTextField)
