"""What comes next for a partnership: the few things that would take it further now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Place
from partnerships.models import Partnership
from partnerships.rules.fit_cards import SectionStatus
from partnerships.selectors.overview import Overview


@dataclass(frozen=True, slots=True)
class NextStep:
    """A link to where the work goes on."""

    text: str | Promise
    href: str


def next_steps(partnership: Partnership, overview: Overview, *, may_write: bool) -> list[NextStep]:
    """For those who write, what the card and the claims lack; for all, evidence and decisions.

    The pages of evidence and decisions belong to apps on the right and are known by name only.
    """
    works = may_write and not partnership.is_over
    lacking = list(_to_write(partnership, overview)) if works else []
    places = [*lacking, *_to_read(partnership, may_propose=works and not lacking)]
    return [NextStep(text, place.url) for text, place in places if place.url]


def _to_write(
    partnership: Partnership, overview: Overview
) -> Iterator[tuple[str | Promise, Place]]:
    pk = str(partnership.pk)
    if not partnership.purpose:
        yield _("Say what it is for"), Place("partnerships:partnership_edit", (pk,))
    unfinished = [
        each.section for each in overview.sections if each.status is not SectionStatus.COMPLETE
    ]
    if unfinished:
        yield (
            _("Go on with the Fit Card"),
            Place("partnerships:fit_card_section_edit", (pk, unfinished[0])),
        )
    if not overview.claims:
        yield _("Write the first claim"), Place("partnerships:claim_create", (pk,))
    for each in overview.claims:
        if not each.claim.criteria:
            place = Place("partnerships:claim_detail", (each.claim.id,), "criterion-rows")
            yield _("Say what would show that the claim holds"), place
            break
    if overview.boundary:
        place = Place("partnerships:boundary_design_detail", (pk,))
        yield _("Settle who owns what when it breaks"), place


def _to_read(
    partnership: Partnership, *, may_propose: bool
) -> Iterator[tuple[str | Promise, Place]]:
    pk = str(partnership.pk)
    decide = _("Propose a decision") if may_propose else _("Look at the decisions")
    yield _("Look at the evidence"), Place("evidence:partnership_evidence_log", (pk,))
    yield decide, Place("reviews:decision_list", (pk,))
