"""Refusals that any page of a frozen dossier can meet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError


class DossierAltered(DomainError):
    """The stored text of a frozen dossier does not give the digest that was frozen with it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The stored text of this dossier is not the text that was frozen: its SHA-256 is "
                "another. Nothing can be signed on it. Ask whoever runs this installation to "
                "verify the ledger and to bring the text back from a backup."
            )
        )
