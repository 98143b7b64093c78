"""A dossier as a file that can be carried away."""

from __future__ import annotations

from django.utils.text import slugify

from reviews.dossier import Dossier, canonical_bytes

CONTENT_TYPE = "application/json"


def file_of(dossier: Dossier) -> tuple[str, bytes]:
    """The name of the file, and its content: the canonical JSON of the dossier and a line end.

    The bytes without the line end are those whose SHA-256 a decision seals.
    """
    called = slugify(dossier.partnership.name)[:60] or "partnership"
    return f"{called}-entry-{dossier.as_of}.seam.json", canonical_bytes(dossier) + b"\n"
