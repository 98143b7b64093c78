"""The database of the suite and the cast that plays in every test."""

from __future__ import annotations

import copy
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from accounts.actions.memberships import membership_create
from accounts.actions.workspaces import workspace_create
from accounts.models import Membership, Role, User, Workspace
from config.kernel.actors import Actor

if TYPE_CHECKING:
    from tests.world import World


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "alterations that tests/reviews/trail/test_drill.py tries (60)"
    parser.addoption("--drill", type=int, default=60, metavar="N", help=told)


PASSWORD = "correct horse battery staple"

# A busy machine is slow, and that is nothing a property says.
settings.register_profile("seam", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("seam")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database of this run's own: made and migrated by the owner, used by the application."""
    owner = os.environ["DATABASE_OWNER_URL"]
    name = f"seam_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(owner, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for alias in ("default", "owner"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
        call_command("migrate", database="owner", verbosity=0)
        connections["owner"].close()
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        connections.close_all()
    with psycopg.connect(owner, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session", autouse=True)
def _files_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploaded files of the suite stay out of the checkout."""
    with override_settings(DATA_DIR=tmp_path_factory.mktemp("data")):
        yield


@dataclass(frozen=True)
class Cast:
    """One workspace with a person for each role, and a stranger who has another workspace."""

    workspace: Workspace
    members: dict[str, Membership]
    elsewhere: Membership

    def user(self, role: str) -> User:
        return self._membership(role).user

    def actor(self, role: str) -> Actor:
        """`contributor`, `approver`, `auditor`, `administrator`, `stranger`."""
        return self._membership(role).actor

    def client(self, role: str) -> Client:
        """A browser in which the person is signed in; `anonymous` is nobody."""
        client = Client()
        if role != "anonymous":
            client.force_login(self.user(role))
        return client

    def url(self, path: str = "") -> str:
        return f"/workspaces/{self.workspace.slug}/{path}"

    def _membership(self, role: str) -> Membership:
        return self.elsewhere if role == "stranger" else self.members[role]


MEMBERS = ("contributor", "approver", "auditor", "administrator")


def make_cast() -> Cast:
    """A fresh workspace and its people, through the same actions that people use."""
    tag = uuid.uuid4().hex[:8]
    people = {role: _person(role, tag) for role in (*MEMBERS, "stranger")}
    admin = workspace_create(
        founder=people["administrator"], name=f"Harbour {tag}", time_zone="Europe/Madrid"
    )
    members = {"administrator": admin}
    for role in ("contributor", "approver", "auditor"):
        members[role] = membership_create(by=admin.actor, user=people[role], roles=[role])
    elsewhere = workspace_create(
        founder=people["stranger"],
        name=f"Elsewhere {tag}",
        time_zone="UTC",
        roles=[Role.CONTRIBUTOR, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR],
    )
    return Cast(workspace=admin.workspace, members=members, elsewhere=elsewhere)


def _person(role: str, tag: str) -> User:
    user: User = User.objects.create_user(
        email=f"{role}.{tag}@example.org", name=role.capitalize(), password=PASSWORD
    )
    return user


@pytest.fixture(scope="session")
def _made_cast(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, _files_of_tests: None
) -> Cast:
    """Made once and committed, for every test that rolls back what it did."""
    with django_db_blocker.unblock():
        made = make_cast()
        connections.close_all()
    return made


@pytest.fixture
def cast(_made_cast: Cast, db: None) -> Cast:
    """The cast, in a transaction that the test leaves behind rolled back."""
    return copy.deepcopy(_made_cast)


@pytest.fixture
def committed_cast(django_db_setup: None, django_db_blocker: object) -> Iterator[Cast]:
    """The cast in a workspace that stays: for tests that commit or use two connections."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield make_cast()
        connections.close_all()


@pytest.fixture(scope="session")
def _made_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, _files_of_tests: None
) -> World:
    """Made once and committed."""
    from tests.world import make_world

    with django_db_blocker.unblock():
        world = make_world()
        connections.close_all()
    return world


@pytest.fixture
def world(_made_world: World, db: None) -> World:
    """A workspace with something on every page (tests/world.py); leave it as it was."""
    return _made_world


__all__ = ["PASSWORD", "Cast", "committed_cast", "make_cast"]
