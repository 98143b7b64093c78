"""The demo workspace: stories in readable files, told through the actions that people use.

Each story is two files in `demo_workspace/`: a dossier (`payments.seam.json`), which says what
stands at the end, and its steps (`payments.toml`), which say when it came in, by whom, and what
was decided. `people.toml` says who. Dates are those of the reference day that the steps name, and
move with it to the day of loading.

`demo_year/` holds the steps of the year that follows (`YEAR`): what became of what was decided.
"""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.actions.memberships import membership_create
from accounts.actions.workspaces import workspace_create
from accounts.jobs import registered, run_in
from accounts.models import Membership, User, Workspace
from config.kernel import clock
from config.kernel.scope import enumerating_workspaces, workspace_scope
from reviews.exchange.demo_afterwards import VERBS
from reviews.exchange.demo_steps import Stage
from reviews.exchange.demo_stories import FOLDER, Step, Story, read_stories
from reviews.tasks import TELL, TIME

#: What happens when.
Happening = Iterable[tuple[datetime, Callable[[], None]]]


@dataclass(frozen=True)
class Show:
    """A workspace that is told. It is known by its address: loading twice loads once.

    `sequel` is the folder with the steps that follow those of the stories.
    """

    slug: str
    name: str
    sequel: Path | None = None

    def is_loaded(self) -> bool:
        """Whether this installation has the workspace."""
        with enumerating_workspaces():
            return Workspace.objects.filter(slug=self.slug).exists()


DEMO = Show("tidewater-exchange", "Tidewater Exchange")
YEAR = Show(
    "tidewater-a-year-on",
    "Tidewater, a year on",
    sequel=FOLDER.with_name("demo_year"),
)


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


def known_accounts() -> str:
    """Who can sign in. Only the installation that loaded the demo knows its passphrase."""
    path = accounts_file()
    if path.exists() and (known := path.read_text(encoding="utf-8")):
        return known
    return "  The demo was loaded by another installation, which knows its passphrase."


#: What is done in the morning, before anything happens on that day.
EachDay = Callable[[Workspace], None]
#: When each day begins in the workspace's zone: people's digests go out at eight.
MORNING = time(8, 15)
#: For how many days the days themselves are told.
A_YEAR = 365


@transaction.atomic
def load(
    show: Show = DEMO,
    *,
    progress: Callable[[str], None] = lambda line: None,
    each_day: EachDay | None = None,
) -> None:
    """Tell the whole story, or nothing of it, and write down who can sign in.

    `each_day` is called on each morning of the last year, with the clock moved there.
    """
    cast = tomllib.loads((FOLDER / "people.toml").read_text(encoding="utf-8"))
    stories = read_stories(clock.now().date(), sequel=show.sequel)
    first = min(step.at for story in stories for step in story.steps)
    with clock.moved_to(first - timedelta(hours=2)):
        members = _open_workspace(show, cast, _people(cast["person"]))
    workspace = next(iter(members.values())).workspace
    happening = [*_steps(stories, Stage(members, VERBS), progress)]
    if each_day is not None:
        happening += [(at, partial(each_day, workspace)) for at in _mornings(workspace.zone)]
    with workspace_scope(workspace.pk, slug=workspace.slug):
        for moment, happens in sorted(happening, key=itemgetter(0)):
            with clock.moved_to(moment):
                happens()


def workers_morning(workspace: Workspace) -> None:
    """What the worker does in a day, done once for this workspace: first what letters tell of."""
    for job in ({TIME.name: TIME, TELL.name: TELL} | registered).values():
        run_in(job, workspace)


def _steps(stories: Sequence[Story], stage: Stage, progress: Callable[[str], None]) -> Happening:
    for story in stories:
        for step in story.steps:
            yield step.at, partial(_take, stage, story, step, progress)


def _take(stage: Stage, story: Story, step: Step, progress: Callable[[str], None]) -> None:
    stage.take(story, step)
    progress(f"{step.at:%Y-%m-%d} {step}")


def _mornings(zone: tzinfo) -> Iterator[datetime]:
    today = clock.today(zone)
    for ago in range(A_YEAR, -1, -1):
        yield datetime.combine(today - timedelta(days=ago), MORNING, zone)


def _open_workspace(
    show: Show, cast: dict[str, Any], users: Mapping[str, User]
) -> dict[str, Membership]:
    """The workspace's members, by the names that steps give them."""
    people = {person["ref"]: person for person in cast["person"]}
    founder = next(name for name, each in people.items() if "administrator" in each["roles"])
    first = workspace_create(
        founder=users[founder],
        roles=people[founder]["roles"],
        name=show.name,
        time_zone=cast["time_zone"],
    )
    members = {founder: first}
    for name, person in people.items():
        if name != founder:
            members[name] = membership_create(
                by=first.actor, user=users[name], roles=person["roles"]
            )
    return members


def _people(people: Sequence[dict[str, Any]]) -> dict[str, User]:
    """The people of the demo: those of its other workspace, if that is loaded, or new ones.

    What they sign in with is written down before they are committed: none without the other.
    """
    known = User.objects.in_bulk([person["email"] for person in people], field_name="email")
    if not known:
        passphrase = secrets.token_urlsafe(9)
        known = {
            person["email"]: User.objects.create_user(person["email"], person["name"], passphrase)
            for person in people
        }
        _write_down(DemoAccounts(passphrase, [_roles(person) for person in people]))
    return {person["ref"]: known[person["email"]] for person in people}


def _roles(person: dict[str, Any]) -> tuple[str, str]:
    return person["email"], ", ".join(person["roles"])


def _write_down(accounts: DemoAccounts) -> None:
    path = accounts_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(str(accounts), encoding="utf-8")
