"""How the findings about evidence read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Labels, Phrasebook, at_field, labels_of
from evidence import models
from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Source,
    Subject,
)
from evidence.rules.weight import ArtifactState

ARTIFACT_KIND_LABELS: Labels = labels_of(ArtifactKind, models.Kind)
SOURCE_LABELS: Labels = labels_of(Source, models.Source)
CONDITIONS_LABELS: Labels = labels_of(Conditions, models.Conditions)
SUBJECT_LABELS: Labels = labels_of(Subject, models.Subject)
AUDITABILITY_LABELS: Labels = labels_of(Auditability, models.Auditability)
BEARING_LABELS: Labels = labels_of(Bearing, models.Bearing)
ARTIFACT_STATE_LABELS: Labels = {
    ArtifactState.IN_FORCE: _("In force"),
    ArtifactState.EXPIRED: _("Expired"),
    ArtifactState.WITHDRAWN: _("Withdrawn"),
    ArtifactState.NOT_YET: _("Not yet observed"),
}

#: The Evidence Log's columns, as chapter 28, section 5.2 names and orders them.
COLUMN_LABELS = {
    "partner": _("Partner"),
    "claim": _("Claim"),
    "artifact": _("Evidence artifact"),
    "limits": _("Limits"),
    "boundary": _("Boundary status"),
    "decision": _("Decision"),
    "date": _("Date"),
    "approver": _("Approver"),
}

#: On the page a date says of what it is.
PAGE_LABELS = COLUMN_LABELS | {"observed": _("Observed"), "date": _("Decided on")}

_WEIGHT = {
    "reading.withdrawn": _("This reading was withdrawn. Read the artifact again to have it count."),
    "artifact.withdrawn": _("The artifact was withdrawn. Add one that holds to take its place."),
    "artifact.expired": _(
        "The artifact held until %(date)s. Look again, and add what you see as a new artifact."
    ),
    "artifact.not_yet": _("The artifact counts from %(date)s on, the day it was observed."),
    "artifact.demo_is_no_pilot": _(
        "Seen in a demo. A pilot under real operating conditions would show more."
    ),
    "artifact.integration_is_no_outcome": _(
        "Shows that integration was shipped. Whether the outcome holds needs evidence of its own."
    ),
}

_GAPS = {
    "artifact.title_missing": _("Give the artifact a title by which others can find it."),
    "artifact.limits_missing": _(
        "State at least one limit: what this artifact does not show, or for whom it does not hold."
    ),
    "artifact.file_or_link_missing": _("Add a file, or a link to where the artifact can be read."),
    "artifact.observed_on_future": _(
        "Enter the last day of the period that it describes; that day cannot be in the future."
    ),
    "artifact.holds_until_before_observed": _(
        "Enter a day on or after the day of observation, %(date)s, or leave it empty."
    ),
    "artifact.audited_how_missing": _(
        "Say under which right an independent auditor may check the source data."
    ),
    "reading.why_missing": _("Say why the artifact bears on the criterion in this way."),
}

_FILES = {
    "file.type_not_kept": _("Choose a file of one of these kinds: %(kept)s."),
    "file.empty": _("This file is empty. Choose one with content."),
    "file.too_large": _(
        "This file has %(megabytes)s MB. Choose one of at most %(most)s MB, or add a link instead."
    ),
    "file.not_what_its_name_says": _(
        "The content of this file is not what its ending “.%(extension)s” says. "
        "Save it once more in that format, or give it the ending that fits."
    ),
}

BOOK = Phrasebook(
    sentences={**_WEIGHT, **_GAPS, **_FILES},
    places={
        "artifact": at_field("evidence:artifact_edit"),
        "reading": at_field("evidence:reading_edit"),
    },
    labels={
        ArtifactKind: ARTIFACT_KIND_LABELS,
        Source: SOURCE_LABELS,
        Conditions: CONDITIONS_LABELS,
        Subject: SUBJECT_LABELS,
        Auditability: AUDITABILITY_LABELS,
        Bearing: BEARING_LABELS,
        ArtifactState: ARTIFACT_STATE_LABELS,
    },
)
