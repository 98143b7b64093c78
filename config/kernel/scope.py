"""One workspace at a time: a transaction that row-level security narrows to one workspace.

Everything that reads or writes domain rows runs inside `workspace_scope`. It sets the
transaction's `seam.workspace` and `seam.user`, on which every policy in the database looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db import connection, transaction

from config.kernel.errors import OtherWorkspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the current transaction may see: one workspace's rows and one person's memberships."""

    workspace_id: int | None
    user_id: int | None
    slug: str = ""
    _memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def kept(self, key: str, read: Callable[[], T]) -> T:
        """What `read` gives, read once while this scope lasts."""
        if key not in self._memo:
            self._memo[key] = read()
        return cast(T, self._memo[key])


_current: ContextVar[Scope | None] = ContextVar("seam_scope", default=None)


def current() -> Scope | None:
    """The scope in force, or None outside of any."""
    return _current.get()


@contextmanager
def workspace_scope(
    workspace_id: int, *, user_id: int | None = None, slug: str = ""
) -> Iterator[Scope]:
    """Open (or join) the transaction that sees `workspace_id` and no other workspace.

    Raises OtherWorkspace inside the scope of another workspace.
    """
    outer = _current.get()
    if outer and outer.workspace_id == workspace_id:
        yield outer
        return
    if outer and outer.workspace_id is not None:
        raise OtherWorkspace(f"in workspace {outer.workspace_id}, asked for {workspace_id}")
    inherited = outer.user_id if outer and user_id is None else user_id
    with _entered(Scope(workspace_id, inherited, slug)) as scope:
        yield scope


@contextmanager
def person_scope(user_id: int) -> Iterator[Scope]:
    """Open a transaction that sees one person's own memberships and their workspaces only."""
    with _entered(Scope(None, user_id)) as scope:
        yield scope


@contextmanager
def narrowed(workspace_id: int, *, slug: str) -> Iterator[Scope]:
    """Go on in one workspace for the rest of a person's transaction.

    Unlike `workspace_scope` it sets no savepoint and leads back nowhere: what was done is kept, and
    what failed is taken back, with the whole of `person_scope`. Raises OtherWorkspace anywhere but
    in a person's scope.
    """
    outer = _current.get()
    if outer is None or outer.workspace_id is not None:
        raise OtherWorkspace(f"no person's scope to narrow to workspace {workspace_id}")
    scope = Scope(workspace_id, outer.user_id, slug)
    _announce(scope)
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


@contextmanager
def enumerating_workspaces() -> Iterator[None]:
    """Let commands list the workspaces (the rows of that one table, nothing inside them)."""
    with transaction.atomic():
        _set("seam.enumerate", "on")
        yield
        _set("seam.enumerate", "")


@contextmanager
def _entered(scope: Scope) -> Iterator[Scope]:
    outer = _current.get()
    joins_transaction = connection.in_atomic_block
    with transaction.atomic():
        _announce(scope)
        token = _current.set(scope)
        try:
            yield scope
        finally:
            _current.reset(token)
        if joins_transaction and not connection.needs_rollback:
            _announce(outer)


def _announce(scope: Scope | None) -> None:
    workspace = "" if scope is None or scope.workspace_id is None else str(scope.workspace_id)
    user = "" if scope is None or scope.user_id is None else str(scope.user_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('seam.workspace', %s, true), set_config('seam.user', %s, true)",
            [workspace, user],
        )


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
