"""Cases: what the gate must say of a dossier, each written from a sentence of chapter 28.

A case is a TOML file under tests/cases/, in the folder of the chapter's section. It names a whole
dossier under tests/cases/bases/, says what is different in it, and what the gate must find. A path
leads through members, and through the rows of a list by their ids: "artifacts.pilot.conditions".
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier, from_json
from reviews.gate.rules.commit import judge
from reviews.gate.rules.judgement import Judgement, State
from reviews.gate.rules.policy import DEFAULT, Policy

HERE = Path(__file__).resolve().parents[2] / "cases"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What the gate must say; `blockers` with their states, codes without their prefix.

    `questions` and `deferred_since` are looked at where a case names them.
    """

    bar: int
    open: bool
    blockers: Mapping[str, str] = field(default_factory=dict)
    not_applicable: list[str] = field(default_factory=list)
    signals: list[str] = field(default_factory=list)
    questions: list[str] | None = None
    deferred_since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """`change` sets members, `take_away` removes rows or members, `add` appends rows.

    `chapter` is the section and the point, `says` what it asks in our own words. Values of `policy`
    replace those of the policy that holds by default.
    """

    name: str
    chapter: str
    says: str
    base: str
    day: date
    kind: DecisionKind = DecisionKind.COMMIT
    change: Mapping[str, Any] = field(default_factory=dict)
    take_away: list[str] = field(default_factory=list)
    add: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    policy: Mapping[str, Any] = field(default_factory=dict)
    expected: Expected

    @property
    def section(self) -> str:
        """The section of the chapter, such as "5.1"."""
        return self.chapter.partition(",")[0]

    @property
    def policy_in_force(self) -> Policy:
        """The default policy with what the case says of it."""
        return replace(DEFAULT, **self.policy)

    def dossier(self) -> Dossier:
        """The base with what is different here. Raises KeyError for a path that leads nowhere."""
        document = json.loads((HERE / "bases" / f"{self.base}.json").read_text(encoding="utf-8"))
        for path in self.take_away:
            _take_away(document, path)
        for path, value in self.change.items():
            parent, name = _parent(document, path)
            parent[name] = _written(value)
        for path, rows in self.add.items():
            parent, name = _parent(document, path)
            parent.setdefault(name, []).extend(_written(rows))
        return from_json(document)

    def judged(self) -> Judgement:
        """What the gate says of it."""
        return judge(self.kind, self.dossier(), self.policy_in_force, self.day)

    def found(self) -> Expected:
        """The same in the words of the file."""
        judged = self.judged()
        return Expected(
            bar=judged.bar,
            open=judged.is_open,
            blockers={str(each.code): str(each.state) for each in _stopping(judged)},
            not_applicable=[
                str(each.code)
                for each in judged.requirements()
                if each.state is State.NOT_APPLICABLE
            ],
            signals=[each.code.removeprefix("signal.") for each in judged.signals],
            questions=self._where_named(
                [each.code.removeprefix("question.") for each in judged.questions]
            ),
            deferred_since=judged.deferred_since if self.expected.deferred_since else None,
        )

    def _where_named(self, questions: list[str]) -> list[str] | None:
        return None if self.expected.questions is None else questions


def cases() -> list[Case]:
    """Every case, in the order of the chapter. Raises TypeError for a member that no case has."""
    return [_read(path) for path in sorted(HERE.glob("*/*.toml"))]


def _read(path: Path) -> Case:
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = Expected(**written.pop("expected"))
    kind = DecisionKind(written.pop("kind", DecisionKind.COMMIT))
    name = str(path.relative_to(HERE).with_suffix(""))
    return Case(name=name, kind=kind, expected=expected, **written)


def _stopping(judged: Judgement) -> Iterator[Any]:
    return (each for each in judged.requirements() if each.state.stops)


def _parent(document: Any, path: str) -> tuple[Any, str]:
    """What holds the member at the end of a path, and its name."""
    *above, name = path.split(".")
    for step in above:
        document = _row(document, step) if isinstance(document, list) else document[step]
    return document, name


def _row(rows: list[dict[str, Any]], row_id: str) -> dict[str, Any]:
    for row in rows:
        if row["id"] == row_id:
            return row
    raise KeyError(row_id)


def _take_away(document: Any, path: str) -> None:
    parent, name = _parent(document, path)
    if isinstance(parent, list):
        parent.remove(_row(parent, name))
    else:
        del parent[name]


def _written(value: Any) -> Any:
    """A value of TOML as a dossier writes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    return value
