"""One workspace at a time, and the one before again afterwards."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Membership, Workspace
from config.kernel import scope
from config.kernel.errors import OtherWorkspace
from config.kernel.scope import enumerating_workspaces, narrowed, person_scope, workspace_scope
from tests.conftest import Cast


def visible() -> set[int]:
    return set(Workspace.objects.values_list("pk", flat=True))


def announced() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('seam.workspace', true), '')")
        return str(cursor.fetchone()[0])


def test_outside_of_any_scope_nothing_is_there(cast: Cast) -> None:
    assert scope.current() is None
    assert visible() == set()


def test_a_scope_sees_one_workspace(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        assert visible() == {cast.workspace.pk}
    assert visible() == set()


def test_the_same_scope_again_is_the_same_scope(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk) as outer, workspace_scope(cast.workspace.pk) as inner:
        assert inner is outer


def test_another_workspace_inside_a_workspace_is_refused(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        with pytest.raises(OtherWorkspace), workspace_scope(cast.elsewhere.workspace_id):
            pytest.fail("entered")
        assert visible() == {cast.workspace.pk}


def test_a_person_sees_their_own_memberships_and_nobody_else_s(cast: Cast) -> None:
    with person_scope(cast.user("contributor").pk):
        assert visible() == {cast.workspace.pk}
        users = set(Membership.objects.values_list("user_id", flat=True))
        assert users == {cast.user("contributor").pk}


def test_a_workspace_inside_a_person_s_scope_keeps_the_person(cast: Cast) -> None:
    user_id = cast.user("contributor").pk
    with person_scope(user_id):
        with workspace_scope(cast.workspace.pk) as inner:
            assert inner.user_id == user_id
        assert announced() == ""
        assert visible() == {cast.workspace.pk}


def test_after_a_failure_inside_the_scope_before_is_in_force_again(cast: Cast) -> None:
    with person_scope(cast.user("stranger").pk):
        with pytest.raises(ZeroDivisionError), workspace_scope(cast.workspace.pk):
            1 / 0  # noqa: B018
        assert announced() == ""
        assert visible() == {cast.elsewhere.workspace_id}


def test_after_a_database_error_inside_the_scope_before_is_in_force_again(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("SELECT 1/0")
        assert visible() == {cast.workspace.pk}


def test_a_person_s_scope_goes_on_in_one_workspace(cast: Cast) -> None:
    user_id = cast.user("contributor").pk
    with person_scope(user_id), narrowed(cast.workspace.pk, slug="somewhere") as inside:
        assert (inside.user_id, inside.slug) == (user_id, "somewhere")
        assert len(set(Membership.objects.values_list("user_id", flat=True))) > 1
    assert scope.current() is None
    assert visible() == set()


def test_what_fails_in_a_narrowed_scope_is_taken_back_with_the_person_s(cast: Cast) -> None:
    by = cast.user("contributor").pk
    with (
        pytest.raises(ZeroDivisionError),
        person_scope(by),
        narrowed(cast.workspace.pk, slug=""),
    ):
        1 / 0  # noqa: B018
    assert scope.current() is None
    assert visible() == set()


def test_only_a_person_s_scope_is_narrowed(cast: Cast) -> None:
    with pytest.raises(OtherWorkspace), narrowed(cast.workspace.pk, slug=""):
        pytest.fail("entered")
    with (
        workspace_scope(cast.workspace.pk),
        pytest.raises(OtherWorkspace),
        narrowed(cast.workspace.pk, slug=""),
    ):
        pytest.fail("entered")


def test_commands_list_workspaces_and_nothing_inside_them(cast: Cast) -> None:
    with enumerating_workspaces():
        assert {cast.workspace.pk, cast.elsewhere.workspace_id} <= visible()
        assert not Membership.objects.exists()
        with workspace_scope(cast.workspace.pk):
            assert Membership.objects.exists()
    assert visible() == set()


def test_another_thread_is_in_no_scope(cast: Cast) -> None:
    seen: list[object] = []
    with workspace_scope(cast.workspace.pk):
        thread = threading.Thread(target=lambda: seen.append(scope.current()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_what_is_kept_is_read_once_in_a_scope(cast: Cast) -> None:
    reads: list[int] = []
    for _again in range(2):
        with workspace_scope(cast.workspace.pk) as here:
            for _twice in range(2):
                here.kept("x", lambda: reads.append(1))
    assert len(reads) == 2
