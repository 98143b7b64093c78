"""What the database itself enforces, derived from the models after every migration.

A model cannot be forgotten here: whatever has a workspace gets row-level security and composite
keys, whatever is history or sealed becomes append-only. What is there already is left alone, so
that a migration with nothing new takes no lock on any table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from psycopg import sql

from config.kernel import shapes
from config.kernel.audited import AuditedBase, LedgeredHistory, Sealed
from config.kernel.catalogue import Catalogue
from config.kernel.tenancy import CompositeKey, tenant_models, workspace_column

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
CREATE OR REPLACE FUNCTION seam_only_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - TG_ARGV IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV THEN
        RAISE EXCEPTION 'of % only % may change', TG_TABLE_NAME, array_to_string(TG_ARGV, ', ')
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION seam_sealed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) ->> TG_ARGV[0] IS NOT NULL THEN
        RAISE EXCEPTION '% is closed: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION seam_sealed_beneath() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed boolean;
BEGIN
    EXECUTE format(
        'SELECT bool_or(%I IS NOT NULL) FROM %I WHERE id IN ($1, $2)', TG_ARGV[2], TG_ARGV[1])
        INTO closed
        USING (to_jsonb(OLD) ->> TG_ARGV[0])::bigint, (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    IF closed THEN
        RAISE EXCEPTION '% is closed: % of % refused', TG_ARGV[1], TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION seam_counts_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) ->> TG_ARGV[0])::bigint <> (to_jsonb(OLD) ->> TG_ARGV[0])::bigint + 1 THEN
        RAISE EXCEPTION '% of % counts up by one', TG_ARGV[0], TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""

#: What PostgreSQL keeps of a name, in bytes.
LONGEST_NAME = 63

READ, APPEND, KEEP, WRITE = (
    frozenset({"SELECT"}),
    frozenset({"SELECT", "INSERT"}),
    frozenset({"SELECT", "INSERT", "UPDATE"}),
    frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"}),
)

#: Tables that only a migration writes.
READ_ONLY = frozenset({"django_migrations", "kernel_rowshape"})


def append_only_models() -> list[type[models.Model]]:
    """History, sealed rows and whatever else says `append_only`."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, LedgeredHistory | Sealed) or getattr(model, "append_only", False)
    ]


def kept_models() -> list[type[models.Model]]:
    """Rows that are never deleted and change in the columns of `only_changes` alone.

    A model may also say `counts_up`: the column that every change raises by one.
    """
    return [model for model in apps.get_models() if hasattr(model, "only_changes")]


def closing_models() -> list[type[models.Model]]:
    """Rows that may change until the column `sealed_once` says when they were closed, and the rows
    beneath them (`sealed_beneath` names their reference): once it is closed, neither changes.
    """
    return [
        model
        for model in apps.get_models()
        if (hasattr(model, "sealed_once") or hasattr(model, "sealed_beneath"))
        and issubclass(model, AuditedBase)
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
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('seam.protection'))")
        cursor.execute(FUNCTIONS)
        for statement in list(statements(Catalogue.read(cursor, _app_role()))):
            cursor.execute(statement)
    shapes.keep_shapes(recorded_models(), using=using)


def statements(present: Catalogue) -> Iterator[sql.Composable]:
    """What is missing of the protection, as statements; none when all of it is there."""
    yield from _rights(present)
    for model in append_only_models():
        yield from _append_only(model._meta.db_table, present)
    for model in kept_models():
        yield from _kept(model, present)
    for model in closing_models():
        yield from _closing(model, present)
    for model in tenant_models():
        yield from _row_level_security(model, present)
    for model in tenant_models():
        yield from _unique_pair(model, present)
    for model, column, target in composite_keys():
        yield from _reference(model, column, target, present)


def composite_keys() -> Iterator[tuple[type[models.Model], str, type[models.Model]]]:
    """Every reference that stays within a workspace: the model, its column, what it refers to."""
    for model in tenant_models():
        if issubclass(model, LedgeredHistory | Sealed):
            yield model, "entry_id", apps.get_model("ledger", "Entry")
        if issubclass(model, LedgeredHistory):
            continue  # the past may name rows that are gone
        for field in model._meta.concrete_fields:
            if isinstance(field, CompositeKey):
                yield model, field.column, field.target


def _last_app() -> str:
    return [config.label for config in apps.get_app_configs() if config.models_module][-1]


def _app_role() -> str:
    return str(settings.DATABASES["default"]["USER"])


def _rights(present: Catalogue) -> Iterator[sql.Composable]:
    role = sql.Identifier(_app_role())
    wanted = {model._meta.db_table: KEEP for model in kept_models()}
    wanted |= {model._meta.db_table: APPEND for model in append_only_models()}
    wanted |= dict.fromkeys(READ_ONLY, READ)
    if not present.may_use_schema:
        yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role)
    for table, held in present.rights.items():
        yield from _changed_rights(table, held, wanted.get(table, WRITE), role)
    for sequence, may_use in present.sequences.items():
        if not may_use:
            name = sql.Identifier(sequence)
            yield sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(name, role)


def _changed_rights(
    table: str, held: frozenset[str], wanted: frozenset[str], role: sql.Identifier
) -> Iterator[sql.Composable]:
    for verb, rights, to in (("GRANT", wanted - held, "TO"), ("REVOKE", held - wanted, "FROM")):
        if rights:
            words = sql.SQL(f"{verb} {', '.join(sorted(rights))} ON {{}} {to} {{}}")
            yield words.format(sql.Identifier(table), role)


def _append_only(table: str, present: Catalogue) -> Iterator[sql.Composable]:
    yield from _trigger(
        table,
        "seam_append_only",
        sql.SQL("BEFORE UPDATE OR DELETE OR TRUNCATE"),
        sql.SQL("FOR EACH STATEMENT EXECUTE FUNCTION seam_refuse_change()"),
        present,
    )


def _kept(model: type[models.Model], present: Catalogue) -> Iterator[sql.Composable]:
    table = model._meta.db_table
    changing = sql.SQL(", ").join(map(sql.Literal, getattr(model, "only_changes")))  # noqa: B009
    yield from _trigger(
        table,
        "seam_never_deleted",
        sql.SQL("BEFORE DELETE OR TRUNCATE"),
        sql.SQL("FOR EACH STATEMENT EXECUTE FUNCTION seam_refuse_change()"),
        present,
    )
    rules: dict[str, sql.Composable] = {"seam_only_changes": changing}
    if column := getattr(model, "counts_up", ""):
        rules["seam_counts_up"] = sql.Literal(column)
    for name, columns in rules.items():
        does = sql.SQL(f"FOR EACH ROW EXECUTE FUNCTION {name}({{}})").format(columns)
        yield from _trigger(table, name, sql.SQL("BEFORE UPDATE"), does, present)


def _closing(model: type[models.Model], present: Catalogue) -> Iterator[sql.Composable]:
    column, reference = getattr(model, "sealed_once", ""), getattr(model, "sealed_beneath", "")
    if column:
        does = sql.SQL("FOR EACH ROW EXECUTE FUNCTION seam_sealed_once({})").format(
            sql.Literal(column)
        )
        when = sql.SQL("BEFORE UPDATE OR DELETE")
        yield from _trigger(model._meta.db_table, "seam_sealed_once", when, does, present)
    if reference:
        field: Any = model._meta.get_field(reference)
        parent = field.related_model
        names = (field.column, parent._meta.db_table, parent.sealed_once)
        does = sql.SQL("FOR EACH ROW EXECUTE FUNCTION seam_sealed_beneath({})").format(
            sql.SQL(", ").join(map(sql.Literal, names))
        )
        when = sql.SQL("BEFORE INSERT OR UPDATE OR DELETE")
        yield from _trigger(model._meta.db_table, "seam_sealed_beneath", when, does, present)


def _trigger(
    table: str, name: str, when: sql.SQL, does: sql.Composable, present: Catalogue
) -> Iterator[sql.Composable]:
    """A trigger carries its own text as a comment, as a policy does. It cannot be stepped over."""
    on = {"trigger": sql.Identifier(name), "table": sql.Identifier(table)}
    body = sql.SQL("{when} ON {table} {does}").format(when=when, does=does, **on)
    if present.triggers.get((table, name)) == (text := body.as_string()):
        return
    yield sql.SQL("CREATE OR REPLACE TRIGGER {trigger} {body}").format(body=body, **on)
    yield sql.SQL("ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}").format(**on)
    yield sql.SQL("COMMENT ON TRIGGER {trigger} ON {table} IS {text}").format(
        text=sql.Literal(text), **on
    )


def _row_level_security(model: type[models.Model], present: Catalogue) -> Iterator[sql.Composable]:
    table = model._meta.db_table
    own = sql.SQL("{} = seam_workspace()").format(_workspace(model))
    also = getattr(model, "also_visible", None)
    visible = sql.SQL("{} OR {}").format(own, sql.SQL(also)) if also else own
    if table not in present.row_security:
        yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(sql.Identifier(table))
        yield sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(sql.Identifier(table))
    policies = {
        "seam_read": sql.SQL("FOR SELECT USING ({})").format(visible),
        "seam_write": sql.SQL("FOR ALL USING ({}) WITH CHECK ({})").format(own, own),
    }
    for name, body in policies.items():
        yield from _policy(table, name, body, present)


def _policy(
    table: str, name: str, body: sql.Composable, present: Catalogue
) -> Iterator[sql.Composable]:
    """A policy carries its own text as a comment: PostgreSQL gives back only its paraphrase."""
    text = body.as_string()
    if present.policies.get((table, name)) == text:
        return
    on = {"policy": sql.Identifier(name), "table": sql.Identifier(table)}
    yield sql.SQL("DROP POLICY IF EXISTS {policy} ON {table}").format(**on)
    yield sql.SQL("CREATE POLICY {policy} ON {table} {body}").format(body=body, **on)
    yield sql.SQL("COMMENT ON POLICY {policy} ON {table} IS {text}").format(
        text=sql.Literal(text), **on
    )


def _workspace(model: type[models.Model]) -> sql.Identifier:
    column = workspace_column(model)
    if column is None:
        raise ValueError(f"{model._meta.label} belongs to no workspace")
    return sql.Identifier(column)


def _key(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(str(model._meta.pk.column))


def _unique_pair(model: type[models.Model], present: Catalogue) -> Iterator[sql.Composable]:
    """(workspace, id) is what a composite key points to."""
    table, column = model._meta.db_table, workspace_column(model)
    name = constraint_name(table, "tenant_key")
    if column == str(model._meta.pk.column) or (table, name) in present.constraints:
        return
    yield sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} UNIQUE ({}, {})").format(
        sql.Identifier(table),
        sql.Identifier(name),
        _workspace(model),
        _key(model),
    )


def _reference(
    model: type[models.Model], column: str, target: type[models.Model], present: Catalogue
) -> Iterator[sql.Composable]:
    table = model._meta.db_table
    name = constraint_name(table, column, "tenant_fk")
    if (table, name) in present.constraints:
        return
    yield sql.SQL(
        "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}, {}) REFERENCES {} ({}, {}) "
        "DEFERRABLE INITIALLY DEFERRED"
    ).format(
        sql.Identifier(table),
        sql.Identifier(name),
        _workspace(model),
        sql.Identifier(column),
        sql.Identifier(target._meta.db_table),
        _workspace(target),
        _key(target),
    )


def constraint_name(*parts: str) -> str:
    """A name that PostgreSQL keeps whole: a long one ends in a digest of all of it."""
    name = "_".join(parts)
    if len(name.encode()) <= LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: LONGEST_NAME - len(digest) - 1]}_{digest}"
