"""Every check that is not a test: `manage.py checks`, on any machine and in CI alike.

Lint and format of Python, lint of templates, types, imports, missing migrations, production's
settings, the container files and the locks.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

from . import locks
from .places import Places
from .processes import ProgramFailed, run
from .steps import say
from .suite import prepared

MODULES = {
    "lint": "ruff check --quiet .",
    "format": "ruff format --check --quiet .",
    "types": "mypy",
    "templates": "djlint templates --lint --quiet",
    "container files": "check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml",
}
COMMANDS = {
    "migrations": "makemigrations --check --dry-run",
    "production settings": "check --deploy --fail-level WARNING",
}
#: As strict as an installation on the open network, which is what `check --deploy` looks at.
PRODUCTION = {
    "SEAM_ENV": "production",
    "SEAM_HOSTS": "seam.example.org",
    "SEAM_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}


@dataclass(frozen=True)
class Result:
    """How a check went: its name, what it found ("" is good), and how many seconds it took."""

    name: str
    found: str
    seconds: float


def check(places: Places, env: Mapping[str, str]) -> int:
    """Carry out `manage.py checks`: all of them, then exit code 1 if any found something."""
    say("Seam's checks")
    with prepared(places, env) as own:
        work = _all(places, own)
        failed = 0
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for done in as_completed([pool.submit(_timed, *each) for each in work.items()]):
                failed += bool(done.result().found)
                _report(done.result())
    say(f"{len(work) - failed} of {len(work)} checks found nothing to mend.")
    return 1 if failed else 0


def _all(places: Places, env: Mapping[str, str]) -> dict[str, Callable[[], str]]:
    python = [os.fspath(places.python), "-m"]
    django = [os.fspath(places.python), "manage.py"]
    lines: dict[str, Sequence[str]] = {"imports": [os.fspath(places.venv / "bin" / "lint-imports")]}
    lines |= {name: [*python, *line.split()] for name, line in MODULES.items()}
    lines |= {name: [*django, *line.split()] for name, line in COMMANDS.items()}
    strict = dict(env) | PRODUCTION
    work: dict[str, Callable[[], str]] = {
        name: partial(_finding, places, line, strict if name == "production settings" else env)
        for name, line in lines.items()
    }
    return work | {"locks": lambda: "\n".join(locks.problems(places))}


def _finding(places: Places, line: Sequence[str], env: Mapping[str, str]) -> str:
    try:
        run(line, env=env, cwd=places.checkout)
    except ProgramFailed as failure:
        return failure.output.strip() or failure.last_line
    return ""


def _timed(name: str, work: Callable[[], str]) -> Result:
    started = time.monotonic()
    return Result(name, work(), time.monotonic() - started)


def _report(result: Result) -> None:
    say(f"  {result.name} … {'FOUND' if result.found else 'fine'} ({result.seconds:.1f} s)")
    if result.found:
        say(f"\n{result.found}\n")
