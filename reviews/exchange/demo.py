"""The demo workspace: stories in readable files, told through the actions that people use.

Each story is two files in `demo_workspace/`: a dossier (`payments.seam.json`), which says what
stands at the end, and its steps (`payments.toml`), which say when it came in, by whom, and what
was decided. `people.toml` says who. Dates are those of the reference day that the steps name, and
move with it to the day of loading.
"""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actions.memberships import membership_create
from accounts.actions.workspaces import workspace_create
from accounts.models import Membership, User, Workspace
from config.kernel import clock
from config.kernel.scope import enumerating_workspaces, workspace_scope
from reviews.exchange.demo_steps import Stage
from reviews.exchange.demo_stories import FOLDER, read_stories

#: The demo workspace is known by its address: loading twice loads once.
SLUG = "tidewater-exchange"


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
    cast = tomllib.loads((FOLDER / "people.toml").read_text(encoding="utf-8"))
    passphrase = secrets.token_urlsafe(9)
    stories = read_stories(clock.now().date())
    told = [(step.at, story, step) for story in stories for step in story.steps]
    told.sort(key=lambda each: each[0])
    with clock.moved_to(told[0][0] - timedelta(hours=2)):
        members = _open_workspace(cast, passphrase)
    stage = Stage(members)
    with workspace_scope(next(iter(members.values())).workspace_id):
        for moment, story, step in told:
            with clock.moved_to(moment):
                stage.take(story, step)
            progress(f"{moment:%Y-%m-%d} {step}")
    return DemoAccounts(
        passphrase, [(person["email"], ", ".join(person["roles"])) for person in cast["person"]]
    )


def _open_workspace(cast: dict[str, Any], passphrase: str) -> dict[str, Membership]:
    """The workspace's members, by the names that steps give them."""
    people = {person["ref"]: person for person in cast["person"]}
    founder = next(name for name, each in people.items() if "administrator" in each["roles"])
    users = {name: _person(person, passphrase) for name, person in people.items()}
    first = workspace_create(
        founder=users[founder], roles=people[founder]["roles"], **cast["workspace"]
    )
    members = {founder: first}
    for name, person in people.items():
        if name != founder:
            members[name] = membership_create(
                by=first.actor, user=users[name], roles=person["roles"]
            )
    return members


def _person(person: dict[str, Any], passphrase: str) -> User:
    user: User = User.objects.create_user(person["email"], person["name"], passphrase)
    return user
