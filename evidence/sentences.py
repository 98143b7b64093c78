"""How the findings about evidence read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Labels, Phrasebook, at_field, labels_of
from evidence import models
from evidence.rules.series import Outcome
from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Source,
    Subject,
)
from evidence.rules.weight import ArtifactState
from evidence.words import WORDS

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
    ArtifactState.SUPERSEDED: _("Superseded"),
    ArtifactState.NOT_YET: _("Not yet observed"),
}

OUTCOME_LABELS: Labels = {
    Outcome.ADDED: _("Added"),
    Outcome.CHANGED: _("Changed"),
    Outcome.SAME: _("As it stands"),
    Outcome.GAP: _("No value, stays open"),
    Outcome.HEADER: _("Headings, passed over"),
    Outcome.REFUSED: _("Refused"),
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
    "reading.rejected": _(
        "Somebody else looked at this reading and rejected it. "
        "Change it, and have it assessed again."
    ),
    "artifact.superseded": _("Another artifact took the place of this one. Read that one."),
    "artifact.expired": _(
        "The artifact held until %(date)s. Look again and say until when it holds now, "
        "or add what you see as a new artifact."
    ),
    "artifact.doubted": _(
        "The artifact is trusted less since %(date)s. Look at it again and say what you see."
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
    "revalidation.seen_missing": _("Say what you saw when you looked again."),
    "revalidation.looked_on_future": _(
        "Enter the day on which somebody looked; that day cannot be in the future."
    ),
    "revalidation.looked_on_too_early": _(
        "Enter a day on or after %(date)s, when it was last observed or looked at."
    ),
    "revalidation.holds_until_before_look": _(
        "Enter a day on or after %(date)s, when somebody looked, or leave it empty."
    ),
    "assessment.own_reading": _(
        "You read this yourself. Ask another contributor or an approver to assess it."
    ),
    "assessment.link_seen_by_reader": _(
        "Whoever read this saw a link by which you, or whoever invited you, came into the "
        "workspace, so it could be one person who reads and assesses. Ask another member."
    ),
    "assessment.why_missing": _("Say why you uphold or reject this reading."),
}

_ANSWERS = {
    "answer.nothing_refuted": _(
        "This reading does not speak against its criterion, so it needs no answer. "
        "Only evidence against a criterion is answered."
    ),
    "answer.not_in_force": _(
        "This reading weighs nothing any more: it was withdrawn or rejected, or its artifact was "
        "withdrawn or superseded. It needs no answer."
    ),
    "answer.text_missing": _("Say what you hold against this evidence."),
    "answer.own": _(
        "You wrote this answer yourself. Ask another contributor or an approver to assess it."
    ),
    "answer.link_seen_by_writer": _(
        "Whoever wrote this answer saw a link by which you, or whoever invited you, came into the "
        "workspace, so it could be one person who writes and assesses. Ask another member."
    ),
    "answer.assessed_already": _(
        "This answer has been assessed as it reads. Once its text is changed, "
        "it can be assessed again."
    ),
    "answer.why_missing": _("Say why you uphold or reject this answer."),
}

_PILOTS = {
    "pilot.concluded": _("This pilot was concluded, so it stays as it was. Plan another one."),
    "pilot.question_missing": _("Say which question the pilot is to answer."),
    "pilot.ends_before_start": _("Enter a day on or after %(date)s, when the pilot begins."),
    "pilot.criterion_elsewhere": _("Choose a success criterion of this partnership."),
    "pilot.criterion_twice": _("The pilot has this criterion already. Choose another one."),
    "pilot.results_missing": _("Say what came out of it."),
    "pilot.not_ended": _(
        "Enter the day on which the pilot ended; it can be concluded from that day on."
    ),
    "pilot.criteria_missing": _(
        "Say first which success criteria the pilot bears on, and what it showed for each."
    ),
    "pilot.shown_missing": _("Say what the pilot showed for this criterion."),
    "measurement.name_missing": _("Say what is measured."),
    "measurement.criterion_elsewhere": _("Choose a success criterion of this partnership."),
    "measurement.trigger_elsewhere": _("Choose a trigger of this partnership."),
    "measurement.period_has_values": _(
        "Values were recorded for this period, so it stays. "
        "Add another measurement for another period."
    ),
}

_SERIES = {
    "series.nothing": _("Paste at least one line with a period and a value."),
    "series.too_many": _("Record at most %(most)s lines at a time."),
    "series.line_too_long": _("Shorten this line to %(most)s characters."),
    "series.no_period": _(
        "Begin with the period: a day in it, such as 2026-01-31 or 31.01.2026, "
        "or 2026-01, 2026-Q1 or 2026-W03."
    ),
    "series.too_coarse": _("This is longer than one period. Name a day in the period instead."),
    "series.not_begun": _("This period has not begun. Record it once it has a value."),
    "series.twice": _("Line %(line)s has this period already. Keep one of the two."),
    "series.no_number": _("Enter the value as a number, such as 97.5 or 97,5."),
    "series.ambiguous_number": _(
        "“%(figure)s” can be read in two ways. Write it without the comma, or with a point."
    ),
    "series.too_large": _("Enter a value with at most %(digits)s digits before the point."),
    "series.too_precise": _("Round the value to %(decimals)s digits after the point."),
    "series.note_too_long": _("Shorten the note to %(most)s characters."),
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
    sentences={**_WEIGHT, **_GAPS, **_ANSWERS, **_FILES, **_PILOTS, **_SERIES},
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
        **WORDS,
    },
)
