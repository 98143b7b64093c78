"""What somebody began to write: forms that were left, cards and claims that are not complete."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.ledger.models import Entry
from accounts.ledger.rowsets import Source
from accounts.models import Draft
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.pages import href
from partnerships.dossier import ClaimPart, FitCardPart
from partnerships.models import Partnership
from partnerships.rules.claims import claim_gaps
from partnerships.rules.fit_cards import fit_card_gaps
from partnerships.selectors.dossier import CARD, CLAIMS, parts_beneath
from reviews.desk.drafts import place_of
from reviews.desk.lines import LENGTH, UNDECIDED, Line, Pile
from reviews.models import ProposalState


def drafts(actor: Actor) -> Pile:
    drafts = Draft.objects.filter(workspace_id=actor.workspace_id, user_id=actor.person_id)
    return Pile("drafts", _("Typed and not saved"), list(_draft_lines(drafts)))


def _draft_lines(drafts: QuerySet[Draft]) -> Iterator[Line]:
    for draft in drafts.order_by("-saved_at")[:LENGTH]:
        name, address = place_of(draft)
        yield Line(
            title=str(name),
            href=address,
            why=_("You left a form before saving it."),
            clears=_("Open it, then save or discard it."),
            day=draft.saved_at,
        )


def incomplete(actor: Actor) -> Pile:
    worked_on = _worked_on(actor)
    ids = [partnership.pk for partnership in worked_on]
    parts = parts_beneath(Source(actor.workspace_id), ids, *CARD, *CLAIMS)
    lines = [
        line
        for partnership in worked_on
        for line in _gap_lines(
            partnership, parts.fit_card(partnership.pk), parts.claims(partnership.pk)
        )
    ]
    return Pile("incomplete", _("Not yet complete"), lines[:LENGTH])


def _gap_lines(
    partnership: Partnership, card: FitCardPart, claims: tuple[ClaimPart, ...]
) -> Iterator[Line]:
    today = clock.today()
    if fit_card_gaps(card):
        yield Line(
            title=partnership.name,
            href=href("partnerships:fit_card_detail", partnership.pk),
            why=_("You worked on it, and its Fit Card is not complete."),
            clears=_("Fill in the sections that are open."),
        )
    elif not claims or any(claim_gaps(claim, today) for claim in claims):
        yield Line(
            title=partnership.name,
            href=href("partnerships:claim_list", partnership.pk),
            why=_("Its Fit Card is complete, its claims are not."),
            clears=_("Write the claim with its criteria, deferral date and boundary line."),
        )


def _worked_on(actor: Actor) -> list[Partnership]:
    """The undecided partnerships without open proposal that the person last wrote on."""
    entries = Entry.objects.filter(
        workspace_id=actor.workspace_id,
        by_id=actor.user_id,
        thread_type=Partnership._meta.label_lower,
    ).order_by("-sequence")
    latest = list(dict.fromkeys(entries.values_list("thread_id", flat=True)[:200]))
    found = Partnership.objects.filter(standing__in=UNDECIDED, pk__in=latest[: 2 * LENGTH])
    waiting = found.exclude(proposals__state=ProposalState.OPEN)
    return sorted(waiting, key=lambda partnership: latest.index(partnership.pk))
