"""The register: search, filter, order, pages, with the same few queries however long it is."""

from __future__ import annotations

import functools
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.ledger.recording import recorded
from config.kernel import clock, paging
from config.kernel.scope import workspace_scope
from partnerships.actions.partnerships import partnership_move
from partnerships.actions.positions import position_write
from partnerships.models import Partnership, Position
from partnerships.selectors import partnerships as selectors
from tests.conftest import Cast
from tests.factories import make_partner, make_partnership

#: What every page of a workspace takes (session, person, membership, two scopes), one for what is
#: to be judged again, one for the register, one for the names of people, and three for the
#: transaction around a test: a savepoint, its release, and the scope that is put back.
QUERIES = 11


def shown(cast: Cast, role: str = "auditor", **query: Any) -> list[str]:
    response = cast.client(role).get(cast.url("partnerships/"), query)
    assert response.status_code == 200
    return re.findall(r'/partnerships/\d+/">([^<]+)</a>', response.content.decode())


def decided(cast: Cast, partnership: Partnership) -> None:
    with recorded(by=cast.actor("approver"), kind="test.decided", subject=partnership):
        partnership_move(by=cast.actor("approver"), partnership=partnership, standing="committed")
        position_write(
            partnership=partnership,
            decision_id=1,
            decision_kind="commit",
            decided_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
            approver_id=cast.user("approver").pk,
        )


@pytest.fixture
def three(cast: Cast) -> Cast:
    abaco = make_partner(cast, name="Ábaco Pagos")
    make_partnership(cast, name="Zebra lines", partner=abaco)
    decided(cast, make_partnership(cast, name="Émile's fraud screening", partner=abaco))
    make_partnership(cast, name="Case system", new_partner="Northwind")
    make_partnership(cast, "stranger", name="Not here")
    return cast


def test_names_stand_in_the_order_people_expect(three: Cast) -> None:
    assert shown(three) == ["Case system", "Émile&#x27;s fraud screening", "Zebra lines"]


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("-name", "Zebra lines"),
        ("oldest", "Zebra lines"),
        ("-oldest", "Case system"),
        ("no such order", "Case system"),
    ],
)
def test_the_register_can_be_sorted(three: Cast, sort: str, first: str) -> None:
    assert shown(three, sort=sort)[0] == first


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ("ÁBACO", 2),
        ("abaco", 2),
        ("emile", 1),
        ("FRAUD  scr", 1),
        ("northw", 1),
        ("%", 0),
        ("_", 0),
    ],
)
def test_search_looks_at_both_names_whatever_case_and_accents(
    three: Cast, search: str, count: int
) -> None:
    assert len(shown(three, q=search)) == count


@pytest.mark.parametrize(
    ("standing", "count"), [("committed", 1), ("candidate", 2), ("unwound", 0), ("married", 3)]
)
def test_standing_filters(three: Cast, standing: str, count: int) -> None:
    assert len(shown(three, standing=standing)) == count


def test_the_last_decision_comes_with_its_day_in_the_workspaces_zone_and_its_approver(
    three: Cast,
) -> None:
    page = three.client("auditor").get(three.url("partnerships/")).content.decode()
    row = next(row for row in page.split("<tr>") if "fraud screening" in row)
    assert "Commit" in row
    assert "2 March 2026" in row
    assert "Approver</span>" in row


def test_what_is_in_operation_says_since_when_whatever_was_decided(three: Cast) -> None:
    make_partnership(three, name="Billing", in_operation_since=date(2024, 11, 1))
    page = three.client("auditor").get(three.url("partnerships/")).content.decode()
    running = [row for row in page.split("<tr>") if "In operation since" in row]
    assert ["Billing" in row and "1 November 2024" in row for row in running] == [True]


@pytest.mark.parametrize("sort", ["name", "-name", "oldest", "-oldest"])
def test_pages_hold_every_row_once(cast: Cast, monkeypatch: pytest.MonkeyPatch, sort: str) -> None:
    monkeypatch.setattr(selectors, "keyset", functools.partial(paging.keyset, size=3))
    for number in range(8):
        make_partnership(cast, name=f"P{number}")
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        query = {"sort": sort, "after": after}
        response = cast.client("auditor").get(cast.url("partnerships/"), query)
        seen += [row.name for row in response.context["page"].rows]
        after = response.context["page"].next_cursor
    assert sorted(seen) == [f"P{number}" for number in range(8)]


@pytest.mark.parametrize("rows", [1, 12])
def test_the_register_takes_the_same_queries_however_long_it_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        decided(cast, make_partnership(cast))
    client = cast.client("auditor")
    client.get(cast.url("partnerships/"))  # judges what was never judged
    with django_assert_num_queries(QUERIES):
        assert client.get(cast.url("partnerships/")).status_code == 200


def test_a_fragment_is_the_same_lines_as_the_page(three: Cast) -> None:
    client = three.client("auditor")
    page = client.get(three.url("partnerships/"), {"q": "abaco"})
    fragment = client.get(
        three.url("partnerships/"),
        {"q": "abaco"},
        HTTP_HX_REQUEST="true",
        HTTP_HX_TARGET="register",
    )
    assert fragment.content.decode().strip().startswith('<div id="register">')
    assert fragment.content.decode().strip() in page.content.decode()
    assert "HX-Target" in fragment["Vary"]
    assert "HX-Target" in page["Vary"]


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator"])
def test_who_cannot_write_is_offered_nothing_to_write(cast: Cast, role: str) -> None:
    page = cast.client(role).get(cast.url("partnerships/")).content.decode()
    assert "partnerships/new/" not in page
    assert "Contributors add them" in page


def test_a_contributor_with_an_empty_register_is_shown_the_first_step(cast: Cast) -> None:
    page = cast.client("contributor").get(cast.url("partnerships/")).content.decode()
    assert "Add the first partnership" in page


def test_an_empty_answer_says_how_to_get_a_fuller_one(three: Cast) -> None:
    page = three.client("auditor").get(three.url("partnerships/"), {"q": "nobody"})
    assert "No partnership matches" in page.content.decode()


@pytest.mark.parametrize("after", ["x", "💥", "W10", "WyJuIiwxXQ", "x" * 5000])
def test_a_broken_cursor_gives_the_first_page(three: Cast, after: str) -> None:
    assert len(shown(three, after=after)) == 3


def test_strangers_learn_nothing(three: Cast) -> None:
    assert three.client("stranger").get(three.url("partnerships/")).status_code == 404
    assert three.client("anonymous").get(three.url("partnerships/")).status_code == 302


@pytest.mark.parametrize(
    ("attention", "values"),
    [
        ("in_question", {"in_question_since": date(2026, 11, 1), "questions": ["term_ended"]}),
        ("deferred_by_date", {"deferred_since": date(2026, 11, 1)}),
        ("review_overdue", {"review_due_on": date(2026, 11, 1)}),
        ("violated", {"violations": 1}),
    ],
)
def test_what_asks_for_attention_is_found_and_said(
    three: Cast, attention: str, values: dict[str, Any]
) -> None:
    with workspace_scope(three.workspace.pk):
        partnership = Partnership.objects.order_by("pk")[0]
        Position.objects.filter(partnership=partnership).update(
            **values, judged_on=clock.today(three.workspace.zone), next_change_on=None
        )
    assert shown(three, attention=attention) == [partnership.name]


def test_an_attention_that_does_not_exist_is_as_good_as_none(three: Cast) -> None:
    assert len(shown(three, attention="zzz")) == 3


def test_every_page_of_a_partnership_says_what_time_did(three: Cast) -> None:
    with workspace_scope(three.workspace.pk):
        partnership = Partnership.objects.order_by("pk")[0]
        Position.objects.filter(partnership=partnership).update(
            in_question_since=date(2026, 11, 1),
            deferred_since=date(2026, 11, 2),
            violations=2,
            judged_on=clock.today(three.workspace.zone),
            next_change_on=None,
        )
    for page in ("", "fit-card/", "claims/", "evidence/", "gate/", "decisions/"):
        path = three.url(f"partnerships/{partnership.pk}/{page}")
        body = three.client("auditor").get(path).content.decode()
        for said in ("In question since", "Deferred by its own date since", "Boundary violated"):
            assert said in body, page
