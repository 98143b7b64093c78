"""Amounts and spans of time as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from config.kernel.amounts import in_days, in_money


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("30000.00", "EUR", "30,000 EUR"),
        ("12.5", "EUR", "12.50 EUR"),
        ("0", "CHF", "0 CHF"),
        ("7", "", "7"),
    ],
)
def test_an_amount_stands_with_its_currency(amount: str, currency: str, said: str) -> None:
    with translation.override("en"):
        assert in_money(Decimal(amount), currency) == said


@pytest.mark.parametrize(("days", "said"), [(0, "0 days"), (1, "1 day"), (1000, "1,000 days")])
def test_a_span_is_told_in_words(days: int, said: str) -> None:
    with translation.override("en"):
        assert in_days(days) == said
