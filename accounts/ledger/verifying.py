"""Is the past as it was written? The rules of checking a chain, over whatever delivers its parts.

A chain alone cannot show that its tail was cut off together with its head, or that all of it was
written anew: checkpoints say where it had got to, and are kept somewhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.ledger.chain import GENESIS, entry_digest


@dataclass(frozen=True, slots=True)
class Damage:
    """The first thing that is not as it was written: at which entry, in which row, and what."""

    what: str
    sequence: int | None = None
    row: str = ""

    def __str__(self) -> str:
        at = "" if self.sequence is None else f"entry {self.sequence}: "
        row = f"{self.row}: " if self.row else ""
        return f"{at}{row}{self.what}"


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A history row or sealed row that says it was written by an entry.

    `digest` takes the number of a shape (the list of fields digested at that time) and gives the
    row's digest over it, or None for a shape that nobody knows.
    """

    model: str
    row_id: str
    digest: Callable[[int], str | None]

    @property
    def name(self) -> str:
        return f"{self.model}/{self.row_id}"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain has got to."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class KeptHead:
    """Where a chain had got to at a moment (UTC, as text), as it was kept outside the database."""

    sequence: int
    digest: str
    at: str


class Chain:
    """Takes the entries of one workspace in order, and says the first damage it meets."""

    def __init__(self) -> None:
        self.last = Head(0, GENESIS)

    def take(self, entry: Mapping[str, Any], rows: Sequence[FoundRow]) -> Damage | None:
        """The next entry (by its columns) and the rows that name it as theirs."""
        damage = self._link(entry) or rows_damage(entry, rows)
        self.last = Head(int(entry["sequence"]), str(entry["digest"]))
        return damage

    def close(self, head: Head | None) -> Damage | None:
        """After the last entry: the head that the workspace keeps must be that entry."""
        if head is None:
            head = Head(0, GENESIS)
        if head.sequence > self.last.sequence:
            return Damage(f"missing: the head is at {head.sequence}", self.last.sequence + 1)
        if head != self.last:
            return Damage(f"the head says entry {head.sequence}, {head.digest}", self.last.sequence)
        return None

    def _link(self, entry: Mapping[str, Any]) -> Damage | None:
        sequence, expected = int(entry["sequence"]), self.last.sequence + 1
        if sequence != expected:
            return Damage(f"missing: the next entry is {sequence}", expected)
        if entry["previous"] != self.last.digest:
            return Damage("its previous digest is not the one of the entry before", sequence)
        if entry["digest"] != entry_digest(entry):
            return Damage("its columns do not give its digest", sequence)
        return None


def rows_damage(entry: Mapping[str, Any], rows: Sequence[FoundRow]) -> Damage | None:
    """Whether the rows that name an entry as theirs are those that it lists."""
    sequence = int(entry["sequence"])
    there = {row.name: row for row in rows}
    if not _is_list_of_rows(entry["rows"]):
        return Damage("its list of rows is none", sequence)
    for listed in entry["rows"]:
        name = f"{listed['model']}/{listed['row']}"
        row = there.pop(name, None)
        if row is None:
            return Damage("the row is missing", sequence, name)
        if row.digest(int(listed["shape"])) != listed["digest"]:
            return Damage("its fields do not give its digest", sequence, name)
    for name in sorted(there):
        return Damage("the row is not one that the entry wrote", sequence, name)
    return None


def _is_list_of_rows(rows: Any) -> bool:
    if not isinstance(rows, list):
        return False
    return all(
        isinstance(item, dict)
        and item.keys() >= {"model", "row", "shape", "digest"}
        and isinstance(item["shape"], int)
        for item in rows
    )


def checkpoint_damage(
    checkpoints: Iterable[KeptHead], digests: Mapping[int, str], last: Head
) -> Damage | None:
    """Whether the chain, which ends at `last`, runs through every checkpoint.

    `digests` are those of its entries, by number; those that checkpoints name are enough.
    """
    whole_until = 0
    for kept in sorted(checkpoints, key=lambda each: each.sequence):
        said = f"the checkpoint of {kept.at} says entry {kept.sequence}, {kept.digest}"
        if kept.sequence > last.sequence:
            return Damage(f"missing: {said}", last.sequence + 1)
        if digests.get(kept.sequence) != kept.digest:
            since = f"rewritten after entry {whole_until}"
            return Damage(f"{said}; the chain was {since}", kept.sequence)
        whole_until = kept.sequence
    return None


def present_damage(
    name: str, present: Mapping[str, Any] | None, last: Mapping[str, Any] | None
) -> Damage | None:
    """Whether a row stands as its history left it: both by column, `last` None for none.

    `last` carries `history_type`; a removed row has a last one of type "-".
    """
    if last is None:
        return Damage("the row has no history", row=name)
    if (last["history_type"] == "-") != (present is None):
        there = "removed" if present is None else "there"
        return Damage(f"the row is {there}, and its history says otherwise", row=name)
    for column, value in (present or {}).items():
        if column in last and last[column] != value:
            return Damage(f"{column} is not what its history says", row=name)
    return None
