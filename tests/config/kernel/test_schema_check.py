"""Tables of an earlier state are told in one sentence, before a page trips over them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from config.kernel.management.commands import schema_check

pytestmark = pytest.mark.django_db


def test_the_tables_of_this_state_pass() -> None:
    call_command("schema_check")


def test_a_missing_column_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    query = schema_check._COLUMNS + " AND column_name <> 'purpose'"
    monkeypatch.setattr(schema_check, "_COLUMNS", query)
    with pytest.raises(
        CommandError, match=r"partnerships_historicalpartnership\.purpose is missing.*\.seam"
    ):
        call_command("schema_check")
