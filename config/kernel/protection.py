"""What the database itself enforces, derived from the models after every migration.

A model cannot be forgotten here: whatever has a workspace gets row-level security and composite
keys, whatever is history or sealed becomes append-only. Every statement can run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models
from psycopg import sql

from config.kernel import shapes
from config.kernel.audited import AuditedBase, LedgeredHistory, Sealed
from config.kernel.tenancy import _CompositeKey, tenant_models, workspace_column

FUNCTIONS = """
CREATE OR REPLACE FUNCTION seam_workspace() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('seam.workspace', true), '')::bigint;
CREATE OR REPLACE FUNCTION seam_user() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('seam.user', true), '')::bigint;
CREATE OR REPLACE FUNCTION seam_enumerates() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('seam.enumerate', true), '') = 'on';
CREATE OR REPLACE FUNCTION seam_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""


def append_only_models() -> list[type[models.Model]]:
    """History, sealed rows and whatever else says `append_only`."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, LedgeredHistory | Sealed) or getattr(model, "append_only", False)
    ]


def recorded_models() -> list[type[models.Model]]:
    """The models whose rows an entry answers for: history rows and sealed rows."""
    return [model for model in apps.get_models() if issubclass(model, LedgeredHistory | Sealed)]


def audited_models() -> list[type[AuditedBase]]:
    """The models whose every write leaves a history row."""
    return [model for model in apps.get_models() if issubclass(model, AuditedBase)]


def protect_after_migrate(sender: Any, using: str, **_: Any) -> None:
    """Apply the protection once, after the last app of a complete migration."""
    if sender.label != _last_app():
        return
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if not all(model._meta.db_table in tables for model in tenant_models()):
        return  # migrated to a point in the past: the next full migration protects
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        for statement in statements():
            cursor.execute(statement)
    shapes.keep_shapes(recorded_models(), using=using)


def _last_app() -> str:
    return [config.label for config in apps.get_app_configs() if config.models_module][-1]


def statements() -> Iterator[sql.Composable]:
    """All of the protection as statements that can be repeated."""
    app_role = sql.Identifier(settings.DATABASES["default"]["USER"])
    yield from _grants(app_role)
    for model in append_only_models():
        yield from _append_only(model._meta.db_table, app_role)
    for model in tenant_models():
        yield from _row_level_security(model)
    for model in tenant_models():
        yield from _unique_pair(model)
    for model in tenant_models():
        yield from _composite_keys(model)


def _grants(app_role: sql.Identifier) -> Iterator[sql.Composable]:
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app_role)
    for right, things in (("SELECT, INSERT, UPDATE, DELETE", "TABLES"), ("USAGE", "SEQUENCES")):
        yield sql.SQL(f"GRANT {right} ON ALL {things} IN SCHEMA public TO {{}}").format(app_role)
    for table in ("django_migrations", "kernel_rowshape"):
        yield sql.SQL("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(
            sql.Identifier(table), app_role
        )


def _append_only(table: str, app_role: sql.Identifier) -> Iterator[sql.Composable]:
    name = sql.Identifier(table)
    yield sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(name, app_role)
    yield sql.SQL(
        "CREATE OR REPLACE TRIGGER seam_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {} "
        "FOR EACH STATEMENT EXECUTE FUNCTION seam_refuse_change()"
    ).format(name)
    yield sql.SQL("ALTER TABLE {} ENABLE ALWAYS TRIGGER seam_append_only").format(name)


def _row_level_security(model: type[models.Model]) -> Iterator[sql.Composable]:
    table = sql.Identifier(model._meta.db_table)
    own = sql.SQL("{} = seam_workspace()").format(sql.Identifier(workspace_column(model) or ""))
    also = getattr(model, "also_visible", None)
    visible = sql.SQL("{} OR {}").format(own, sql.SQL(also)) if also else own
    yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table)
    yield sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(table)
    yield from _policy(table, "seam_read", sql.SQL("FOR SELECT USING ({})").format(visible))
    yield from _policy(
        table, "seam_write", sql.SQL("FOR ALL USING ({}) WITH CHECK ({})").format(own, own)
    )


def _policy(table: sql.Identifier, name: str, body: sql.Composable) -> Iterator[sql.Composable]:
    policy = sql.Identifier(name)
    yield sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(policy, table)
    yield sql.SQL("CREATE POLICY {} ON {} {}").format(policy, table, body)


def _unique_pair(model: type[models.Model]) -> Iterator[sql.Composable]:
    """(workspace, id) is what a composite key points to."""
    column = workspace_column(model)
    if column == model._meta.pk.column:
        return
    name = f"{model._meta.db_table}_tenant_key"
    yield _unless_there(
        name,
        sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} UNIQUE ({}, {})").format(
            sql.Identifier(model._meta.db_table),
            sql.Identifier(name),
            sql.Identifier(column or ""),
            sql.Identifier(model._meta.pk.column),
        ),
    )


def _composite_keys(model: type[models.Model]) -> Iterator[sql.Composable]:
    if issubclass(model, LedgeredHistory | Sealed):
        yield _reference(model, "entry_id", apps.get_model("ledger", "Entry"))
    if issubclass(model, LedgeredHistory):
        return  # the past may name rows that are gone
    for field in model._meta.concrete_fields:
        if isinstance(field, _CompositeKey):
            yield _reference(model, field.column, field.related_model)


def _reference(
    model: type[models.Model], column: str, target: type[models.Model]
) -> sql.Composable:
    table = model._meta.db_table
    name = f"{table}_{column}_tenant_fk"[:63]
    return _unless_there(
        name,
        sql.SQL(
            "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}, {}) REFERENCES {} ({}, {}) "
            "DEFERRABLE INITIALLY DEFERRED"
        ).format(
            sql.Identifier(table),
            sql.Identifier(name),
            sql.Identifier(workspace_column(model) or ""),
            sql.Identifier(column),
            sql.Identifier(target._meta.db_table),
            sql.Identifier(workspace_column(target) or ""),
            sql.Identifier(target._meta.pk.column),
        ),
    )


def _unless_there(constraint: str, statement: sql.Composable) -> sql.Composable:
    return sql.SQL(
        "DO $do$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = {}) "
        "THEN {}; END IF; END $do$"
    ).format(sql.Literal(constraint), statement)
