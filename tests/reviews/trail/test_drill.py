"""A trail that somebody with every right tampers with: both verifiers find it, at its place.

`--drill 2000` tries more alterations than the suite does, and says how many of which kind.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from accounts.ledger.checkpoints import checkpoint_write, examined
from accounts.ledger.reading import verify
from accounts.models import Workspace
from config.kernel.scope import workspace_scope
from evidence import storage
from reviews.trail.exporting import trail_lines
from tests.conftest import Cast, make_cast
from tests.evidence.factories import a_pdf
from tests.reviews import stage
from tests.reviews.trail.drill import ALTERATIONS, Ground

_GUARDS = """
SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass)
FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'seam%'"""


def _verify_trail() -> ModuleType:
    """The program that is handed to auditors, which is no part of Seam."""
    path = settings.BASE_DIR / "static" / "verify_trail.py"
    spec = importlib.util.spec_from_file_location("verify_trail", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


OFFLINE = _verify_trail()


@pytest.fixture(scope="module")
def ground(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Ground]:
    """A workspace with decisions, files and checkpoints, on a connection that nothing guards."""
    kept = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), override_settings(CHECKPOINTS=str(kept)):
        cast = make_cast()
        _lived_in(cast)
        numbers = [kept.sequence for kept in examined(cast.workspace.pk).heads]
        with _unguarded(), workspace_scope(cast.workspace.pk):
            yield Ground(cast.workspace.pk, numbers, random.Random(0))  # noqa: S311


def _lived_in(cast: Cast) -> None:
    """Two decisions, each with a checkpoint, one of them on a file; an open proposal."""
    _checkpoint(cast)
    first = stage.make_ready(cast)
    stage.read_file_for(cast, first, a_pdf())
    stage.decide(cast, first, "commit")
    second = stage.make_ready(cast)
    stage.decide(cast, second, "defer")
    stage.make_proposal(cast, second)
    _checkpoint(cast)
    stage.declare(cast, first, "supporting")


def _checkpoint(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        checkpoint_write(cast.workspace.pk)


@contextmanager
def _unguarded() -> Iterator[None]:
    """Everything runs on the owner's connection, triggers off, and is taken back in the end."""
    guarded = connections["default"]
    guarded.close()
    connections["default"] = connections["owner"]
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(_GUARDS)
                for (switch,) in cursor.fetchall():
                    cursor.execute(switch)
            yield
            transaction.set_rollback(True)
    finally:
        connections["owner"].close()
        connections["default"] = guarded


@contextmanager
def put_back(ground: Ground) -> Iterator[None]:
    files = {path: path.read_bytes() for path in storage.contents(ground.workspace_id)}
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        for path, content in files.items():
            path.write_bytes(content)


def said_by_seam(ground: Ground) -> str:
    return str(verify(ground.workspace_id).damage or "")


def said_offline(ground: Ground, **options: object) -> str:
    workspace = Workspace.objects.get(pk=ground.workspace_id)
    text = b"".join(trail_lines(workspace, by_id=None)).decode()
    try:
        OFFLINE.verify(text.split("\n")[:-1], **options)
    except OFFLINE.Damage as damage:
        return str(damage)
    return ""


def test_what_nobody_touched_is_whole(ground: Ground) -> None:
    assert (said_by_seam(ground), said_offline(ground)) == ("", "")


def test_every_alteration_is_found_at_its_place(
    ground: Ground, pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = pytestconfig.getoption("--drill")
    tried: Counter[str] = Counter()
    missed = []
    for number in range(asked):
        ground.by, alter = random.Random(number), ALTERATIONS[number % len(ALTERATIONS)]  # noqa: S311
        tried[alter.__name__] += 1
        with put_back(ground):
            [place] = alter(ground)
            for said in (said_by_seam(ground), said_offline(ground)):
                if not said.startswith(place):
                    missed += [f"{number} {alter.__name__}: not {place!r} but {said!r}"]
    with capsys.disabled():
        if asked > 60:
            sys.stdout.write(f"\n{asked} alterations, {len(missed)} missed: {dict(tried)}\n")
    assert missed == []


def test_after_all_of_it_no_false_alarm(ground: Ground) -> None:
    assert (said_by_seam(ground), said_offline(ground)) == ("", "")


def test_a_rewritten_past_shows_by_a_checkpoint_that_somebody_kept(
    ground: Ground, tmp_path: Path
) -> None:
    """Where the folder of the checkpoints was emptied, too."""
    path = Path(settings.CHECKPOINTS) / f"workspace-{ground.workspace_id}.jsonl"
    kept = path.read_text().splitlines()
    rewritten = next(each for each in ALTERATIONS if each.__name__ == "chain_rewritten")
    path.rename(tmp_path / path.name)
    try:
        with put_back(ground):
            [place] = rewritten(ground)
            assert (said_by_seam(ground), said_offline(ground)) == ("", "")
            assert said_offline(ground, kept=kept).startswith(place)
            assert str(verify(ground.workspace_id, kept_in=tmp_path).damage).startswith(place)
    finally:
        (tmp_path / path.name).rename(path)


def test_a_trail_that_was_cut_or_signed_by_another_key_is_refused(ground: Ground) -> None:
    workspace = Workspace.objects.get(pk=ground.workspace_id)
    lines = b"".join(trail_lines(workspace, by_id=None)).decode().split("\n")[:-1]
    for cut, said in ((lines[:-1], "the end: it is missing"), (lines[1:], "the header")):
        with pytest.raises(OFFLINE.Damage, match=said):
            OFFLINE.verify(cut)
    with pytest.raises(OFFLINE.Damage, match="not with 0123"):
        OFFLINE.verify(lines, trusted_key="0123")
