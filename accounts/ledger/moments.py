"""Moments of a workspace, as people name them: an entry of its ledger, or a point in time.

What was known at a moment is what the ledger's entries up to it wrote. So every moment is a number
of an entry; a day or a time of day stands for the last entry up to it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo

from django.utils.translation import gettext_lazy as _

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError, Problem

_ENTRY = re.compile(r"[0-9]{1,18}")

_UNREADABLE = _(
    "Give the number of an entry of the ledger, such as 120, "
    "a day such as 2026-09-30, or a time such as 2026-09-30T16:00."
)


def entry_at(workspace_id: int, said: str, zone: tzinfo, *, field: str = "until") -> int:
    """The number of the entry that `said` names: "120", "2026-09-30" or "2026-09-30T16:00".

    A day counts to its end, and a time without an offset is one of `zone`. One query. Raises
    DomainError at `field` for what cannot be read and for a moment without any entry.
    """
    said = said.strip()
    entries = Entry.objects.filter(workspace_id=workspace_id)
    if _ENTRY.fullmatch(said):
        found = entries.filter(sequence=int(said))
        missing = _("The ledger has no entry of this number. Its entries count from 1.")
    else:
        found = entries.filter(at__lte=_moment(said, zone, field))
        missing = _("Nothing had been recorded by then. Give a later moment.")
    number: int | None = found.order_by("-sequence").values_list("sequence", flat=True).first()
    if number is None:
        raise DomainError(Problem(missing, field))
    return number


def _moment(said: str, zone: tzinfo, field: str) -> datetime:
    try:
        day = date.fromisoformat(said)
        return datetime.combine(day, time.max, tzinfo=zone)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise DomainError(Problem(_UNREADABLE, field)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
