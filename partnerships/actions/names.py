"""Names are kept with the key by which they are sorted and found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError, Problem
from config.kernel.findings import is_blank
from partnerships.rules.sort_key import sort_key


def named(name: str) -> dict[str, str]:
    """The columns of a name. Raises DomainError for one that nobody could read out."""
    if is_blank(name):
        raise DomainError(Problem(_("Enter a name with letters or digits."), "name"))
    return {"name": name, "sort_key": sort_key(name)}
