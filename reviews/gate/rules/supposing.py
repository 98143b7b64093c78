"""A dossier with a row changed or added: what the rules that follow a list are written with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from config.kernel.findings import Finding
from reviews.dossier import Dossier
from reviews.gate.rules.policy import Policy

SAID = "Said"

#: Two people who are not one another, and nobody in the dossier.
ME, ANOTHER = "0", "00"

#: How a dossier would be once somebody did what a finding asks for.
Special = Callable[[Dossier, Finding, Policy, date], Dossier]

#: Where the rows of a noun lie in a dossier; a noun without an id is there once.
PATHS: dict[str, tuple[str, ...]] = {
    "dependency": ("partnership",),
    "fit_card": ("fit_card",),
    "conflict_risk": ("fit_card", "conflict_risks"),
    "integration_point": ("fit_card", "integration_points"),
    "exit_step": ("fit_card", "exit_steps"),
    "claim": ("claims",),
    "criterion": ("claims", "criteria"),
    "boundary_design": ("boundary_design",),
    "responsibility": ("boundary_design", "responsibilities"),
    "trigger": ("triggers",),
    "reading": ("readings",),
    "artifact": ("artifacts",),
    "not_applicable": ("not_applicable",),
}


def edited(dossier: Dossier, noun: str, row_id: str, **values: Any) -> Dossier:
    return along(dossier, PATHS[noun], row_id, lambda row: replace(row, **values))


def along(part: Any, path: tuple[str, ...], row_id: str, change: Callable[[Any], Any]) -> Any:
    """`part` with the row of this id at the end of `path` changed, wherever it lies beneath."""
    if not path:
        return change(part) if getattr(part, "id", row_id) == row_id else part
    name, *rest = path
    below = getattr(part, name)
    if isinstance(below, tuple):
        changed: Any = tuple(along(each, tuple(rest), row_id, change) for each in below)
    else:
        changed = along(below, tuple(rest), row_id, change)
    return replace(part, **{name: changed})


def add(dossier: Dossier, noun: str, row: Any, parent: str = "") -> Dossier:
    """The dossier with one row more, beneath the row `parent` if its noun hangs beneath others."""
    *above, name = PATHS[noun]

    def grown(part: Any) -> Any:
        return replace(part, **{name: (*getattr(part, name), row)})

    return along(dossier, tuple(above), parent, grown)


def new_id(rows: tuple[Any, ...]) -> str:
    """An id that none of these rows has: nobody else's begins with a plus."""
    return f"+{len(rows) + 1}"


def is_new(row_id: str) -> bool:
    """Whether the row with this id is one that following filled in and nobody has written."""
    return row_id.startswith("+")
