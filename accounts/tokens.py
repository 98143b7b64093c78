"""The text in an invitation's link: signed, with the workspace in it.

Row-level security shows an invitation only inside its workspace, and whoever follows a link
belongs to none yet; so the link says which one. The signature refuses made-up links before any
query. The database keeps only the digest of the secret: who reads it cannot accept.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse


def _signer() -> signing.Signer:
    return signing.Signer(salt="seam.invitation", sep=".")


@dataclass(frozen=True, slots=True)
class InvitationToken:
    """Which workspace a link invites to, and the secret that finds the invitation there."""

    workspace_id: int
    secret: str

    @classmethod
    def fresh(cls, workspace_id: int) -> InvitationToken:
        return cls(workspace_id, secrets.token_urlsafe(24))

    @property
    def digest(self) -> str:
        """What is kept of the secret: SHA-256 in hex. The secret is random, so no salt."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    @property
    def text(self) -> str:
        return _signer().sign(f"{self.workspace_id}.{self.secret}")


def read_token(text: str) -> InvitationToken | None:
    """What a link's text says; None for one that this installation did not sign."""
    try:
        workspace_id, secret = _signer().unsign(text).split(".", 1)
        return InvitationToken(int(workspace_id), secret)
    except (signing.BadSignature, ValueError):
        return None


def invitation_link(text: str) -> str:
    """The whole address that accepts an invitation, to mail or to copy."""
    return f"{settings.PUBLIC_URL}{reverse('accounts:invitation_accept', args=[text])}"
