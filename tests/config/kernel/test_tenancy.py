"""Workspaces are kept apart twice: by what pages ask for, and by the database itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections, models, transaction
from pytest_django import DjangoDbBlocker

from config.kernel import protection
from config.kernel.actors import Actor
from config.kernel.audited import AuditedBase, LedgeredHistory, Sealed
from config.kernel.scope import workspace_scope
from config.kernel.tenancy import tenant_models, workspace_column
from tests.test_resolver import takes_workspace, url
from tests.urls_by_role import ADDRESSES
from tests.world import SECRET, World

#: Models of other people's apps, and why no entry answers for their rows.
OTHERS = {
    "auth.group": "not used",
    "auth.permission": "not used: roles are memberships",
    "contenttypes.contenttype": "Django's list of models",
    "sessions.session": "who is signed in where; ends by itself",
    "account.emailaddress": "sign-in writes here; the address is the person's",
    "procrastinate.procrastinateworker": "a worker that lives",
    "procrastinate.procrastinatejob": "a job that waits; nothing of a workspace is in it",
    "procrastinate.procrastinateevent": "what happened to such a job",
    "procrastinate.procrastinateperiodicdefer": "when a job was last queued",
    "mfa.authenticator": "a second factor: a person takes it away, and it holds a secret",
    "account.emailconfirmation": "not used: an invitation's link proves the address",
}


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


# Every model is classified --------------------------------------------------------------------


def kinds(model: type[models.Model]) -> list[str]:
    """What is said about the past of a model's rows; exactly one thing must be."""
    said = {
        "audited": issubclass(model, AuditedBase),
        "history": issubclass(model, LedgeredHistory),
        "sealed": issubclass(model, Sealed),
        "append-only": bool(getattr(model, "append_only", False)),
        "exempt": bool(getattr(model, "audit_exempt", "")),
        "somebody else's": label(model) in OTHERS,
    }
    return [kind for kind, holds in said.items() if holds]


@pytest.mark.parametrize("model", apps.get_models(), ids=label)
def test_every_model_says_what_becomes_of_its_past(model: type[models.Model]) -> None:
    assert len(kinds(model)) == 1, f"{label(model)} is {kinds(model) or 'not classified'}"


def test_the_list_of_other_people_s_models_names_no_model_that_is_gone() -> None:
    assert set(OTHERS) <= {label(model) for model in apps.get_models()}


@pytest.mark.parametrize("model", protection.audited_models(), ids=label)
def test_an_audited_model_has_a_history_with_all_its_columns(model: Any) -> None:
    columns = {field.attname for field in model._meta.concrete_fields}
    assert columns <= {field.attname for field in model.history.model._meta.concrete_fields}
    assert not model._meta.many_to_many, "links are rows of their own, with a history"


# The database keeps workspaces apart ----------------------------------------------------------


def catalogue(query: str) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


@pytest.mark.django_db
def test_row_level_security_is_on_and_forced_for_every_tenant_model() -> None:
    forced = catalogue("SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class")
    policies = catalogue("SELECT tablename, count(*) FROM pg_policies GROUP BY tablename")
    for model in tenant_models():
        assert forced[model._meta.db_table], f"{label(model)} shows its rows to everybody"
        assert policies[model._meta.db_table] == 2


@pytest.mark.django_db
def test_a_table_with_a_workspace_is_a_tenant_s_table() -> None:
    """Whatever has the column has the policy, even a table that no model describes."""
    with_column = catalogue(
        "SELECT table_name, 1 FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = 'workspace_id'"
    )
    tables = {model._meta.db_table for model in tenant_models()}
    assert set(with_column) - tables == set()


@pytest.mark.parametrize("model", tenant_models(), ids=label)
def test_outside_of_a_scope_there_are_no_rows(world: World, model: Any) -> None:
    assert not model._base_manager.exists()


@pytest.mark.parametrize("model", tenant_models(), ids=label)
def test_a_scope_shows_rows_of_its_workspace_only(world: World, model: Any) -> None:
    column = workspace_column(model)
    with workspace_scope(world.cast.workspace.pk):
        seen = set(model._base_manager.values_list(column, flat=True))
    assert seen <= {world.cast.workspace.pk}


@pytest.mark.parametrize(
    "model",
    sorted(set(tenant_models()) - set(protection.append_only_models()), key=label),
    ids=label,
)
def test_plain_sql_does_not_reach_another_workspace(world: World, model: Any) -> None:
    """Neither taking its rows over, nor removing them; the past cannot be written at all, and
    what is kept cannot be removed at all."""
    column, table = workspace_column(model), model._meta.db_table
    here, there = world.cast.workspace.pk, world.cast.elsewhere.workspace_id
    with workspace_scope(there), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {there} WHERE {column} = {here}")
        assert cursor.rowcount == 0
        if model not in protection.kept_models():
            cursor.execute(f"DELETE FROM {table} WHERE {column} = {here}")
            assert cursor.rowcount == 0


@pytest.mark.parametrize(
    ("model", "column", "target"),
    [
        pytest.param(*reference, id=f"{label(reference[0])}.{reference[1]}")
        for reference in protection.composite_keys()
    ],
)
@pytest.mark.django_db
def test_a_reference_cannot_leave_its_workspace(
    model: type[models.Model], column: str, target: type[models.Model]
) -> None:
    """The key is the pair: a row of another workspace is no row to refer to."""
    query = """
        SELECT array(SELECT attname FROM unnest(conkey) WITH ORDINALITY AS k(number, place)
                     JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place),
               array(SELECT attname FROM unnest(confkey) WITH ORDINALITY AS k(number, place)
                     JOIN pg_attribute ON attrelid = confrelid AND attnum = number ORDER BY place)
        FROM pg_constraint
        WHERE contype = 'f' AND conrelid = %s::regclass AND confrelid = %s::regclass"""
    with connection.cursor() as cursor:
        cursor.execute(query, [model._meta.db_table, target._meta.db_table])
        keys = [tuple(map(tuple, key)) for key in cursor.fetchall()]
    pair = (
        (workspace_column(model), column),
        (workspace_column(target), target._meta.pk.column),
    )
    assert pair in keys


def test_another_workspace_s_row_is_refused_by_the_database(world: World) -> None:
    """The same, seen happening: a partnership over there of a partner over here."""
    partner, there = world.objects["partner"], world.cast.elsewhere.workspace_id
    statement = (
        "INSERT INTO partnerships_partnership (workspace_id, partner_id, name, sort_key, purpose, "
        "live, dependency_depth, depth_reason, reversibility, reversibility_reason, standing, "
        "version) VALUES (%s, %s, 'x', 'x', '', '', '', '', '', '', 'candidate', 1)"
    )
    with workspace_scope(there), connection.cursor() as cursor:
        cursor.execute(statement, [there, partner.pk])
        with pytest.raises(DatabaseError, match="tenant_fk"), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


# Nobody changes the past ----------------------------------------------------------------------

VERBS = ("UPDATE", "DELETE", "TRUNCATE")


@pytest.mark.parametrize("model", protection.append_only_models(), ids=label)
@pytest.mark.django_db
def test_the_application_has_no_right_to_change_the_past(model: type[models.Model]) -> None:
    role = settings.DATABASES["default"]["USER"]
    with connection.cursor() as cursor:
        for verb in VERBS:
            query = "SELECT has_table_privilege(%s, %s, %s)"
            cursor.execute(query, [role, model._meta.db_table, verb])
            assert cursor.fetchone() == (False,), f"{verb} on {model._meta.db_table}"


@pytest.mark.parametrize("model", protection.append_only_models(), ids=label)
def test_not_even_the_owner_changes_the_past_in_passing(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, model: type[models.Model]
) -> None:
    table, key = model._meta.db_table, model._meta.pk.column
    statements = (
        f"UPDATE {table} SET {key} = {key}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    )
    with django_db_blocker.unblock():
        for statement in statements:
            owner = connections["owner"]
            with pytest.raises(DatabaseError, match="is append-only"), owner.cursor() as cursor:
                cursor.execute(statement)


# A filter that was forgotten shows nothing ----------------------------------------------------


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every filter by workspace is forgotten, and everybody may do everything."""
    narrow = models.QuerySet._filter_or_exclude_inplace  # type: ignore[attr-defined]

    def forgetful(self: Any, negate: bool, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        kept = {key: value for key, value in kwargs.items() if not key.startswith("workspace")}
        if kept or args:
            narrow(self, negate, args, kept)

    def anything(self: Actor, role: str) -> bool:
        return True

    monkeypatch.setattr(models.QuerySet, "_filter_or_exclude_inplace", forgetful)
    monkeypatch.setattr(Actor, "can", anything)
    monkeypatch.setattr(Actor, "is_member", True)
    return


INSIDE = [name for name in ADDRESSES if takes_workspace(name)]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", INSIDE)
def test_with_every_filter_forgotten_a_stranger_still_sees_nothing(
    world: World, careless: None, name: str, method: str
) -> None:
    """Signed in to a workspace of their own, asking there for what belongs to another."""
    client = world.cast.client("stranger")
    address = url(world, name, world.cast.elsewhere.workspace.slug)
    response: Any = getattr(client, method)(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert SECRET not in content.decode()
    asks_for_another_s = any(argument in world.objects for argument in ADDRESSES[name].args)
    if asks_for_another_s:
        assert response.status_code in (404, 405)
