"""The whole test suite, on a server and a browser of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from . import browser, databases, environment
from .places import Places
from .processes import locked, run_in_foreground
from .steps import say, step

#: How the names of settings start in the environment.
SETTINGS = ("DATABASE_", "SEAM_", "DJANGO_")


def test(places: Places, arguments: Sequence[str], env: Mapping[str, str]) -> int:
    """Carry out `manage.py test`; `arguments` go to pytest, whose exit code is returned.

    Code 5 is pytest's "no test ran": a failure like any other.
    """
    say("Seam's tests")
    with prepared(places, env) as own:
        with step("Chromium") as current:
            chromium, current.outcome = browser.have(places, env)
        say()
        command: list[str | Path] = [places.python, "-m", "pytest", *grouped(arguments)]
        return run_in_foreground(command, own | {"SEAM_CHROMIUM": os.fspath(chromium)})


def grouped(arguments: Sequence[str]) -> list[str]:
    """With the tests of one module on one process: what is made for them is made once."""
    if any(each.startswith(("-n", "--numprocesses")) for each in arguments):
        return ["--dist=loadfile", *arguments]
    return [*arguments]


@contextmanager
def prepared(places: Places, env: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment of tests and checks: packages, a throw-away server, nothing of the shell's.

    What is set for a running Seam would make tests pass here and fail elsewhere.
    """
    with locked(places.state / "set-up.lock"):
        environment.prepare(places, "development")
    with ExitStack() as stack:
        with step("Throw-away database server") as current:
            database = stack.enter_context(databases.for_tests(places, env))
            current.outcome = "started"
        own = {name: value for name, value in env.items() if not name.startswith(SETTINGS)}
        programs = database.cluster.binaries.folder if database.cluster else ""
        extra = {"SEAM_ENV": "test", "SEAM_PG_BIN": os.fspath(programs)}
        yield own | database.environment() | extra
