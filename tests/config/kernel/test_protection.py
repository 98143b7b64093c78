"""What the database enforces follows from the models, and is made once."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from accounts.models import Membership
from config.kernel import protection
from config.kernel.catalogue import Catalogue
from reviews.models import Proposal


@pytest.fixture
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Catalogue:
    unblocked = django_db_blocker.unblock()
    with unblocked, connections["owner"].cursor() as cursor:
        return Catalogue.read(cursor, settings.DATABASES["default"]["USER"])


def test_a_second_migration_finds_nothing_to_do(catalogue: Catalogue) -> None:
    assert list(protection.statements(catalogue)) == []


def test_names_that_postgresql_would_cut_stay_apart() -> None:
    long = "partnerships_historicalintegrationpoint_of_a_long_name_indeed"
    names = {protection.constraint_name(long, column, "tenant_fk") for column in ("one", "two")}
    assert len(names) == 2
    assert all(len(name) <= 63 for name in names)
    assert protection.constraint_name("short", "tenant_key") == "short_tenant_key"


def test_a_changed_rule_of_sight_makes_its_policy_again(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Membership, "also_visible", "user_id = seam_user() OR false")
    made = [statement.as_string() for statement in protection.statements(catalogue)]
    assert len(made) == 3
    assert all('"seam_read" ON "accounts_membership"' in statement for statement in made)


def test_the_application_s_role_has_no_right_to_the_past(catalogue: Catalogue) -> None:
    for model in protection.append_only_models():
        wanted = (
            protection.READ if model._meta.db_table in protection.READ_ONLY else protection.APPEND
        )
        assert catalogue.rights[model._meta.db_table] == wanted
        assert (model._meta.db_table, "seam_append_only") in catalogue.triggers


def test_what_is_kept_is_never_deleted_and_changes_where_it_may(catalogue: Catalogue) -> None:
    assert {model._meta.label for model in protection.kept_models()} == {
        "ledger.Head",
        "reviews.PolicyChange",
        "reviews.Proposal",
    }
    for model in protection.kept_models():
        table = model._meta.db_table
        assert catalogue.rights[table] == protection.KEEP
        assert (table, "seam_never_deleted") in catalogue.triggers
        assert (table, "seam_only_changes") in catalogue.triggers


def test_a_changed_list_of_columns_makes_its_trigger_again(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Proposal, "only_changes", ("state",))
    made = [statement.as_string() for statement in protection.statements(catalogue)]
    assert len(made) == 3
    assert all('"seam_only_changes"' in statement for statement in made)


def test_the_application_s_role_is_no_owner_and_bypasses_nothing(db: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles "
            "WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


def test_the_application_s_role_may_do_with_the_queue_what_a_worker_does(
    catalogue: Catalogue, db: None
) -> None:
    tables = {table for table in catalogue.rights if table.startswith("procrastinate_")}
    assert len(tables) == 4
    assert all(catalogue.rights[table] == protection.WRITE for table in tables)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*), bool_and(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc "
            "WHERE proname LIKE 'procrastinate%%'"
        )
        number, may = cursor.fetchone()
    assert number > 10
    assert may
