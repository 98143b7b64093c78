"""The files of the demo: what stands at the end of each story, and the steps that led there."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from config.kernel import canonical
from evidence.dossier import ArtifactPart
from reviews.dossier import Dossier
from reviews.exchange.files import read_dossier
from reviews.exchange.rows import Placed, noun, placed
from reviews.exchange.shifting import shifted

FOLDER = Path(__file__).parent / "demo_workspace"
#: What artifacts of the demo name as their files.
FILES = FOLDER / "files"
DOSSIER = ".seam.json"


@dataclass(frozen=True)
class Step:
    """One step: when, by whom, and `said`, as its story's file has it (see `demo_steps`)."""

    at: datetime
    by: str
    said: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.by} {self.verb} {self.said[self.verb]}"

    @property
    def verb(self) -> str:
        """What a step says first: what it does."""
        return next(iter(self.said))

    @property
    def brings(self) -> tuple[str, ...]:
        """The parts of the dossier that come in, by name."""
        named = self.said.get("brings", ())
        return (named,) if isinstance(named, str) else tuple(named)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the part that now say what the dossier says; () for all that are left."""
        return tuple(self.said.get("fields", ()))


@dataclass(frozen=True)
class Story:
    """A partnership of the demo: its dossier and its steps, in the days of their reader."""

    path: Path
    dossier: Dossier
    #: What no dossier holds: artifacts that nobody has read for a criterion yet.
    unread: tuple[ArtifactPart, ...]
    steps: tuple[Step, ...]

    @cached_property
    def parts(self) -> dict[str, Placed]:
        """What steps can bring in: a part by its id, or as `fit_card` and `boundary_design`."""
        there = [*placed(self.dossier), *(Placed("$", each) for each in self.unread)]
        return {name_of(each.part): each for each in there if name_of(each.part)}

    def brought(self, part: Any, step: Step, besides: Collection[str]) -> Callable[[str], bool]:
        """Whether a step that brings in `part` brings in its field of a name.

        Without `fields` it is all that no other step names, and not what comes `besides`.
        """
        if step.fields:
            return lambda name: name in step.fields
        left_out = self._named[name_of(part)] | set(besides)
        return lambda name: name not in left_out

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """By part, the fields that a step of their own brings in."""
        named: dict[str, set[str]] = defaultdict(set)
        for step in self.steps:
            for name in step.brings:
                named[name].update(step.fields)
        return named


def name_of(part: Any) -> str:
    """What steps call a part; "" for the values of a measurement, which come in together."""
    return getattr(part, "id", "") or (noun(part) if hasattr(part, "partnership_id") else "")


def read_stories(today: date, *, sequel: Path | None = None) -> list[Story]:
    """Every story of the demo, its dates moved from its reference day to `today`.

    `sequel` is the folder in which lie the steps that follow.
    """
    return [read_story(path, today, sequel=sequel) for path in sorted(FOLDER.glob(f"*{DOSSIER}"))]


def read_story(path: Path, today: date | None = None, *, sequel: Path | None = None) -> Story:
    """The story whose dossier lies at `path`; without `today`, as its files have it.

    Raises DomainError for a file that is no dossier, ShapeError for an artifact that is none.
    """
    told = _told(steps_file(path))
    last = _told(sequel / steps_file(path).name) if sequel else told
    days = (today - last["reference_day"]).days if today else 0
    with path.open("rb") as file:
        dossier = read_dossier(file)
    unread = [canonical.read(ArtifactPart, _as_json(each)) for each in told.get("artifact", ())]
    return Story(
        path,
        shifted(dossier, days),
        tuple(shifted(each, days) for each in unread),
        tuple(_step(each, days) for each in [*told["step"], *(last["step"] if sequel else ())]),
    )


def _told(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def steps_file(path: Path) -> Path:
    """The steps lie beside the dossier."""
    return path.with_name(path.name.removesuffix(DOSSIER) + ".toml")


def _step(told: dict[str, Any], days: int) -> Step:
    said = _moved(told, timedelta(days=days))
    at = said.pop("at").replace(tzinfo=UTC)
    return Step(at, said.pop("by"), said)


def _moved(said: Any, by: timedelta) -> Any:
    if isinstance(said, dict):
        return {name: _moved(each, by) for name, each in said.items()}
    if isinstance(said, list):
        return [_moved(each, by) for each in said]
    return said + by if isinstance(said, date) else said


def _as_json(said: dict[str, Any]) -> dict[str, Any]:
    return {name: canonical.to_json(each) for name, each in said.items()}
