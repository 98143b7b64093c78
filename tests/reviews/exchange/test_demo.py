"""The demo workspace: told through the actions, so that every rule of theirs holds in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from accounts.ledger.reading import verify
from accounts.models import User, Workspace
from config.kernel import clock
from config.kernel.scope import enumerating_workspaces, workspace_scope
from evidence.models import Reading
from partnerships.models import Partnership
from reviews.exchange import demo
from reviews.exchange.demo_stories import DOSSIER, FOLDER, read_story
from reviews.exchange.rows import columns_of, key
from reviews.exchange.rules import without_identity
from reviews.models import Decision, Proposal
from reviews.selectors.dossier import dossier_of
from tests.conftest import Cast

ROOT = f"/workspaces/{demo.DEMO.slug}/"

each_story = pytest.mark.parametrize(
    "path", sorted(FOLDER.glob(f"*{DOSSIER}")), ids=lambda path: path.name
)


@dataclass(frozen=True)
class Demo:
    """The demo as `demo_load` left it, and what the command said each time."""

    workspace: Workspace
    said: list[str]
    day: date


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, installation: Path) -> Iterator[Demo]:
    """Loaded once for this module, and committed: its chain is read in a transaction of its own."""
    now = clock.now()
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=installation),
    ):
        with clock.moved_to(now):
            said = [_said("demo_load"), _said("demo_load"), _said("demo_load", "--accounts")]
        with enumerating_workspaces():
            workspace = Workspace.objects.get(slug=demo.DEMO.slug)
        yield Demo(workspace, said, now.date())


def _said(*command: str) -> str:
    output = StringIO()
    call_command(*command, stdout=output)
    return output.getvalue()


@pytest.fixture
def demo_workspace(loaded: Demo) -> Workspace:
    return loaded.workspace


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def test_the_three_partnerships_stand_where_their_stories_lead(demo_workspace: Workspace) -> None:
    with workspace_scope(demo_workspace.pk):
        standings = dict(Partnership.objects.values_list("name", "standing"))
        kinds = list(Decision.objects.order_by("decided_at").values_list("kind", flat=True))
    assert standings == {
        "Card payments at checkout": "committed",
        "Permit system rollout, 14 districts": "renegotiating",
        "Sign-in for the benefits platform": "candidate",
    }
    assert kinds == ["defer", "defer", "commit", "renegotiate"]


def test_one_proposal_waits_and_one_was_declined(demo_workspace: Workspace) -> None:
    with workspace_scope(demo_workspace.pk):
        states = sorted(Proposal.objects.values_list("state", flat=True))
        bearings = set(Reading.objects.values_list("bearing", flat=True))
    assert states == ["authorised"] * 4 + ["declined", "open"]
    assert bearings == {"supports", "refutes", "ambiguous"}


@each_story
def test_a_partnership_stands_as_its_file_says(loaded: Demo, path: Path) -> None:
    written = read_story(path, loaded.day).dossier
    with workspace_scope(loaded.workspace.pk):
        found = dossier_of(Partnership.objects.get(name=written.partnership.name))
    assert without_identity(found) == without_identity(written)
    assert found.partnership.standing == written.partnership.standing
    for here, there in zip(found.readings, written.readings, strict=True):
        assert getattr(here.assessment, "why", "") == getattr(there.assessment, "why", "")
        assert (here.read_by_id is None) == (there.read_by_id is None)


@each_story
def test_its_file_can_be_imported(cast: Cast, path: Path) -> None:
    said = StringIO()
    slug = cast.workspace.slug
    call_command("dossier_import", str(path), workspace=slug, check=True, stdout=said)
    assert "can be imported" in said.getvalue()


def test_each_part_of_a_file_is_brought_in_by_exactly_one_step() -> None:
    stories = [read_story(path) for path in FOLDER.glob(f"*{DOSSIER}")]
    steps = [(story, step) for story in stories for step in story.steps]
    brought = [
        (key(story.parts[name].part), step.fields) for story, step in steps for name in step.brings
    ]
    cards = {key(story.dossier.fit_card): story.dossier.fit_card for story in stories}
    there = {key(place.part) for story in stories for place in story.parts.values()}
    assert Counter(part for part, fields in brought if not fields) == dict.fromkeys(
        there - set(cards), 1
    )
    again = Counter((part, name) for part, fields in brought for name in fields)
    assert set(again.values()) == {1}
    for card, part in cards.items():  # comes in section by section
        said = {name for name, value in columns_of(part).items() if value not in ("", None)}
        assert {name for of, name in again if of == card} == said - {"incentives_looked_at"}


def test_what_two_files_tell_of_one_scale_step_is_the_same() -> None:
    told = [read_story(path).parts for path in FOLDER.glob(f"*{DOSSIER}")]
    parts = [place.part for parts in told for place in parts.values()]
    shared = [key(part) for part in parts if Counter(map(key, parts))[key(part)] > 1]
    assert ("ScaleStepPart", "everybody") in shared
    for name in shared:
        assert len({part for part in parts if key(part) == name}) == 1, name


def test_its_history_lies_in_the_past_and_its_chain_verifies(demo_workspace: Workspace) -> None:
    with workspace_scope(demo_workspace.pk):
        first = Workspace.history.last()
    assert verify(demo_workspace.pk).damage is None
    assert clock.now() - first.history_date > timedelta(days=150)


def test_another_installation_on_the_same_database_learns_who_knows_the_passphrase(
    demo_workspace: Workspace, tmp_path: Path
) -> None:
    with override_settings(DATA_DIR=tmp_path):
        assert "another installation" in _said("demo_load")


@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_every_page_that_a_member_can_reach_has_something_to_look_at(
    demo_workspace: Workspace, role: str
) -> None:
    client = signed_in(f"{role}@demo.example")
    seen, waiting = set(), [ROOT]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        with closing(client.get(address)) as response:
            assert response.status_code == 200, address
            if response.streaming or "text/html" not in response["Content-Type"]:
                continue
            found = re.findall(rf'href="({re.escape(ROOT)}[^"?#]*)', response.content.decode())
        waiting += [link for link in dict.fromkeys(found) if link not in seen | set(waiting)]
    assert len(seen) > 60


def test_it_is_loaded_once_and_says_who_can_sign_in(loaded: Demo) -> None:
    first, again, asked = loaded.said
    assert first == again == asked
    assert "auditor@demo.example        auditor" in first
    passphrase = first.rsplit(" ", 1)[1].strip()
    assert User.objects.get(email="approver@demo.example").check_password(passphrase)
