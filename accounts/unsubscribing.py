"""The link by which somebody has no more letters of a kind, without signing in."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.rules.notices import DIGESTS, Kind

#: What letters can be about: a kind of notice, or a digest.
ABOUT = frozenset({kind.value for kind in Kind} | {each.value for each in DIGESTS})


def _signer() -> signing.Signer:
    return signing.Signer(salt="seam.unsubscribe", sep=".")


def unsubscribe_link(user_id: int, about: str) -> str:
    """The whole address; it works as long as the person is there."""
    text = _signer().sign(f"{user_id}-{about}")
    return f"{settings.PUBLIC_URL}{reverse('accounts:unsubscribe', args=[text])}"


def read_unsubscribe(text: str) -> tuple[int, str] | None:
    """Whose letters about what; None for a link that this installation did not sign."""
    try:
        user_id, about = _signer().unsign(text).split("-", 1)
        return (int(user_id), about) if about in ABOUT else None
    except (signing.BadSignature, ValueError):
        return None
