"""Days counted in calendar months."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day.

    Beyond the calendar it is its last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
