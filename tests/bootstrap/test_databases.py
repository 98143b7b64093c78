from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from config.bootstrap import databases
from config.bootstrap.databases import Database
from config.bootstrap.failures import Failure
from config.bootstrap.places import Places, here


def test_no_address_means_a_server_of_our_own(places: Places) -> None:
    assert databases.given(places, {}) is None


@pytest.mark.parametrize(
    ("given", "missing"),
    [("DATABASE_URL", "DATABASE_OWNER_URL"), ("DATABASE_OWNER_URL", "DATABASE_URL")],
)
def test_half_a_database_is_refused_with_what_to_set(
    places: Places, given: str, missing: str
) -> None:
    with pytest.raises(Failure, match=f"{given} is set; set {missing} too"):
        databases.given(places, {given: "postgresql://app@host/seam"})


def test_a_given_database_has_its_own_notes(places: Places) -> None:
    def of(name: str) -> Database | None:
        url = f"postgresql://app@host/{name}"
        return databases.given(places, {"DATABASE_URL": url, "DATABASE_OWNER_URL": url})

    one, other = of("one"), of("other")
    assert one is not None
    assert other is not None
    assert one.notes != other.notes
    assert one.notes.parent == places.state


@pytest.fixture(scope="module")
def database(home: Path) -> Iterator[Database]:
    """A database on a server of its own, with both roles."""

    class Elsewhere(Places):
        def home(self) -> Path:
            return home

    with databases.for_tests(Elsewhere(here().checkout), os.environ) as made:
        yield made


@pytest.mark.cluster
class TestTheRoles:
    def test_the_application_is_held_by_row_level_security(self, database: Database) -> None:
        with psycopg.connect(database.url) as connection:
            row = connection.execute(
                "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole "
                "FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        assert row == ("seam_app", False, False, False, False)

    @pytest.mark.parametrize(
        "statement",
        ["CREATE TABLE t (id int)", "CREATE SCHEMA s", "CREATE TEMPORARY TABLE t (id int)"],
    )
    def test_the_application_changes_no_schema(self, database: Database, statement: str) -> None:
        with (
            psycopg.connect(database.url) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)  # type: ignore[call-overload]

    def test_the_application_may_use_what_the_owner_makes(self, database: Database) -> None:
        with psycopg.connect(database.owner_url) as owner:
            owner.execute("CREATE TABLE made (id bigserial PRIMARY KEY, word text)")
        with psycopg.connect(database.url) as app:
            app.execute("INSERT INTO made (word) VALUES ('x')")
            app.execute("UPDATE made SET word = 'y'")
            assert app.execute("SELECT id, word FROM made").fetchall() == [(1, "y")]
            app.execute("DELETE FROM made")
            app.commit()
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("TRUNCATE made")

    def test_nobody_else_may_connect(self, database: Database) -> None:
        with psycopg.connect(database.owner_url) as owner:
            rights = owner.execute(
                "SELECT has_database_privilege('pg_monitor', 'seam', 'CONNECT')"
            ).fetchone()
        assert rights == (False,)

    def test_making_them_again_at_the_same_time_changes_nothing(self, database: Database) -> None:
        assert database.cluster
        (database.cluster.data / "seam-roles").unlink()
        with ThreadPoolExecutor(4) as pool:
            again = list(pool.map(databases._with_roles, [database.cluster] * 4))
        assert {each.url for each in again} == {database.url}
        with psycopg.connect(database.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
