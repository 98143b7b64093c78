"""The Evidence Log as people and spreadsheets see it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel import clock
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import (
    artifact_create,
    artifact_revalidate,
    artifact_supersede,
    artifact_withdraw,
)
from evidence.actions.readings import reading_assess
from evidence.models import Artifact
from evidence.selectors.artifacts import state_of
from partnerships.models import Partnership
from tests.conftest import Cast
from tests.evidence.factories import OBSERVATION, make_artifact, make_measurement, make_reading
from tests.evidence.views.helpers import fragment
from tests.evidence.views.log import COLUMNS, decide, export, make_full_log, titles
from tests.factories import (
    make_claim,
    make_criterion,
    make_partner,
    make_partnership,
)


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_full_log(cast)


def test_the_log_has_the_chapters_eight_columns(cast: Cast, partnership: Partnership) -> None:
    decide(cast, partnership)
    page = cast.client("auditor").get(cast.url("evidence/")).content.decode()
    columns = [{"Date": "Decided on"}.get(name, name) for name in COLUMNS]
    places = [page.index(f">{name}<") for name in columns if f">{name}<" in page]
    assert len(places) == len(COLUMNS)
    assert places == sorted(places)
    for said in ("Árbol Payments", "Pilot report", "One market only", "Clear", "Defer", "Approver"):
        assert said in page


def test_the_page_says_when_each_artifact_was_observed(
    cast: Cast, partnership: Partnership
) -> None:
    page = cast.client("auditor").get(cast.url("evidence/")).content.decode()
    assert ">Observed<" in page
    assert '<time datetime="2020-01-01">1 Jan 2020</time>' in page


@pytest.mark.parametrize("where", ["evidence/", "partnerships/{pk}/evidence/"])
def test_an_empty_log_offers_one_thing_to_do(cast: Cast, where: str) -> None:
    path = where.format(pk=make_partnership(cast).pk)
    page = cast.client("contributor").get(cast.url(path)).content.decode()
    assert page.count("artifacts/new/") == 1
    assert 'class="filters"' not in page
    assert "log-tools" not in page


def test_filters_that_leave_nothing_over_can_be_cleared_in_one_place(
    cast: Cast, partnership: Partnership
) -> None:
    client = cast.client("contributor")
    assert client.get(cast.url("evidence/?kind=other")).content.decode().count("Clear the") == 1
    assert client.get(cast.url("evidence/?source=ours")).content.decode().count("Clear the") == 1


def test_every_reading_and_every_unread_artifact_has_its_line(
    cast: Cast, partnership: Partnership
) -> None:
    assert sorted(titles(cast)) == [
        "Hearsay",
        "Nobody read me",
        "Old audit",
        "Pilot report",
        "Pilot report",
        "Wrong figures",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"partner": "arbol"}, 6),
        ({"partner": "nobody"}, 0),
        ({"kind": "pilot_result"}, 2),
        ({"kind": "no-such-kind"}, 6),
        ({"source": "third_party"}, 1),
        ({"bearing": "refutes"}, 1),
        ({"bearing": "unread"}, 2),
        ({"bearing": "unread", "state": "in_force"}, 1),
        ({"state": "in_force"}, 3),
        ({"state": "expired"}, 1),
        ({"state": "withdrawn"}, 2),
        ({"state": "not_yet"}, 6),
        ({"kind": "pilot_result", "bearing": "supports"}, 1),
        ({"sort": "no-such-order", "after": "no-cursor"}, 6),
    ],
)
def test_filters_narrow_page_and_export_alike(
    cast: Cast, partnership: Partnership, query: dict[str, str], found: int
) -> None:
    assert len(titles(cast, **query)) == found
    assert len(export(cast, **query)) == found


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [("observed", "Old audit", "Hearsay"), ("-observed", "Hearsay", "Old audit")],
)
def test_the_log_is_sorted_by_the_end_of_the_period(
    cast: Cast, partnership: Partnership, order: str, first: str, last: str
) -> None:
    found = titles(cast, sort=order)
    assert (found[0], found[-1]) == (first, last)


def test_the_log_is_sorted_by_decision_and_partner(cast: Cast, partnership: Partnership) -> None:
    other = make_partnership(cast, new_partner="Zebra")
    criterion = make_criterion(cast, make_claim(cast, other))
    make_reading(cast, make_artifact(cast, other.partner, title="Zebra's"), criterion)
    decide(cast, other)
    assert titles(cast, sort="-decided")[0] == "Zebra's"
    assert titles(cast, sort="-partner")[0] == "Zebra's"
    assert titles(cast, sort="partner")[-1] == "Zebra's"


def test_a_partnerships_log_shows_its_own_readings_and_what_it_has_not_read(
    cast: Cast, partnership: Partnership
) -> None:
    other = make_partnership(cast, name="Payouts", partner=partnership.partner)
    make_artifact(cast, title="About somebody else")
    path = f"partnerships/{other.pk}/evidence/"
    assert sorted(titles(cast, path)) == [
        "Hearsay",
        "Nobody read me",
        "Old audit",
        "Pilot report",
        "Wrong figures",
    ]
    page = cast.client("auditor").get(cast.url(path))
    assert all(row.reading is None for row in page.context["page"].rows)
    assert len(titles(cast, f"partnerships/{partnership.pk}/evidence/")) == 6


def test_a_fragment_is_the_log_alone(cast: Cast, partnership: Partnership) -> None:
    for path in ("evidence/", f"partnerships/{partnership.pk}/evidence/"):
        response = cast.client("auditor").get(
            cast.url(path), {"bearing": "refutes"}, **fragment("log")
        )
        text = response.content.decode().strip()
        assert text.startswith('<div id="log"')
        assert "Pilot report" in text
        assert "Hearsay" not in text
        assert "HX-Target" in response["Vary"]


def test_texts_can_be_read_in_full(cast: Cast, partnership: Partnership) -> None:
    page = cast.client("auditor").get(cast.url("evidence/?text=full")).content.decode()
    assert "97 of 100 refunds settled within two days" in page
    assert "Chargebacks are answered in time" in page
    assert "Withdrawn: Corrected" in page
    assert "Withdrawn: No figures" in page


@pytest.mark.parametrize("path", ["evidence/", "evidence/?kind=audit_report"])
def test_an_empty_log_says_why_and_what_to_do(cast: Cast, path: str) -> None:
    page = cast.client("contributor").get(cast.url(path)).content.decode()
    expected = "Nothing in the log answers" if "?" in path else "Add the first artifact"
    assert expected in page


def fill(cast: Cast, lines: int) -> None:
    """`lines` readings, each of an artifact and partnership of its own."""
    for number in range(lines):
        partnership = make_partnership(cast)
        criterion = make_criterion(cast, make_claim(cast, partnership))
        make_reading(cast, make_artifact(cast, partnership.partner), criterion)
        if number % 2:
            decide(cast, partnership)


def queries_of(cast: Cast, path: str) -> int:
    client = cast.client("auditor")
    client.get(cast.url(path))
    with CaptureQueriesContext(connection) as queries:
        response = client.get(cast.url(path))
        b"".join(response)
    return len(queries)


@pytest.mark.parametrize(
    "path", ["evidence/", "evidence/?text=full", "evidence/?sort=-decided", "evidence/export/"]
)
def test_more_lines_take_no_more_queries(cast: Cast, path: str) -> None:
    fill(cast, 2)
    few = queries_of(cast, path)
    fill(cast, 4)
    assert queries_of(cast, path) == few


@pytest.mark.parametrize("order", ["", "observed", "partner", "-decided", "decided"])
def test_pages_follow_each_other_without_gap_or_repeat(
    cast: Cast, partnership: Partnership, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    from evidence.views import log as view

    original = view.log_page

    def two_at_a_time(*args: Any, **kwargs: Any) -> Any:
        return original(*args, **kwargs, size=2)

    monkeypatch.setattr(view, "log_page", two_at_a_time)
    client, seen, after = cast.client("auditor"), [], ""
    for _ in range(3):
        page = client.get(cast.url("evidence/"), {"after": after, "sort": order}).context["page"]
        seen += [(row.artifact.pk, row.reading and row.reading.pk) for row in page.rows]
        after = page.next_cursor
    assert after is None
    assert len(seen) == len(set(seen)) == 6
    asked = {"after": page.previous_cursor, "sort": order}
    back = client.get(cast.url("evidence/"), asked).context["page"]
    assert [row.artifact.pk for row in back.rows] == [pk for pk, _ in seen[2:4]]


def test_what_was_read_after_a_dossier_was_frozen_is_not_tied_to_its_decision(
    cast: Cast, partnership: Partnership
) -> None:
    decide(cast, partnership)
    with workspace_scope(cast.workspace.pk):
        claim = partnership.claims.get()
    late = make_artifact(cast, partnership.partner, title="Came late")
    make_reading(cast, late, make_criterion(cast, claim))
    day = clock.today(cast.workspace.zone).isoformat()
    line = next(row for row in export(cast) if row["Evidence artifact"] == "Came late")
    assert line["Decision"] == f"Since the decision of {day}"
    assert (line["Date"], line["Approver"]) == ("", "")
    early = next(row for row in export(cast) if row["What it shows"] == "Refutes")
    assert early["Decision"] == "Defer"
    body = cast.client("auditor").get(cast.url("evidence/")).content.decode()
    assert body.count("Since the decision of") == 1
    in_order = titles(cast, sort="-decided")
    assert in_order.index("Pilot report") < in_order.index("Came late")


def test_the_filter_by_state_says_what_the_rule_says(cast: Cast) -> None:
    by, today = cast.actor("contributor"), clock.today(cast.workspace.zone)
    partner = make_partner(cast)
    old = {"observed_on": date(2026, 1, 1), "holds_until": date(2026, 2, 1)}
    looks: list[date | None] = [date(2026, 3, 2), None, date(9999, 1, 1)]
    artifacts = [make_artifact(cast, partner), make_artifact(cast, partner, **old)]
    for until in looks:
        seen_again = make_artifact(cast, partner, **old)
        for day, held in ((date(2026, 3, 1), date(2026, 3, 1)), (date(2026, 3, 2), until)):
            artifact_revalidate(
                by=by,
                artifact=seen_again,
                version=1,
                looked_on=day,
                seen="It still holds",
                holds_until=held,
            )
        artifacts.append(seen_again)
    superseded = make_artifact(cast, partner, **old)
    artifact_supersede(by=by, artifact=superseded, version=1, replacement=artifacts[0])
    both = make_artifact(cast, partner)
    artifact_supersede(by=by, artifact=both, version=1, replacement=artifacts[0])
    artifact_withdraw(by=by, artifact=both, version=2, reason="Wrong")
    with workspace_scope(cast.workspace.pk):
        everything = list(Artifact.objects.prefetch_related("revalidations"))
        by_rule = {
            state: sorted(a.title for a in everything if state_of(a, today) == state)
            for state in ("in_force", "expired", "superseded", "withdrawn")
        }
    assert {len(named) for named in by_rule.values()} == {1, 2, 3}
    assert {state: sorted(titles(cast, state=state)) for state in by_rule} == by_rule


def test_evidence_of_our_own_stands_in_the_log_and_with_what_it_was_read_for(
    cast: Cast, partnership: Partnership
) -> None:
    ours = artifact_create(by=cast.actor("contributor"), **OBSERVATION | {"title": "Our own"})
    assert titles(cast, sort="partner")[0] == "Our own"
    assert titles(cast, sort="-partner")[-1] == "Our own"
    assert "Our own" not in titles(cast, partner="arbol")
    path = f"partnerships/{partnership.pk}/evidence/"
    assert "Our own" not in titles(cast, path)
    criterion = make_criterion(cast, make_claim(cast, partnership))
    make_reading(cast, ours, criterion)
    assert titles(cast, path).count("Our own") == 1
    assert export(cast, bearing="supports")[0]["Partner"] == ""


def test_a_rejected_reading_and_the_trend_of_its_criterion_stand_in_its_line(
    cast: Cast, partnership: Partnership
) -> None:
    criterion = make_criterion(cast, make_claim(cast, partnership))
    shipped = make_artifact(cast, partnership.partner, subject="integration_shipped")
    reading = make_reading(cast, shipped, criterion)
    said = {"verdict": "rejected", "why": "The table says something else"}
    reading_assess(by=cast.actor("approver"), reading=reading, version=1, **said)
    make_measurement(cast, partnership, name="Orders paid", criterion=criterion)
    page = cast.client("auditor").get(cast.url("evidence/?text=full")).content.decode()
    for told in ("Rejected", "Integration shipped", "Trend: Orders paid"):
        assert told in page
