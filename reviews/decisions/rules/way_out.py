"""The way out as a list of steps: from the Fit Card's exit path to the terms, and back to rows.

An exit has to be realistic (chapter 28, 3.2): whoever unwinds starts from the path that was thought
through while leaving was cheap, not from an empty page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnerships.dossier import ExitStepPart

_MARKER = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Step:
    """One step, and who does it where the exit path says so."""

    step: str
    owner: str = ""


def path_as_text(path: Iterable[ExitStepPart]) -> str:
    """The exit path as people edit it: a numbered line for each step, its owner in brackets."""
    lines = (_written(each) for each in path if each.step.strip())
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def steps_from(text: str, path: Sequence[ExitStepPart]) -> tuple[Step, ...]:
    """The steps that an unwinding begins with: each line of its terms, with what the path knows.

    Terms that name steps of the path were filled in from it, and what somebody took out of them
    stays out. Terms that name none come after the path, which holds as it was written.
    """
    known = {_folded(said): each for each in path for said in (_written(each), each.step)}
    lines = [line for line in map(_bare, text.splitlines()) if line]
    said = tuple(_step(known.get(_folded(line)), line) for line in lines)
    if any(_folded(line) in known for line in lines):
        return said
    return (*(_step(each, each.step) for each in path if each.step.strip()), *said)


def _step(known: ExitStepPart | None, line: str) -> Step:
    return Step(known.step, known.owner) if known else Step(line)


def _written(each: ExitStepPart) -> str:
    step, owner = " ".join(each.step.split()), " ".join(each.owner.split())
    return f"{step} ({owner})" if owner else step


def _bare(line: str) -> str:
    return _MARKER.sub("", line).strip()


def _folded(line: str) -> str:
    return " ".join(line.split()).casefold()
