"""What somebody began to write: forms that were left, cards and claims that are not complete."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.ledger.models import Entry
from accounts.ledger.rowsets import Source
from accounts.models import Draft
from config.kernel.actors import CONTRIBUTOR
from config.kernel.pages import href
from partnerships.dossier import ClaimPart, FitCardPart
from partnerships.models import Partnership
from partnerships.rules.claims import claim_gaps
from partnerships.rules.fit_cards import fit_card_gaps
from partnerships.selectors.dossier import CARD, CLAIMS, parts_beneath
from reviews.desk.drafts import place_of
from reviews.desk.reading import MOST, UNDECIDED, Reading
from reviews.desk.rules.lines import Line, subject_of
from reviews.models import ProposalState
from reviews.vocabulary import LineKind

#: How many partnerships one is reminded of that one left incomplete: the latest.
LEFT_SHOWN = 12


def drafts(reading: Reading) -> Iterator[Line]:
    """One's own: what was typed and not saved is nobody else's, so it stays."""
    actor = reading.actor
    drafts = Draft.objects.filter(workspace_id=actor.workspace_id, user_id=actor.person_id)
    why = _("You left a form on %(day)s before saving it.")
    for draft in drafts.order_by("-saved_at")[:MOST]:
        name, address = place_of(draft)
        yield Line(
            kind=LineKind.DRAFT,
            subject=subject_of("draft", draft.pk),
            title=str(name),
            href=address,
            why=why % {"day": date_format(timezone.localdate(draft.saved_at))},
            clears=_("Open it, then save or discard it."),
        )


def incomplete(reading: Reading) -> Iterator[Line]:
    """What this person last worked on, and what others handed over."""
    latest = _last_written_on(reading)
    return _incomplete(reading, [*reading.ids("partnership", LineKind.INCOMPLETE), *latest])


def handed_incomplete(reading: Reading) -> Iterator[Line]:
    """Of all that is incomplete, what somebody looks after."""
    return _incomplete(reading, sorted(reading.ids("partnership", LineKind.INCOMPLETE)))


def _incomplete(reading: Reading, wanted: Collection[int]) -> Iterator[Line]:
    """Those of these partnerships that are undecided, without open proposal and incomplete."""
    found = Partnership.objects.filter(standing__in=UNDECIDED, pk__in=wanted)
    waiting = {each.pk: each for each in found.exclude(proposals__state=ProposalState.OPEN)}
    parts = parts_beneath(Source(reading.actor.workspace_id), list(waiting), *CARD, *CLAIMS)
    for pk in dict.fromkeys(wanted):
        if pk in waiting:
            card, claims = parts.fit_card(pk), parts.claims(pk)
            yield from _gap_lines(waiting[pk], card, claims, reading)


def _gap_lines(
    partnership: Partnership, card: FitCardPart, claims: tuple[ClaimPart, ...], reading: Reading
) -> Iterator[Line]:
    said: dict[str, Any] = {}
    if fit_card_gaps(card):
        said = {
            "href": href("partnerships:fit_card_detail", partnership.pk),
            "why": _("Work on it began, and its Fit Card is not complete."),
            "clears": _("Fill in the sections that are open."),
        }
    elif not claims or any(claim_gaps(claim, reading.today) for claim in claims):
        said = {
            "href": href("partnerships:claim_list", partnership.pk),
            "why": _("Its Fit Card is complete, its claims are not."),
            "clears": _("Write the claim with its criteria, deferral date and boundary line."),
        }
    if said:
        yield Line(
            kind=LineKind.INCOMPLETE,
            subject=subject_of("partnership", partnership.pk),
            title=partnership.name,
            holders=reading.in_role(CONTRIBUTOR),
            **said,
        )


def _last_written_on(reading: Reading) -> list[int]:
    """The ids of the partnerships on which this person wrote last, the latest first. One query.

    Who only handed a line about it over, or gave it back, wrote nothing on it.
    """
    entries = Entry.objects.filter(
        workspace_id=reading.actor.workspace_id,
        by_id=reading.actor.user_id,
        thread_type=Partnership._meta.label_lower,
    ).exclude(kind__startswith="desk_line.")
    newest = entries.order_by("-sequence").values_list("thread_id", flat=True)
    latest = dict.fromkeys(newest[:200])
    return list(latest)[: 2 * LEFT_SHOWN]
