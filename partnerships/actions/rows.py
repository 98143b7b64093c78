"""The three writes of a noun whose rows hang beneath one parent.

Conflict risks beneath a partnership, success criteria beneath a claim, uncertainties beneath a
scale step: they are added, changed and removed alike. Each noun says which model it is, what it
hangs beneath and in whose trail its entries are read; its own checks come with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, Generic, TypeVar

from django.db import models
from django.utils.functional import Promise

from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import Audited, assign_changes, locked, refusing_duplicates
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import Findings
from config.kernel.recording import Recording, action
from config.kernel.sentences import Phrasebook
from partnerships.actions.threads import recorded_in, refusing_protected
from partnerships.models import Partnership

R = TypeVar("R", bound=Audited)

#: What a row must still say before it may be kept.
Gaps = Callable[[Any], Findings]


class RowActions(Generic[R]):
    """`create`, `update` and `delete` of one noun, each an action with one entry.

    `parent` names the column of what the rows hang beneath; `thread` the way from a row to what
    its trail belongs to ("claim.partnership"), by default the parent. `rests_on` is the sentence
    for a row that cannot go because another rests on it, `goes_along` names the rows beneath it
    that go with it. `gaps` with `book` refuses what is not complete, `taken` says what the database
    refuses to hold twice. `stamp` names the column that says when a row was first written down.
    """

    def __init__(
        self,
        model: type[R],
        noun: str,
        *,
        parent: str = "partnership",
        thread: str = "",
        rests_on: str | Promise = "",
        goes_along: Sequence[str] = (),
        taken: Problem | None = None,
        gaps: Gaps | None = None,
        book: Callable[[], Phrasebook] | None = None,
        stamp: str = "",
    ) -> None:
        self.model, self.noun, self.parent = model, noun, parent
        self._thread = (thread or parent).split(".")
        self._rests_on, self._gaps, self._book = rests_on, gaps, book
        self._stamp = stamp
        self._goes_along, self._taken = goes_along, taken
        self._fields = frozenset(
            field.name
            for field in model._meta.concrete_fields
            if field.editable and field.name not in ("id", parent)
        )
        self.create, self.update = action(self._create), action(self._update)
        self.delete = action(self._delete)

    def _create(self, *, by: Actor, **values: Any) -> R:
        """A new row beneath `values[parent]`.

        Raises DomainError for what is not complete, Gone when the parent was removed meanwhile.
        """
        parent = values.pop(self.parent)
        self._require_known(values)
        row = self.model(workspace_id=by.workspace_id, **{self.parent: parent}, **values)
        with self._recorded(row, by=by, verb="created") as under_way:
            if not isinstance(parent, Partnership) and isinstance(parent, Audited):
                locked(parent)
            self._require_complete(row)
            if self._stamp:
                setattr(row, self._stamp, clock.now())
            self._save(row)
            under_way.subject = row
        return row

    def _update(self, *, by: Actor, version: int | None, **values: Any) -> R:
        """Change the row `values[noun]`. Raises StaleVersion when it changed after `version`."""
        row = values.pop(self.noun)
        self._require_known(values)
        with self._recorded(row, by=by, verb="updated", subject=row):
            current = self._held(row, version)
            if assign_changes(current, values):
                self._require_complete(current)
                self._save(current)
        return current

    def _delete(self, *, by: Actor, version: int | None, **values: Any) -> None:
        """Remove the row; its history stays. Raises StaleVersion likewise."""
        row = values.pop(self.noun)
        with self._recorded(row, by=by, verb="deleted", subject=row):
            current = self._held(row, version)
            with refusing_protected(self._rests_on):
                for beneath in self._goes_along:
                    for each in getattr(current, beneath).all():
                        each.delete()
                current.delete()

    def _save(self, row: R) -> None:
        with refusing_duplicates(self._taken) if self._taken else nullcontext():
            row.save()

    def _held(self, row: R, version: int | None) -> R:
        """The row under its lock, with the parent that the caller's instance came with."""
        current = locked(row, version=version)
        setattr(current, self.parent, getattr(row, self.parent))
        return current

    @contextmanager
    def _recorded(
        self, row: R, *, by: Actor, verb: str, subject: models.Model | None = None
    ) -> Iterator[Recording]:
        thread: Any = row
        for name in self._thread:
            thread = getattr(thread, name)
        kind = f"{self.noun}.{verb}"
        if isinstance(thread, Partnership):
            with recorded_in(thread, by=by, kind=kind, subject=subject) as under_way:
                yield under_way
            return
        with recorded(by=by, kind=kind, subject=subject, thread=thread) as under_way:
            locked(thread)
            yield under_way

    def _require_known(self, values: dict[str, Any]) -> None:
        if unknown := set(values) - self._fields:
            raise TypeError(f"a {self.noun} has no {', '.join(sorted(unknown))}")

    def _require_complete(self, row: R) -> None:
        if self._gaps and self._book and (gaps := self._gaps(row)):
            raise DomainError(self._book().problems(gaps))
