"""The forms of a workspace's policy, and of what does not apply in a partnership."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from decimal import Decimal
from enum import Enum
from itertools import product
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError, Problem, StaleVersion
from config.kernel.findings import finding, is_blank
from config.kernel.forms import CurrencyField, Group, LongTextField, SeamForm
from config.kernel.sentences import choices
from partnerships.rules.boundary import bare
from partnerships.rules.policy import Policy as Limits
from partnerships.words import DEPENDENCY_DEPTHS
from partnerships.words import REVERSIBILITIES as REVERSIBILITY_WORDS
from reviews.gate.policy_page import NUMBERS, grid_label
from reviews.gate.rules.policy import (
    BOUNDS,
    DEPTHS,
    LONGEST_EXIT,
    REVERSIBILITIES,
    Bar,
    ExitAsked,
    Policy,
    Reach,
    StandInAsked,
)
from reviews.gate.sentences import BAR_LABELS, BOOK, LIMIT_LABELS

GRID = tuple(product(range(len(DEPTHS)), range(len(REVERSIBILITIES))))
_WORDS: dict[str, type[Enum]] = {
    "supported": Reach,
    "independent": Reach,
    "real_conditions": Reach,
    "auditable": Reach,
    "exit": ExitAsked,
    "single_points": StandInAsked,
}
_UNITS = {
    "trend_periods": _("periods, 0 for none"),
    "observed_within_days": _("days"),
    "longest_term_months": _("months"),
    "review_every_days": _("days"),
    "approvers": _("people"),
}
_CHOOSE = {"invalid_choice": _("Choose one of the answers in the list.")}
_PATH = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?(?:\[(\d+)\])?(?:\.(\w+))?")


def grid_field(row: int, column: int) -> str:
    """The field of a place of the grid."""
    return f"grid_{row}_{column}"


def bar_field(number: int, name: str) -> str:
    """The field of one requirement of a bar; bars count from 1."""
    return f"bar_{number}_{name}"


def field_at(path: str) -> str:
    """The field that asks for the value at a JSON path; "" where no field does."""
    found = _PATH.match(path)
    if found is None:
        return ""
    part, place, column, name = found.groups()
    if part == "grid" and place and column:
        return grid_field(int(place), int(column))
    if part == "bars" and place and name:
        return bar_field(int(place) + 1, name)
    return (name or "") if part == "limits" else ""


def _out_of_bounds(least: int, most: int) -> Any:
    sentence = lazy(BOOK.sentence, str)
    return sentence(finding("policy.out_of_bounds", least=least, most=most))


def _number(label: Any, least: int, most: int) -> forms.IntegerField:
    bounds = dict.fromkeys(("min_value", "max_value"), _out_of_bounds(least, most))
    said = {"invalid": _("Enter a whole number, such as 90."), "required": bounds["min_value"]}
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=bounds | said
    )


def _with_unit(label: Any, unit: Any) -> Any:
    return format_lazy("{label} ({unit})", label=label, unit=unit)


def _asked_label(name: str) -> Any:
    """What is asked, with the unit of its value if it has one."""
    unit = _UNITS.get(name)
    return _with_unit(BAR_LABELS[name], unit) if unit else BAR_LABELS[name]


def _choice(name: str, label: Any) -> forms.TypedChoiceField:
    words = _WORDS[name]
    labels = {member: BOOK.label(member) for member in words}
    if name == "supported":
        labels = {member: labels[member] for member in (Reach.EACH_CLAIM, Reach.EACH_CRITERION)}
    return forms.TypedChoiceField(
        label=label, choices=choices(labels), coerce=words, error_messages=_CHOOSE
    )


def _bar_value(number: int, name: str) -> forms.Field:
    """The field of one requirement, by the type of its value; the label names its bar too."""
    label = format_lazy(_("Bar {number}: {asked}"), number=number, asked=_asked_label(name))
    if name in _WORDS:
        return _choice(name, label)
    if name in BOUNDS:
        return _number(label, *BOUNDS[name])
    return forms.BooleanField(label=label, required=False)


def _bar_fields() -> dict[str, forms.Field]:
    return {bar_field(n, name): _bar_value(n, name) for n in NUMBERS for name in BAR_LABELS}


def _grid_fields() -> dict[str, forms.Field]:
    numbers = [(number, format_lazy(_("Bar {number}"), number=number)) for number in NUMBERS]
    label = lazy(grid_label, str)
    return {
        grid_field(*place): forms.TypedChoiceField(
            label=label(*place), choices=numbers, coerce=int, error_messages=_CHOOSE
        )
        for place in GRID
    }


def _shown(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _plain(amount: Decimal | None) -> str:
    """An amount as people type it: without the decimals that say nothing."""
    return "" if amount is None else f"{amount:f}".removesuffix(".00")


class PolicyForm(SeamForm):
    """Every value of a policy, as the version in force has it; what differs is asked for."""

    required_responsibilities = LongTextField(
        label=LIMIT_LABELS["required_responsibilities"],
        required=False,
        rows=6,
        help_text=_(
            "One per line. A boundary is clear once each of them has an owner, a named person "
            "and somebody to tell. An empty list asks for none."
        ),
    )
    long_exit_days = _number(_with_unit(LIMIT_LABELS["long_exit_days"], _("days")), 1, LONGEST_EXIT)
    costly_exit = forms.DecimalField(
        label=LIMIT_LABELS["costly_exit"],
        required=False,
        max_digits=18,
        decimal_places=2,
        help_text=_("Leave it empty when no amount alone makes an exit costly."),
        error_messages={"invalid": _("Enter an amount, such as 100000.")},
    )
    costly_exit_currency = CurrencyField(required=False)
    reason = LongTextField(
        label=_("Why it has to change"),
        help_text=_("Whoever agrees reads it, and whoever asks years from now."),
        error_messages={"required": _("Say why the policy has to change.")},
    )
    groups = (
        Group(("required_responsibilities",), legend=_("Limits")),
        Group(("long_exit_days", "costly_exit", "costly_exit_currency"), css="short"),
        Group(("reason",), legend=_("Why")),
    )

    def _from_row(self, row: Any) -> dict[str, Any]:
        """What a policy of the gate says, field by field."""
        return {
            "version": row.version,
            **{grid_field(*place): row.grid[place[0]][place[1]] for place in GRID},
            **{
                bar_field(number, name): _shown(getattr(row.bar(number), name))
                for number in NUMBERS
                for name in BAR_LABELS
            },
            **{each.name: getattr(row.limits, each.name) for each in fields(Limits)},
            "costly_exit": _plain(row.limits.costly_exit),
            "required_responsibilities": "\n".join(row.limits.required_responsibilities),
        }

    @property
    def grid_rows(self) -> list[tuple[Any, list[tuple[Any, forms.BoundField]]]]:
        """The grid as its table shows it: each depth with its fields, each under its column."""
        return [
            (
                DEPENDENCY_DEPTHS[depth],
                [
                    (label, self[grid_field(row, column)])
                    for column, label in enumerate(REVERSIBILITY_WORDS.values())
                ],
            )
            for row, depth in enumerate(DEPTHS)
        ]

    @property
    def bar_rows(self) -> list[tuple[Any, list[tuple[int, forms.BoundField]]]]:
        """The bars side by side: what is asked, with its field at each bar."""
        return [
            (_asked_label(name), [(number, self[bar_field(number, name)]) for number in NUMBERS])
            for name in BAR_LABELS
        ]

    def clean_required_responsibilities(self) -> tuple[str, ...]:
        """Each line once, whatever its case; a line without a word is none."""
        text: str = self.cleaned_data["required_responsibilities"]
        names = {bare(line): " ".join(line.split()) for line in reversed(text.splitlines())}
        return tuple(name for name in reversed(names.values()) if not is_blank(name))

    @property
    def policy(self) -> Policy:
        """The policy that was filled in."""
        said = self.cleaned_data
        amount = said["costly_exit"]
        return Policy(
            grid=tuple(
                tuple(said[grid_field(row, column)] for column in range(len(REVERSIBILITIES)))
                for row in range(len(DEPTHS))
            ),
            bars=tuple(
                Bar(**{name: said[bar_field(number, name)] for name in BAR_LABELS})
                for number in NUMBERS
            ),
            limits=Limits(
                required_responsibilities=said["required_responsibilities"],
                long_exit_days=said["long_exit_days"],
                costly_exit=amount,
                costly_exit_currency="" if amount is None else said["costly_exit_currency"],
            ),
        )

    def refuse(self, refusal: DomainError) -> None:
        """Each sentence at the field that asks for the value it is about."""
        if not isinstance(refusal, StaleVersion):
            refusal = DomainError(replace(each, field=_field_of(each)) for each in refusal.problems)
        super().refuse(refusal)


PolicyForm.base_fields = {**_grid_fields(), **_bar_fields(), **PolicyForm.base_fields}


class AgreeForm(SeamForm):
    """Nothing has to be said to agree; what is said stays in the trail."""

    reason = LongTextField(
        label=_("Your reason"),
        rows=3,
        required=False,
        help_text=_("It stays in the trail beside the change."),
    )


class DeclineForm(SeamForm):
    reason = LongTextField(
        label=_("Why the policy should stay as it is"),
        rows=3,
        help_text=_("Whoever asked reads it. It stays in the trail."),
        error_messages={"required": _("Say why the policy should stay as it is.")},
    )


class WithdrawForm(SeamForm):
    reason = LongTextField(
        label=_("Why you take it back"),
        rows=3,
        help_text=_("It stays in the trail beside the change."),
        error_messages={"required": _("Say why you take it back.")},
    )


class GuestForm(SeamForm):
    """Whom to ask from outside, about a proposal or about a change of the policy."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "w-full", "autocomplete": "off"}),
        help_text=_(
            "They get a link that works for seven days and shows what they are to decide, no more."
        ),
        error_messages={
            "required": _("Enter the address of the person who should decide."),
            "invalid": _("Enter a full address, such as name@example.org."),
        },
    )


def _field_of(problem: Problem) -> str | None:
    return field_at(problem.field) if problem.field and problem.field[0] == "$" else problem.field


class NotApplicableForm(SeamForm):
    """Why a requirement of the gate has no object in a partnership."""

    reason = LongTextField(
        label=_("Why does it have no object here?"),
        rows=4,
        help_text=_(
            "So that somebody who reads it years from now can follow: what there would have to be "
            "for it to apply, and why there is none."
        ),
        error_messages={"required": _("Say why it has no object here.")},
    )

    def clean_version(self) -> int | None:
        """None for whoever saw no reason: the action shows them the one that came meanwhile."""
        seen: int | None = self.cleaned_data["version"]
        return seen


class StandByForm(SeamForm):
    """Nothing to fill in: it says which version of the reason another person stands by."""


class AppliesAgainForm(SeamForm):
    """Nothing to fill in: it says which version of the reason is taken back."""
