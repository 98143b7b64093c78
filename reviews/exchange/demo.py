"""The demo workspace: a story in readable files, told through the actions that people use.

Each file in `demo_workspace/` lists steps: who did what, how many days ago. `@name` refers to what
an earlier step called `ref = "name"`; `"-30d"` and `"+90d"` are dates seen from today.
"""

from __future__ import annotations

import re
import secrets
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction

from accounts.actions.memberships import membership_create
from accounts.actions.workspaces import workspace_create
from accounts.models import Membership, User, Workspace
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.scope import enumerating_workspaces, workspace_scope
from reviews.exchange.demo_verbs import VERBS

FOLDER = Path(__file__).parent / "demo_workspace"
PEOPLE = "00-people.toml"
RELATIVE_DATE = re.compile(r"[+-]\d+d")

#: The demo workspace is known by its address: loading twice loads once.
SLUG = "tidewater-exchange"


@dataclass
class Stage:
    """What the story has brought about so far."""

    today: datetime
    members: dict[str, Membership] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def actor(self, ref: str) -> Actor:
        return self.members[ref].actor

    def resolved(self, value: Any) -> Any:
        """A value of a file as an action wants it: references, dates, tables and lists."""
        if isinstance(value, dict):
            return {name: self.resolved(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.resolved(item) for item in value]
        if isinstance(value, str) and value.startswith("@"):
            return self.things[value[1:]]
        if isinstance(value, str) and RELATIVE_DATE.fullmatch(value):
            return (self.today + timedelta(days=int(value[:-1]))).date()
        return value


@dataclass(frozen=True)
class DemoAccounts:
    """Who can sign in to the demo, and the passphrase that this installation drew for them."""

    passphrase: str
    people: list[tuple[str, str]]

    def __str__(self) -> str:
        width = max(len(email) for email, _ in self.people)
        lines = [f"  {email:<{width}}  {roles}" for email, roles in self.people]
        return "\n".join([*lines, f"  passphrase for all of them: {self.passphrase}"])


def accounts_file() -> Path:
    """Where the demo's passphrase is kept, readable by this installation's user alone."""
    return Path(settings.DATA_DIR) / "demo-accounts.txt"


def is_loaded() -> bool:
    """Whether this installation has the demo workspace."""
    with enumerating_workspaces():
        return Workspace.objects.filter(slug=SLUG).exists()


@transaction.atomic
def load(progress: Callable[[str], None] = lambda line: None) -> DemoAccounts:
    """Tell the whole story, or nothing of it. Returns who can sign in."""
    cast = _read(PEOPLE)
    passphrase = secrets.token_urlsafe(9)
    stage = Stage(today=clock.now())
    steps = sorted(_steps(stage.today), key=lambda step: step[0])
    with clock.moved_to(steps[0][0] - timedelta(hours=2)):
        _open_workspace(stage, cast, passphrase)
    workspace_id = next(iter(stage.members.values())).workspace_id
    with workspace_scope(workspace_id):
        for moment, step in steps:
            with clock.moved_to(moment):
                _take(stage, step)
            progress(f"{moment:%Y-%m-%d} {step['do']}")
    return DemoAccounts(
        passphrase, [(person["email"], ", ".join(person["roles"])) for person in cast["person"]]
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _steps(today: datetime) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Every step of every file with the moment at which it happens."""
    for path in sorted(FOLDER.glob("*.toml")):
        for position, step in enumerate(_read(path.name).get("step", [])):
            day = (today - timedelta(days=step.pop("days_ago"))).date()
            at = time.fromisoformat(step.pop("at", "09:00"))
            moment = datetime.combine(day, at, tzinfo=today.tzinfo)
            yield moment + timedelta(seconds=position), step


def _open_workspace(stage: Stage, cast: dict[str, Any], passphrase: str) -> None:
    people = {person["ref"]: person for person in cast["person"]}
    founder_ref = next(ref for ref, person in people.items() if "administrator" in person["roles"])
    users = {ref: _person(person, passphrase) for ref, person in people.items()}
    founder = stage.members[founder_ref] = workspace_create(
        founder=users[founder_ref], roles=people[founder_ref]["roles"], **cast["workspace"]
    )
    for ref, person in people.items():
        if ref != founder_ref:
            stage.members[ref] = membership_create(
                by=founder.actor, user=users[ref], roles=person["roles"]
            )


def _person(person: dict[str, Any], passphrase: str) -> User:
    user: User = User.objects.create_user(person["email"], person["name"], passphrase)
    return user


def _take(stage: Stage, told: Mapping[str, Any]) -> None:
    step = dict(told)
    by = stage.actor(step.pop("by"))
    ref = step.pop("ref", None)
    verb = VERBS[step.pop("do")]
    file_name = step.pop("file", None)
    arguments = stage.resolved(step)
    if file_name:
        with (FOLDER / "files" / file_name).open("rb") as content:
            result = verb(by=by, upload=File(content, name=file_name), **arguments)
    else:
        result = verb(by=by, **arguments)
    if ref:
        stage.things[ref] = result
