"""Amounts and spans of time as people read them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import ngettext


def in_money(amount: Decimal, currency: str) -> str:
    """Such as "30,000 EUR" or "12.50 EUR"; without a currency the figure alone."""
    places = 0 if amount == amount.to_integral_value() else 2
    figure = number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{figure} {currency}".strip()


def in_days(days: int) -> str:
    """Such as "1 day" or "1,000 days"."""
    count = number_format(days, use_l10n=True, force_grouping=True)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": count}
