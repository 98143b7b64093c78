"""Refusals of decisions that a page shows in its own way."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError
from reviews.models import Proposal


class ProposalEnded(DomainError):
    """Somebody was there first. Carries the proposal as it stands now, to show what happened."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        super().__init__(_("This proposal has been ended meanwhile. Nothing of yours was signed."))


class OtherOnScreen(DomainError):
    """The digest that came with a signature is not that of what would be signed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What you were shown is not what this proposal holds and what you would sign. Read "
                "terms, judgement, dossier and the sentence again below; nothing was signed."
            )
        )
