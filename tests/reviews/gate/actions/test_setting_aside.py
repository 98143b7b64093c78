"""Why a requirement does not apply: one person says it, another stands by it."""

from __future__ import annotations

import pytest

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError, Gone, StaleVersion
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from reviews.gate.actions.setting_aside import (
    not_applicable_assess,
    not_applicable_remove,
    not_applicable_state,
)
from reviews.models import NotApplicable
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import set_aside


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_partnership(cast)


def stood_by(cast: Cast, said: NotApplicable, role: str = "approver") -> NotApplicable:
    return not_applicable_assess(by=cast.actor(role), not_applicable=said, version=said.version)


def last_kind(cast: Cast) -> str:
    with workspace_scope(cast.workspace.pk):
        return str(Entry.objects.order_by("-sequence")[0].kind)


def test_a_reason_names_who_said_it_and_stands_in_the_trail(
    cast: Cast, partnership: Partnership
) -> None:
    said = set_aside(cast, partnership)
    assert said.stated_by_id == cast.user("contributor").pk
    with workspace_scope(cast.workspace.pk):
        entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.kind, entry.subject_id, entry.thread_id) == (
        "not_applicable.stated",
        said.pk,
        partnership.pk,
    )


def test_what_always_applies_is_not_set_aside(cast: Cast, partnership: Partnership) -> None:
    with pytest.raises(DomainError, match="always has an object"):
        set_aside(cast, partnership, "supported")


@pytest.mark.parametrize("reason", ["", " – "])
def test_without_a_reason_it_applies(cast: Cast, partnership: Partnership, reason: str) -> None:
    with pytest.raises(DomainError) as refused:
        set_aside(cast, partnership, reason=reason)
    assert refused.value.problems[0].field == "reason"


def test_another_person_stands_by_it_once(cast: Cast, partnership: Partnership) -> None:
    said = set_aside(cast, partnership)
    with pytest.raises(DomainError, match="You said this yourself"):
        stood_by(cast, said, role="contributor")
    said = stood_by(cast, said)
    assert said.assessed_by_id == cast.user("approver").pk
    assert last_kind(cast) == "not_applicable.assessed"
    with pytest.raises(DomainError, match="stands by this reason already"):
        stood_by(cast, said, role="administrator")


def test_changing_the_reason_takes_away_who_stood_by_it(
    cast: Cast, partnership: Partnership
) -> None:
    said = stood_by(cast, set_aside(cast, partnership))
    by = cast.actor("administrator")
    again = {"partnership": partnership, "requirement": "data_portable"}
    same = not_applicable_state(by=by, version=said.version, reason=said.reason, **again)
    assert (same.version, same.assessed_by_id) == (said.version, said.assessed_by_id)
    changed = not_applicable_state(by=by, version=said.version, reason="Another", **again)
    assert (changed.assessed_by_id, changed.stated_by_id) == (None, by.user_id)
    with pytest.raises(StaleVersion):
        stood_by(cast, said)


def test_it_applies_again_once_it_is_taken_back(cast: Cast, partnership: Partnership) -> None:
    said = set_aside(cast, partnership)
    by = cast.actor("contributor")
    not_applicable_remove(by=by, not_applicable=said, version=said.version)
    assert last_kind(cast) == "not_applicable.deleted"
    with pytest.raises(Gone):
        stood_by(cast, said)
    assert set_aside(cast, partnership).pk != said.pk


def test_what_changed_since_is_not_taken_back(cast: Cast, partnership: Partnership) -> None:
    said = stood_by(cast, set_aside(cast, partnership))
    with pytest.raises(StaleVersion):
        not_applicable_remove(by=cast.actor("contributor"), not_applicable=said, version=1)


def test_of_two_who_say_it_at_once_the_second_is_shown_the_first(committed_cast: Cast) -> None:
    partnership = make_partnership(committed_cast)
    said = concurrently(
        lambda: set_aside(committed_cast, partnership, reason="Ours"),
        lambda: set_aside(committed_cast, partnership, reason="Theirs"),
    )
    (refused,) = [each for each in said if isinstance(each, Exception)]
    assert isinstance(refused, StaleVersion)
    with workspace_scope(committed_cast.workspace.pk):
        assert refused.current == NotApplicable.objects.get()


def test_of_two_who_stand_by_it_and_take_it_back_at_once_one_is_refused(
    committed_cast: Cast,
) -> None:
    row = set_aside(committed_cast, make_partnership(committed_cast))
    by = committed_cast.actor("contributor")
    done = concurrently(
        lambda: stood_by(committed_cast, row),
        lambda: not_applicable_remove(by=by, not_applicable=row, version=1),
    )
    assert len([each for each in done if isinstance(each, Gone | StaleVersion)]) == 1
