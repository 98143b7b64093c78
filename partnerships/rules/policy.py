"""What a workspace asks of every partnership, beside what the rules ask by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Responsibilities to settle (chapter 3.1), and from when on an exit is long or costly.

    `costly_exit` is in `costly_exit_currency` (ISO 4217); None when no cost alone makes it costly.
    """

    required_responsibilities: tuple[str, ...]
    long_exit_days: int
    costly_exit: Decimal | None
    costly_exit_currency: str


#: What holds in a workspace that never wrote a policy of its own.
DEFAULT = Policy(
    required_responsibilities=(
        "incidents",
        "change control",
        "data handling",
        "quality",
        "support escalation",
    ),
    long_exit_days=90,
    costly_exit=Decimal(100_000),
    costly_exit_currency="EUR",
)
