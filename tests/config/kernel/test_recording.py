"""Actions are all or nothing, and a deadlock costs a second run, not a page."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from accounts.ledger.models import Entry
from accounts.ledger.recording import recorded
from accounts.models import Membership
from config.kernel.audited import locked
from config.kernel.recording import action, all_or_nothing
from config.kernel.scope import workspace_scope
from tests.concurrently import concurrently
from tests.conftest import Cast


def entries(cast: Cast) -> list[Entry]:
    with workspace_scope(cast.workspace.pk):
        return list(Entry.objects.order_by("sequence"))


def crossing(cast: Cast, first: str, second: str, meet: Callable[[], object]) -> Callable[[], int]:
    """An action that locks two memberships, waiting between for the other one to do the same."""
    runs: list[int] = []

    @action
    def both(*, by: object) -> int:
        runs.append(1)
        with recorded(by=cast.actor("administrator"), kind="crossing.done") as under_way:
            under_way.subject = locked(cast.members[first])
            if len(runs) == 1:
                meet()
            member = locked(cast.members[second])
            member.roles = ["contributor", "auditor"]
            member.save()
        return len(runs)

    return lambda: both(by=None)


@pytest.mark.parametrize("inside_a_request", [False, True])
def test_a_deadlock_is_run_once_more(committed_cast: Cast, inside_a_request: bool) -> None:
    cast, met = committed_cast, threading.Barrier(2, timeout=10)

    def served(work: Callable[[], int]) -> Callable[[], int]:
        """As the middleware does: the action is a savepoint of the request's transaction."""

        def request() -> int:
            with workspace_scope(cast.workspace.pk):
                return work()

        return request if inside_a_request else work

    before = len(entries(cast))
    runs = concurrently(
        served(crossing(cast, "contributor", "auditor", met.wait)),
        served(crossing(cast, "auditor", "contributor", met.wait)),
    )
    assert set(runs) <= {1, 2}, "both went through"
    assert 2 in runs, "they did meet"
    assert len(entries(cast)) == before + 2


def test_a_second_deadlock_is_an_error(cast: Cast) -> None:
    runs: list[int] = []

    @action
    def hopeless() -> None:
        runs.append(1)
        raise OperationalError from DeadlockDetected()

    with pytest.raises(OperationalError):
        hopeless()
    assert len(runs) == 2


def test_another_database_error_is_not_run_again(cast: Cast) -> None:
    runs: list[int] = []

    @action
    def broken() -> None:
        runs.append(1)
        connection.cursor().execute("SELECT pg_sleep(1), set_config('x.y', 'z', 1/0 = 1)")

    with pytest.raises(Exception, match="zero"), transaction.atomic():
        broken()
    assert len(runs) == 1


def rename(cast: Cast, role: str, roles: list[str]) -> None:
    with recorded(by=cast.actor("administrator"), kind="membership.updated") as under_way:
        member = Membership.objects.get(pk=cast.members[role].pk)
        member.roles = roles
        member.save()
        under_way.subject = member
        if roles == ["administrator"]:
            raise ZeroDivisionError


def test_a_nested_action_that_failed_leaves_no_trace_in_the_outer_one(cast: Cast) -> None:
    with recorded(
        by=cast.actor("administrator"), kind="outer.done", subject=cast.workspace
    ) as outer:
        rename(cast, "auditor", ["contributor"])
        with pytest.raises(ZeroDivisionError):
            rename(cast, "contributor", ["administrator"])
        assert len(outer.rows) == 1
    (entry,) = entries(cast)[-1:]
    assert len(entry.rows) == 1
    with workspace_scope(cast.workspace.pk):
        assert Membership.objects.get(pk=cast.members["contributor"].pk).roles == ["contributor"]


def half_done(cast: Cast) -> None:
    with all_or_nothing():
        Membership.objects.get(pk=cast.members["contributor"].pk).save()
        raise ZeroDivisionError


def test_a_part_that_failed_takes_its_rows_back(cast: Cast) -> None:
    by = cast.actor("administrator")
    with recorded(by=by, kind="outer.done", subject=cast.workspace) as under_way:
        with pytest.raises(ZeroDivisionError):
            half_done(cast)
        assert under_way.rows == []
    assert entries(cast)[-1].kind != "outer.done"
