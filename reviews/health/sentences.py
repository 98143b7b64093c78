"""How the findings of health reviews read, in one book with all others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.findings import Finding
from config.kernel.sentences import Labels, Phrasebook, Place, field_anchor
from reviews.health.rules.sections import Section
from reviews.sentences import BOOK as REVIEWS_BOOK

SECTION_LABELS: Labels = {
    Section.BOUNDARY: _("Which boundary was violated?"),
    Section.EVIDENCE: _("Which evidence do you trust less now?"),
    Section.TRIGGERS: _("What would make you renegotiate or unwind?"),
    Section.LINES: _("Boundary lines of the claims"),
    Section.DRIFT: _("Drift indicators"),
    Section.CRITERIA: _("How the success criteria fared"),
}

SENTENCES = {
    "health_review.boundary_missing": _(
        "Say which boundary was violated since the last review, or that none was."
    ),
    "health_review.evidence_missing": _(
        "Say which evidence you trust less because of the seam, or that you trust it as before."
    ),
    "health_review.triggers_missing": _(
        "Say what would make you renegotiate or unwind, as things stand now."
    ),
    "health_review.no_sentence": _(
        "Write a whole sentence. If there is nothing, say what you looked at and found in order."
    ),
    "health_review.ends_in_missing": _("Choose what the review ends in."),
    "health_review.reason_missing": _(
        "A boundary was violated, and you go on all the same: say why that is right."
    ),
    "line_checked.how_missing": _("Say how the claim was taken for more than it establishes."),
    "drift_indicator.name_missing": _("Say what you counted."),
    "drift_indicator.count_missing": _("Enter how often it was seen, 0 for never."),
    "sighting.seen_on_missing": _("Enter the day on which the trigger was seen."),
    "sighting.seen_on_to_come": _("It must have been seen on %(date)s or earlier."),
    "sighting.what_missing": _("Say what was seen."),
    "violation.what_missing": _("Say what happened."),
    "violation.seen_on_to_come": _("It must have been seen on %(date)s or earlier."),
    "violation.resolved_on_missing": _("Enter the day on which it was put right."),
    "violation.resolved_on_before_seen": _(
        "It was put right on the day on which it was seen, %(date)s, or later."
    ),
    "violation.resolved_on_to_come": _("It must have been put right on %(date)s or earlier."),
    "violation.resolved_how_missing": _("Say how it was put right."),
}


def _in_section(found: Finding) -> Place:
    """The section that lacks something; what the ending lacks is met where the review is closed."""
    if found.section:
        args = (found.subject, found.section)
        return Place("reviews:health_review_section_edit", args, field_anchor(found))
    return Place("reviews:health_review_close", (found.subject,), field_anchor(found))


BOOK = REVIEWS_BOOK | Phrasebook(
    sentences=SENTENCES,
    places={"health_review": _in_section},
    labels={Section: SECTION_LABELS},
)
