"""What leaving took, beside what the Fit Card said, and what is open again because of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from partnerships.models import Partnership, ScaleStep
from partnerships.rules.standing import DecisionKind
from reviews.gate.rules.terms import UnwindTerms, read_terms
from reviews.models import Decision
from reviews.selectors.dossier import read_frozen


@dataclass(frozen=True)
class Took:
    """Time and cost of leaving; None where nobody said."""

    days: int | None = None
    cost: Decimal | None = None
    currency: str = ""

    @property
    def is_said(self) -> bool:
        return self.days is not None or self.cost is not None


@dataclass(frozen=True)
class Leaving:
    """What the card said on the day of the decision, and what it really took."""

    said: Took
    took: Took


def leaving(opened: Decision, closed: Decision | None) -> Leaving:
    """Both, from what was sealed. No query when both came with their proposals.

    Raises DossierAltered when the sealed text is not what was signed.
    """
    card = read_frozen(opened.proposal, opened.dossier_digest).fit_card
    return Leaving(Took(card.exit_days, card.exit_cost, card.exit_currency), _took(closed))


def open_again(partnership: Partnership) -> list[ScaleStep]:
    """The scale steps whose option this partnership was, by name. One query."""
    steps = ScaleStep.objects.filter(options__partnership=partnership)
    return list(steps.order_by("sort_key", "id"))


def _took(closed: Decision | None) -> Took:
    if closed is None:
        return Took()
    terms = cast("UnwindTerms", read_terms(DecisionKind.UNWIND, closed.terms))
    return Took(terms.took_days, terms.took_cost, terms.took_currency)
