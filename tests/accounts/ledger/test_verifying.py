"""The rules of checking a chain, without a database."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.ledger.chain import GENESIS, entry_digest
from accounts.ledger.verifying import Chain, Damage, FoundRow, Head, present_damage

START = datetime(2027, 1, 1, tzinfo=UTC)
Link = tuple[dict[str, Any], list[FoundRow]]


def chain_of(length: int) -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for sequence in range(1, length + 1):
        entry: dict[str, Any] = {
            "workspace_id": 1,
            "sequence": sequence,
            "id": uuid.UUID(int=sequence),
            "kind": "partner.created",
            "at": START + timedelta(minutes=sequence),
            "by_id": 7,
            "on_behalf_of_id": None,
            "subject_type": "partnerships.partner",
            "subject_id": sequence,
            "thread_type": "partnerships.partner",
            "thread_id": sequence,
            "reason": "",
            "request_id": "r",
            "rows": [{"model": "m", "row": str(sequence), "shape": 1, "digest": f"d{sequence}"}],
            "previous": previous,
        }
        previous = entry["digest"] = entry_digest(entry)
        links.append((entry, [FoundRow("m", str(sequence), lambda _, n=sequence: f"d{n}")]))
    return links


def head_of(links: list[Link]) -> Head:
    return Head(len(links), links[-1][0]["digest"]) if links else Head(0, GENESIS)


def first_damage(links: list[Link], head: Head | None) -> Damage | None:
    chain = Chain()
    for entry, rows in links:
        if damage := chain.take(entry, rows):
            return damage
    return chain.close(head)


@given(st.integers(0, 6))
def test_what_was_written_is_whole(length: int) -> None:
    links = chain_of(length)
    assert first_damage(links, head_of(links)) is None


def test_no_entries_and_no_head_is_a_new_workspace() -> None:
    assert first_damage([], None) is None


@given(
    st.integers(0, 4),
    st.sampled_from(["kind", "by_id", "reason", "subject_id", "at", "request_id", "previous"]),
)
def test_a_changed_column_is_found_where_it_is(index: int, column: str) -> None:
    links = chain_of(5)
    head = head_of(links)
    links[index][0][column] = START if column == "at" else 99
    damage = first_damage(links, head)
    assert damage is not None
    assert damage.sequence == index + 1


@given(st.integers(0, 4))
def test_an_entry_that_was_taken_out_is_missed(index: int) -> None:
    links = chain_of(5)
    head = head_of(links)
    del links[index]
    damage = first_damage(links, head)
    assert damage is not None
    assert damage.sequence == index + 1
    assert "missing" in damage.what


@given(st.integers(0, 3))
def test_entries_that_changed_places_are_found(index: int) -> None:
    links = chain_of(5)
    head = head_of(links)
    links[index], links[index + 1] = links[index + 1], links[index]
    damage = first_damage(links, head)
    assert damage is not None
    assert damage.sequence == index + 1


def test_a_rewritten_entry_is_found_at_the_next_one() -> None:
    links = chain_of(3)
    links[1][0]["reason"] = "another"
    links[1][0]["digest"] = entry_digest(links[1][0])
    damage = first_damage(links, head_of(links))
    assert damage == Damage("its previous digest is not the one of the entry before", 3)


def test_a_rewritten_last_entry_does_not_fit_its_head() -> None:
    links = chain_of(3)
    head = head_of(links)
    links[2][0]["reason"] = "another"
    links[2][0]["digest"] = entry_digest(links[2][0])
    damage = first_damage(links, head)
    assert damage is not None
    assert "head" in damage.what


def missing(rows: list[FoundRow]) -> None:
    rows.clear()


def changed(rows: list[FoundRow]) -> None:
    rows[0] = FoundRow("m", rows[0].row_id, lambda _: "another")


def of_an_unknown_shape(rows: list[FoundRow]) -> None:
    rows[0] = FoundRow("m", rows[0].row_id, lambda _: None)


def inserted(rows: list[FoundRow]) -> None:
    rows.append(FoundRow("m", "99", lambda _: "d"))


@pytest.mark.parametrize(
    ("tamper", "row", "what"),
    [
        (missing, "m/2", "the row is missing"),
        (changed, "m/2", "its fields do not give its digest"),
        (of_an_unknown_shape, "m/2", "its fields do not give its digest"),
        (inserted, "m/99", "the row is not one that the entry wrote"),
    ],
)
def test_a_damaged_row_is_named(
    tamper: Callable[[list[FoundRow]], None], row: str, what: str
) -> None:
    links = chain_of(3)
    tamper(links[1][1])
    assert first_damage(links, head_of(links)) == Damage(what, 2, row)


@pytest.mark.parametrize(
    ("present", "last", "whole"),
    [
        ({"id": 1, "name": "A"}, {"id": 1, "name": "A", "history_type": "~"}, True),
        (None, {"id": 1, "name": "A", "history_type": "-"}, True),
        ({"id": 1, "name": "B"}, {"id": 1, "name": "A", "history_type": "~"}, False),
        ({"id": 1, "name": "A"}, {"id": 1, "name": "A", "history_type": "-"}, False),
        (None, {"id": 1, "name": "A", "history_type": "+"}, False),
        ({"id": 1, "name": "A"}, None, False),
    ],
)
def test_a_row_stands_as_its_history_left_it(
    present: dict[str, Any] | None, last: dict[str, Any] | None, whole: bool
) -> None:
    assert (present_damage("m/1", present, last) is None) is whole
