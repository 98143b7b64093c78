"""What people fill in during a health review, and to note a violation."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.kernel.forms import DateField, Group, LongTextField, SeamForm
from config.kernel.sentences import choices
from config.kernel.widgets import HintedRadioSelect
from evidence.models import Artifact
from partnerships.models import Responsibility
from reviews.health.each_form import Asked, EachForm
from reviews.health.sentences import SENTENCES
from reviews.words import ENDS_IN, FARED, SEVERITIES


class BoundaryForm(SeamForm):
    boundary = LongTextField(
        label=_("Your answer"),
        rows=5,
        help_text=_(
            "Look at each responsibility and at what you retained. If nothing was crossed, write "
            "that in a sentence, with what you looked at."
        ),
        error_messages={"required": SENTENCES["health_review.boundary_missing"]},
    )


class EvidenceForm(EachForm):
    evidence = LongTextField(
        label=_("Your answer"),
        rows=5,
        help_text=_(
            "Who supplies it, what they gain, what changed on their side: name what you would no "
            "longer rely on. If you trust all of it as before, write that in a sentence."
        ),
        error_messages={"required": SENTENCES["health_review.evidence_missing"]},
    )

    def each_fields(self) -> dict[str, forms.Field]:
        return {
            "why": LongTextField(
                label=_("Why you trust it less; empty if you trust it as before"),
                rows=2,
                required=False,
            )
        }


class TriggersForm(EachForm):
    triggers = LongTextField(
        label=_("Your answer"),
        rows=5,
        help_text=_(
            "What would have to happen, as you see it today? If it is what the triggers say, "
            "write that in a sentence."
        ),
        error_messages={"required": SENTENCES["health_review.triggers_missing"]},
    )
    needs = (("what", "seen", ("no",), _("Choose “Seen”, or empty what you wrote: “{row}”.")),)

    def stands(self, asked: Asked) -> dict[str, str]:
        """Only that nobody said it of this trigger yet; the answer has a version of its own."""
        return {}

    def each_fields(self) -> dict[str, forms.Field]:
        return {
            "seen": forms.ChoiceField(
                label=_("Since the last review"),
                choices=[("no", _("Not seen")), ("yes", _("Seen"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether this was seen: “{row}”.")},
            ),
            "seen_on": DateField(label=_("If seen: on which day"), required=False),
            "what": LongTextField(label=_("If seen: what was seen"), rows=2, required=False),
        }


class LinesForm(EachForm):
    needs = (("how", "line", ("",), _("Say whether it was kept to: you wrote where. “{row}”")),)

    def each_fields(self) -> dict[str, forms.Field]:
        return {
            "line": forms.ChoiceField(
                label=_("Was it kept to?"),
                choices=[
                    ("", _("Not looked at")),
                    ("kept", _("Kept")),
                    ("overstepped", _("Overstepped")),
                ],
                widget=forms.RadioSelect,
                required=False,
            ),
            "how": LongTextField(
                label=_("If overstepped: where was it taken for more?"), rows=2, required=False
            ),
        }


class CriteriaForm(EachForm):
    needs = (
        ("observed", "fared", ("",), _("Say how it fared: you wrote what was observed. “{row}”")),
    )

    def each_fields(self) -> dict[str, forms.Field]:
        return {
            "fared": forms.ChoiceField(
                label=_("How it fared"),
                choices=[("", _("Not looked at")), *choices(FARED)],
                widget=forms.RadioSelect,
                required=False,
            ),
            "observed": LongTextField(label=_("What was observed"), rows=2, required=False),
        }


#: More than a team could have seen between two reviews; what a column of the database holds.
MOST_SEEN = 1_000_000


def _count_field(label: Any) -> forms.IntegerField:
    wrong = _("Enter a whole number from 0 to 1,000,000, or leave it empty.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_SEEN,
        widget=forms.NumberInput(attrs={"class": "w-10"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class DriftForm(EachForm):
    once_last = _("Something else to count from now on")
    needs = (
        ("note", "count", (None,), _("Enter how often it was seen: you wrote a note. “{row}”")),
    )
    own_name = forms.CharField(
        label=_("What is counted"),
        required=False,
        max_length=200,
        help_text=_("Such as “Calls escalated past the agreed path”."),
    )
    own_count = _count_field(_("How often it was seen"))

    def each_fields(self) -> dict[str, forms.Field]:
        return {
            "count": _count_field(_("How often it was seen")),
            "note": LongTextField(label=_("Note"), rows=2, required=False),
        }


class CloseForm(SeamForm):
    ends_in = forms.ChoiceField(
        label=_("What it ends in"),
        choices=choices(ENDS_IN),
        widget=HintedRadioSelect(
            hints={
                "continue": _("What was decided stands as it is."),
                "renegotiate": _("You go on to propose it; an approver decides."),
                "unwind": _("You go on to propose it; an approver decides."),
            }
        ),
        error_messages={
            "required": SENTENCES["health_review.ends_in_missing"],
            "invalid_choice": _("Choose one of the three."),
        },
    )
    ends_in_reason = LongTextField(
        label=_("Why"),
        rows=4,
        required=False,
        help_text=_("Asked for where a boundary was violated and you continue."),
    )
    exit_cost_keeps = forms.BooleanField(
        label=_("What leaving costs is a reason to stay"),
        required=False,
        help_text=_("Ticked, it shows as a signal beside every decision. It stops nothing."),
    )


class OpenForm(SeamForm):
    """Opening asks for nothing: the page says what follows."""


class ViolationForm(SeamForm):
    what = LongTextField(
        label=_("What happened"),
        rows=3,
        help_text=_("What was crossed, and what it did to users or to your work."),
        error_messages={"required": SENTENCES["violation.what_missing"]},
    )
    responsibility = forms.TypedChoiceField(
        label=_("Which responsibility"),
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("Choose one of the list, or what you retained.")},
    )
    severity = forms.ChoiceField(
        label=_("How badly"),
        choices=choices(SEVERITIES),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Say how badly."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    seen_on = DateField(
        label=_("Seen on"),
        error_messages={
            "required": _("Enter the day on which it was seen."),
            "invalid": _("Enter a date that exists, year first, such as 2027-03-31."),
        },
    )
    artifact = forms.TypedChoiceField(
        label=_("What shows it"),
        required=False,
        empty_value=None,
        help_text=_("An artifact of the Evidence Log."),
        error_messages={"invalid_choice": _("Choose an artifact of the list, or none.")},
    )
    resolved_on = DateField(label=_("Put right on"), required=False)
    resolved_how = LongTextField(label=_("How it was put right"), rows=2, required=False)

    groups = (
        Group(("what", "responsibility", "severity", "seen_on", "artifact")),
        Group(("resolved_on", "resolved_how"), _("If it was put right already"), "aside"),
    )

    def __init__(
        self,
        *args: Any,
        responsibilities: Collection[Responsibility],
        artifacts: Collection[Artifact],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("responsibility", responsibilities, _("What we retained, or another boundary"))
        self._offer("artifact", artifacts, _("Nothing in the log yet"))

    def _offer(self, name: str, rows: Collection[Any], nothing: Any) -> None:
        by_id = {str(row.pk): row for row in rows}
        each: Any = self.fields[name]
        each.choices = [("", nothing), *((pk, str(row)) for pk, row in by_id.items())]
        each.coerce = by_id.__getitem__


class ViolationResolveForm(SeamForm):
    resolved_on = DateField(
        label=_("Put right on"),
        error_messages={
            "required": SENTENCES["violation.resolved_on_missing"],
            "invalid": _("Enter a date that exists, year first, such as 2027-03-31."),
        },
    )
    resolved_how = LongTextField(
        label=_("How it was put right"),
        rows=3,
        help_text=_("What was done, and what keeps it from happening again."),
        error_messages={"required": SENTENCES["violation.resolved_how_missing"]},
    )
