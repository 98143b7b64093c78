"""The form of an artifact, and of taking one out of what counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError
from config.kernel.fields import LinkField, NameField
from config.kernel.forms import DateField, LongTextField, SeamForm
from config.kernel.widgets import HintedRadioSelect
from evidence.forms.fields import EvidenceFileField
from evidence.models import Artifact, Auditability, Conditions, Kind, Source, Subject

AUDITABILITY_HINTS = {
    "by_us": _("You hold the logs, metrics or records, or can ask for them any time."),
    "by_independent_auditor": _("Somebody independent may look, under a stated right."),
    "no": _("You have to take it on trust."),
}


class ArtifactForm(SeamForm):
    """What was observed, by whom, when, and what it cannot show."""

    title = NameField(
        label=_("Title"),
        max_length=200,
        help_text=_("What a colleague would look for, such as “SLA history, first half of 2026”."),
        error_messages={"required": _("Give the artifact a title.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Choose one")), *Kind.choices],
        error_messages={
            "required": _("Choose what kind of document it is."),
            "invalid_choice": _("Choose one of the kinds listed."),
        },
    )
    source = forms.ChoiceField(
        label=_("Who made the observation?"),
        choices=Source.choices,
        widget=HintedRadioSelect(
            hints={
                "ours": _("People or systems of this organisation saw it themselves."),
                "partner": _("The partner reports about itself."),
                "third_party": _("Somebody with no stake in the outcome, such as an auditor."),
            }
        ),
        error_messages={
            "required": _("Say who made the observation."),
            "invalid_choice": _("Choose one of the sources listed."),
        },
    )
    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Subject.choices,
        widget=HintedRadioSelect(
            hints={
                "outcome": _("What changed for users or for the work."),
                "integration_shipped": _(
                    "That something was connected or delivered. It is never an outcome."
                ),
            }
        ),
        error_messages={
            "required": _("Say whether it is about an outcome or about integration shipped."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    conditions = forms.ChoiceField(
        label=_("Under which conditions was it observed?"),
        choices=Conditions.choices,
        widget=HintedRadioSelect(
            hints={
                "real_operation": _("Real users, real load, real data; a pilot counts here."),
                "test": _("A rehearsal, a staging system, made-up data."),
                "demo": _("Shown by somebody who wanted it to work."),
            }
        ),
        error_messages={
            "required": _("Say under which conditions it was observed."),
            "invalid_choice": _("Choose one of the conditions listed."),
        },
    )
    observed_on = DateField(
        label=_("Last day of the period it describes"),
        help_text=_(
            "Not the day it was published or uploaded: a report on January to June that came out "
            "in September was observed until 30 June."
        ),
        error_messages={"required": _("Enter the last day on which it was observed.")},
    )
    holds_until = DateField(
        label=_("Holds until"),
        required=False,
        help_text=_(
            "From the day after, it counts as expired and must be observed anew. "
            "Leave it empty only if nothing about it can go out of date."
        ),
    )
    limits = LongTextField(
        label=_("Limits"),
        rows=4,
        help_text=_(
            "What it cannot show: whom or what it leaves out, how small the sample was, who chose "
            "it. At least one; every observation has one."
        ),
        error_messages={"required": _("State at least one limitation.")},
    )
    auditable = forms.ChoiceField(
        label=_("Who could check the data behind it?"),
        choices=Auditability.choices,
        widget=HintedRadioSelect(hints=AUDITABILITY_HINTS),
        error_messages={
            "required": _("Say who could check the data behind it."),
            "invalid_choice": _("Choose one of the answers listed."),
        },
    )
    audited_how = LongTextField(
        label=_("How, under which right"),
        required=False,
        rows=2,
        help_text=_(
            "Such as “clause 9.2 of the contract, once a year”, or where the logs lie. "
            "Where an independent auditor may look, the right must be stated."
        ),
    )
    file = EvidenceFileField(
        label=_("File"),
        required=False,
        help_text=_(
            "PDF, PNG, JPEG, CSV, text, JSON, or an Excel, Word or OpenDocument file, "
            "at most 25 MB. Give a file, a link, or both."
        ),
    )
    remove_file = forms.BooleanField(label=_("Remove the file it has now"), required=False)
    link = LinkField(
        label=_("Link"),
        required=False,
        max_length=1000,
        help_text=_("Where it can be read. What lies behind a link can change; a file cannot."),
        error_messages={"invalid": _("Enter a full address, such as https://example.org/report.")},
    )

    def __init__(self, *args: Any, row: Artifact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row is None or row.file_id is None:
            del self.fields["remove_file"]
        else:
            self.fields["file"].label = _("Another file instead")

    @property
    def values(self) -> dict[str, Any]:
        """The keywords of the artifact's actions."""
        values = super().values
        return values | {"upload": values.pop("file")}

    def full_clean(self) -> None:
        super().full_clean()
        self._remind_of_file()

    def refuse(self, refusal: DomainError) -> None:
        super().refuse(refusal)
        self._remind_of_file()

    def _remind_of_file(self) -> None:
        """A browser empties the file input of a form that comes back, so say it there."""
        sent = self.files.get(self.add_prefix("file"))
        if sent and self.errors and "file" not in self.errors:
            self.add_error("file", _("Choose the file again: it is not kept while you correct."))

    def _from_row(self, row: models.Model) -> dict[str, Any]:
        values = super()._from_row(row)
        values.pop("file", None)
        return values


class SupersedeForm(SeamForm):
    """Which artifact takes the place of another."""

    replacement = forms.TypedChoiceField(
        label=_("Which artifact takes its place?"),
        help_text=_("Artifacts of the same partner, the newest first."),
        error_messages={
            "required": _("Choose the artifact that takes its place."),
            "invalid_choice": _("Choose one of the artifacts listed."),
        },
    )

    def __init__(self, *args: Any, others: Sequence[Artifact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_id = {str(other.pk): other for other in others}
        field: Any = self.fields["replacement"]
        named = [(pk, f"{other.title} ({_day(other)})") for pk, other in by_id.items()]
        field.choices = [("", _("Choose one")), *named]
        field.coerce = by_id.__getitem__


def _day(artifact: Artifact) -> str:
    return date_format(artifact.observed_on, "DATE_FORMAT")


class RevalidateForm(SeamForm):
    """That somebody looked again, and until when the artifact holds now."""

    looked_on = DateField(
        label=_("When did somebody look again?"),
        error_messages={"required": _("Enter the day on which somebody looked.")},
    )
    seen = LongTextField(
        label=_("What was seen?"),
        rows=4,
        help_text=_("What still holds, what has changed, and how you know."),
        error_messages={"required": _("Say what was seen.")},
    )
    holds_until = DateField(
        label=_("Until when does it hold now?"),
        required=False,
        help_text=_("This day takes the place of the one before. Leave it empty for no end."),
    )

    def _from_row(self, row: models.Model) -> dict[str, Any]:
        """A new look starts from nothing but the version that the person saw."""
        return {"version": getattr(row, "version", None)}


class WithdrawForm(SeamForm):
    """Why an artifact or a reading no longer counts."""

    reason = LongTextField(
        label=_("Why does it no longer count?"),
        rows=3,
        help_text=_("Everybody who reads the log sees this sentence beside it."),
        error_messages={"required": _("Say why it no longer counts.")},
    )
