"""What the words after `manage.py` mean.

`up`, `test` and `checks` are carried out here. Everything else is Django's: it runs in `.venv`, and
when no database is named, beside the embedded server.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path

from . import checks, databases, settings, suite, up
from .failures import Failure, Interrupted
from .places import Places, here
from .processes import raise_when_asked_to_stop, run_in_foreground
from .steps import complain

OWN = ("up", "test", "checks")


def main(arguments: Sequence[str]) -> int:
    """Carry out a command line, without the program's name, and return the exit code."""
    raise_when_asked_to_stop()
    try:
        return _carry_out(arguments, here().make())
    except Failure as failure:
        complain(str(failure))
    except Interrupted:
        return 130
    except OSError as error:
        complain(f"{error.filename or 'The system'}: {error.strerror or error}.")
    return 1


def _carry_out(arguments: Sequence[str], places: Places) -> int:
    match list(arguments):
        case ["up", *options]:
            return up.up(places, _options(options), os.environ)
        case ["test", *pytest_arguments]:
            return suite.test(places, pytest_arguments, os.environ)
        case ["checks"]:
            return checks.check(places, os.environ)
        case ["checks", *_]:
            raise Failure("`checks` takes no arguments.")
    return _django_in_environment(places, arguments)


def _options(arguments: Sequence[str]) -> up.Options:
    parser = argparse.ArgumentParser(prog="manage.py up", description=up.__doc__)
    parser.add_argument("--port", type=_port, default=8000, help="where to listen (8000)")
    parser.add_argument("--bind", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument(
        "--no-demo", action="store_false", dest="demo", help="start without the demo workspace"
    )
    found = parser.parse_args(arguments)
    return up.Options(port=found.port, bind=found.bind, demo=found.demo)


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no port; it can be 1 to 65535")


def is_ready_for_django(arguments: Sequence[str]) -> bool:
    """Whether Django can run this command in this very process: packages and database are there."""
    if arguments and arguments[0] in OWN:
        return False
    return bool(os.environ.get("DATABASE_URL")) and importlib.util.find_spec("django") is not None


def _django_in_environment(places: Places, arguments: Sequence[str]) -> int:
    """Run a Django command in `.venv`, with the embedded server up for as long as it takes."""
    if not places.python.exists():
        raise Failure("Seam is not set up here yet; type: python3 manage.py up")
    command: list[str | Path] = [places.python, places.checkout / "manage.py", *arguments]
    if os.environ.get("DATABASE_URL"):
        return run_in_foreground(command, settings.environment(places, os.environ))
    databases.given(places, os.environ)  # says so when only the owner's address is set
    with databases.embedded(places, os.environ) as (database, _):
        env = settings.environment(places, os.environ) | database.environment()
        return run_in_foreground(command, env)
