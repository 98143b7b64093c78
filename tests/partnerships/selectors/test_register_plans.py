"""The register at 10,000 rows: every order and filter walks an index, under row-level security."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from config.kernel.scope import workspace_scope
from partnerships.models import Partnership, Standing
from partnerships.selectors.partnerships import register_page
from tests.conftest import Cast
from tests.factories import make_partner

ROWS = 10_000
TODAY = date(2026, 11, 16)


@pytest.fixture
def large(cast: Cast) -> Cast:
    """Rows without history, which the transaction of the test takes back."""
    partner, standings = make_partner(cast), list(Standing)
    with workspace_scope(cast.workspace.pk):
        models.QuerySet(Partnership).bulk_create(
            Partnership(
                workspace=cast.workspace,
                partner=partner,
                name=f"P {number}",
                sort_key=f"p {number:05}",
                standing=standings[number % len(standings)],
            )
            for number in range(ROWS)
        )
    return cast


def plan(cast: Cast, **asked: str) -> str:
    """How PostgreSQL would answer the second page, as the application's role."""
    rows = Partnership.objects.filter(workspace_id=cast.workspace.pk)
    with workspace_scope(cast.workspace.pk), connection.cursor() as cursor:
        first = register_page(rows, today=TODAY, **asked)
        with CaptureQueriesContext(connection) as captured:
            register_page(rows, after=first.next_cursor, today=TODAY, **asked)
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("seam_app",)
        cursor.execute("EXPLAIN " + captured[-1]["sql"])
        return "\n".join(line for (line,) in cursor.fetchall())


def test_orders_and_filters_walk_an_index(large: Cast) -> None:
    for asked, index in (
        ({}, "partnerships_register"),
        ({"sort": "-name"}, "partnerships_register"),
        ({"sort": "oldest"}, "partnerships_partnership_"),
        ({"sort": "-oldest"}, "partnerships_partnership_"),
        ({"standing": "deferred"}, "partnerships_register_standing"),
        ({"standing": "deferred", "sort": "-oldest"}, "partnerships_"),
    ):
        shown = plan(large, **asked)
        assert f"using {index}" in shown, shown
        assert "Seq Scan on partnerships_partnership" not in shown, shown
        assert "Sort Key: partnerships_partnership.sort_key" not in shown, shown
