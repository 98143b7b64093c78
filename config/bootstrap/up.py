"""Set up whatever is missing, then serve Seam until Ctrl-C."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from . import databases, environment, preparation, settings, web, worker
from .databases import Database
from .failures import Failure, Interrupted
from .places import Places
from .processes import locked
from .steps import say, step
from .web import WebServer
from .worker import Worker

#: Seconds between two looks at whether everything still runs.
LOOK_EVERY = 0.5


@dataclass(frozen=True)
class Options:
    """What can be chosen on the command line."""

    port: int = 8000
    bind: str = "127.0.0.1"
    demo: bool = True


def up(places: Places, options: Options, env: Mapping[str, str]) -> int:
    """Carry out `manage.py up`; returns the exit code, raises Failure with what went wrong."""
    say("Seam")
    given = databases.given(places, env)
    with web.claimed(places, options.bind, options.port) as listener:
        with locked(places.state / "set-up.lock"):
            environment.prepare(places, "runtime")
        base = settings.environment(places, env, bind=options.bind, port=options.port)
        with _database(places, given, base) as database:
            with locked(places.state / "set-up.lock"):
                accounts = preparation.prepare(
                    places, database, base | database.environment(), demo=options.demo
                )
            _serve(places, listener, base, options, database, accounts)
    say("Stopped.")
    return 0


@contextmanager
def _database(places: Places, given: Database | None, env: Mapping[str, str]) -> Iterator[Database]:
    """The database to serve from, up for the block."""
    with ExitStack() as stack:
        with step("Database server") as current:
            if given:
                database = given
                current.outcome = preparation.look_at(places, given, env)
            else:
                database, current.outcome = stack.enter_context(databases.embedded(places, env))
        yield database


def _serve(
    places: Places,
    listener: socket.socket,
    env: Mapping[str, str],
    options: Options,
    database: Database,
    accounts: str,
) -> None:
    """Serve until somebody stops it. What serves does not learn the owner's address."""
    env = {name: value for name, value in env.items() if name != "DATABASE_OWNER_URL"}
    env |= {"DATABASE_URL": database.url}
    with ExitStack() as stack:
        with step("Web server") as current:
            server = stack.enter_context(web.serving(places, listener, env))
            server.wait_until_ready(listener, settings.host(options.bind))
            current.outcome = "ready"
        with step("Worker") as current:
            kept = stack.enter_context(worker.working(places, env))
            current.outcome = "started"
        say(f"\nSeam is ready: {settings.address(options.bind, options.port)}/")
        if accounts:
            say(f"\nSign in as one of:\n{accounts}")
        if not env.get("SEAM_EMAIL_URL"):
            folder = settings.mail_folder(places, env)
            say(f"\nNo mail server is set: letters are written to {folder}")
        say(f"\nCtrl-C stops it. What it logs goes to {server.log}, the worker's to {kept.log}")
        _watch(server, kept, database)


def _watch(server: WebServer, kept: Worker, database: Database) -> None:
    """Return when somebody asks to stop; raise Failure when a part ends by itself.

    The worker alone is started again: pages do without it.
    """
    try:
        while not server.has_ended():
            if database.cluster and database.cluster.pid() is None:
                raise Failure(
                    "The database server has ended; start again and it recovers "
                    f"(its log is {database.cluster.log})."
                )
            kept.look()
            time.sleep(LOOK_EVERY)
    except Interrupted:
        say()
        return
    raise Failure(f"The web server has ended; start again (its log is {server.log}).")
