"""Measurements as people see them, and how values come in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.kernel.scope import workspace_scope
from evidence.models import MeasuredValue, Measurement
from evidence.rules.series import LARGEST_FILE
from tests.bad_input import nothing_written
from tests.conftest import Cast
from tests.evidence.factories import make_measurement
from tests.factories import make_partnership

YEAR = "Month\tOrders paid\n2026-01\t48,5\n2026-02\t61\n2026-04\t63\n"


@pytest.fixture
def measurement(cast: Cast) -> Measurement:
    return make_measurement(cast, make_partnership(cast), name="Orders paid", target=55)


def paste(cast: Cast, measurement: Measurement, **said: Any) -> Any:
    url = cast.url(f"measurements/{measurement.pk}/values/paste/")
    return cast.client("contributor").post(url, said)


def record(cast: Cast, measurement: Measurement, text: str) -> Any:
    seen = paste(cast, measurement, text=text).context["seen"]
    return paste(cast, measurement, text=text, step="save", seen=seen)


def values(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return int(MeasuredValue.objects.count())


def test_a_paste_is_checked_line_by_line_before_anything_is_recorded(
    cast: Cast, measurement: Measurement
) -> None:
    with nothing_written(cast):
        checked = paste(cast, measurement, text=YEAR)
    page = checked.content.decode()
    for said in ("Headings, passed over", "Added", "48.5", "Record 3 values"):
        assert said in page
    saved = paste(cast, measurement, text=YEAR, step="save", seen=checked.context["seen"])
    assert saved.status_code == 303
    assert values(cast) == 3
    again = paste(cast, measurement, text=YEAR + "2026-05\t64\n2026-01\t1").content.decode()
    assert "As it stands" in again
    corrected = paste(cast, measurement, text="2026-01;50").content.decode()
    assert "Changed" in corrected
    assert "was 48.5" in corrected


def test_one_refused_line_holds_back_the_whole(cast: Cast, measurement: Measurement) -> None:
    with nothing_written(cast):
        response = paste(cast, measurement, text="2026-01;5\n2026-02;many", step="save", seen="")
    assert response.status_code == 422
    page = response.content.decode()
    assert "1 line cannot be recorded" in page
    assert "Enter the value as a number" in page
    assert 'value="save"' not in page
    back = paste(cast, measurement, text="2026-01;5\n2026-02;many", step="change")
    assert "2026-02;many" in back.content.decode()


def test_what_changed_meanwhile_is_shown_once_more(cast: Cast, measurement: Measurement) -> None:
    seen = paste(cast, measurement, text=YEAR).context["seen"]
    record(cast, measurement, "2026-01;50")
    with nothing_written(cast):
        response = paste(cast, measurement, text=YEAR, step="save", seen=seen)
    assert "was 50" in response.content.decode()


def test_a_csv_file_is_checked_like_a_paste(cast: Cast, measurement: Measurement) -> None:
    file = SimpleUploadedFile("orders.csv", YEAR.encode("utf-16"))
    assert "Record 3 values" in paste(cast, measurement, file=file).content.decode()
    large = SimpleUploadedFile("large.csv", b"x" * (LARGEST_FILE + 1))
    refused = paste(cast, measurement, file=large)
    assert refused.status_code == 422
    assert "at most 256 KB" in refused.content.decode()


def test_a_trend_is_drawn_with_its_gaps_and_stands_in_a_table(
    cast: Cast, measurement: Measurement
) -> None:
    record(cast, measurement, YEAR)
    page = cast.client("auditor").get(cast.url(f"measurements/{measurement.pk}/")).content.decode()
    assert page.count("<polyline") == 2
    assert page.count('class="trend-gap"') == 1
    assert page.count('class="trend-outside"') == 1
    for said in ("3 values, 1 outside the target, 1 period missing", "2026-04", "48.5"):
        assert said in page
    assert "1 period without a value" in " ".join(page.split())


def test_a_value_is_typed_and_corrected(cast: Cast, measurement: Measurement) -> None:
    client: Client = cast.client("contributor")
    url = cast.url(f"measurements/{measurement.pk}/values/new/")
    for value in ("5", "6"):
        assert client.post(url, {"starts_on": "2026-01-31", "value": value}).status_code == 303
    assert values(cast) == 1
    future = client.post(url, {"starts_on": "2999-01-31", "value": "5"})
    assert "has not begun" in future.content.decode()


def test_more_measurements_take_no_more_queries(cast: Cast, measurement: Measurement) -> None:
    client, url = cast.client("auditor"), f"partnerships/{measurement.partnership_id}/measurements/"
    record(cast, measurement, YEAR)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(cast.url(url)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for _ in range(3):
        record(cast, make_measurement(cast, measurement.partnership), YEAR)
    queries()  # what was written is judged once
    assert queries() == few
