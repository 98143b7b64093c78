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


class OtherDossier(DomainError):
    """The digest that came with a signature is not the dossier's: it was not on the screen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What you were shown is not what this proposal holds. "
                "Read the dossier again below; nothing was signed."
            )
        )
