"""How fast the gate judges, as ratios: one large dossier, and a workspace whose policy changed.

And how many statements the register takes, as it is served.
"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, User, Workspace
from config.kernel import clock
from config.kernel.pages import href
from config.kernel.scope import enumerating_workspaces, workspace_scope
from partnerships.actions.positions import positions_refresh
from partnerships.models import Partnership, Position
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier, canonical_bytes, parse
from reviews.gate.rules.commit import judge
from reviews.gate.rules.policy import DEFAULT
from reviews.selectors.dossier import dossier_of

#: How many artifacts, each with a reading, the large dossier holds.
ARTIFACTS = 200

#: How often the shorter work is repeated; the fastest run counts.
RUNS = 20


class Command(BaseCommand):
    help = (
        "Measure the gate on a workspace: one dossier with 200 artifacts against reading its "
        "text, judging every Position again, and the queries of a served register. Writes "
        "nothing but Positions and a session that it ends."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", required=True, help="its slug, as in its address")

    def handle(self, *args: Any, workspace: str, **options: Any) -> None:
        with enumerating_workspaces():
            found = Workspace.objects.filter(slug=workspace).first()
        if found is None:
            raise CommandError(
                f"There is no workspace {workspace}. Its name stands in its address."
            )
        with workspace_scope(found.pk):
            self._one(found)
            self._all(found)
        self._register(found)

    def _one(self, workspace: Workspace) -> None:
        dossier = _large(workspace)
        today = clock.today(workspace.zone)
        judging = _fastest(lambda: judge(DecisionKind.COMMIT, dossier, DEFAULT, today))
        text = canonical_bytes(dossier)
        reading = _fastest(lambda: parse(text))
        self.stdout.write(
            f"{len(dossier.artifacts)} artifacts in a dossier: judged in {judging * 1000:.2f} ms, "
            f"{reading / judging:.1f} times as fast as its text of {len(text)} bytes is read."
        )

    def _all(self, workspace: Workspace) -> None:
        Position.objects.filter(workspace_id=workspace.pk).update(judged_on=None)
        today, count = clock.today(workspace.zone), Position.objects.count()
        started = time.perf_counter()
        looks = 1
        while positions_refresh(workspace.pk, today):
            looks += 1
        took = time.perf_counter() - started
        self.stdout.write(
            f"{count} stale Positions judged again in {took:.1f} s, {looks} looks: "
            f"{count / took:.0f} a second."
        )

    def _register(self, workspace: Workspace) -> None:
        said = register_queries(workspace)
        inside = sum(not each.startswith(("BEGIN", "COMMIT")) for each in said)
        self.stdout.write(
            f"The register, served: {inside} queries, from the session to the names of people, "
            f"in {len(said) - inside} statements that open and close the transaction."
        )


def register_queries(workspace: Workspace) -> list[str]:
    """Every statement of a served page of the register, in order.

    A member asks for it through the whole of the middleware, outside of any transaction, when
    there is nothing left to judge. The session is this function's own.
    """
    with workspace_scope(workspace.pk, slug=workspace.slug):
        path = href("partnerships:partnership_list")
        member = Membership.objects.filter(ended_at=None, user__is_active=True).order_by("pk")
        visitor = member.select_related("user")[0].user
    session = _session_of(visitor)
    browser = Client(SERVER_NAME=_any_host())
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    try:
        browser.get(path, secure=True)  # what is stale is judged here
        with CaptureQueriesContext(connection) as seen:
            answered = browser.get(path, secure=True)
    finally:
        session.delete()
    if answered.status_code != 200:
        raise CommandError(f"The register answered {answered.status_code}.")
    return [each["sql"] for each in seen.captured_queries]


def _session_of(user: User) -> SessionStore:
    """A session as after signing in, without the record of a sign-in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session


def _any_host() -> str:
    """A host name under which the pages are served."""
    name = next(iter(settings.ALLOWED_HOSTS), "localhost")
    return "localhost" if name == "*" else name.removeprefix(".")


def _large(workspace: Workspace) -> Dossier:
    """The first partnership with evidence, its first artifact and reading many times over."""
    partnerships = Partnership.objects.filter(claims__criteria__readings__isnull=False)
    partnership = partnerships.order_by("pk").first()
    if partnership is None:
        raise CommandError("Nothing was read in this workspace yet. Take one with evidence.")
    dossier = dossier_of(partnership)
    artifact, reading = dossier.artifacts[0], dossier.readings[0]
    numbers = range(ARTIFACTS)
    return replace(
        dossier,
        artifacts=tuple(replace(artifact, id=f"a{each}") for each in numbers),
        readings=tuple(replace(reading, id=f"r{each}", artifact_id=f"a{each}") for each in numbers),
    )


def _fastest(work: Callable[[], object]) -> float:
    """Seconds that the fastest of several runs took."""
    best = float("inf")
    for _run in range(RUNS):
        started = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - started)
    return best
