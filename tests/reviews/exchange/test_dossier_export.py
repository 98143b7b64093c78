"""`manage.py dossier_export`: the same file, for scripts."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from reviews.dossier import parse
from reviews.selectors.dossier import dossier_of
from tests.conftest import Cast
from tests.reviews.stage import make_ready


@pytest.fixture
def ready(cast: Cast) -> Partnership:
    with workspace_scope(cast.workspace.pk):
        return make_ready(cast)


def export(*arguments: object, **options: object) -> str:
    out = io.StringIO()
    call_command("dossier_export", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_it_prints_the_dossier(cast: Cast, ready: Partnership) -> None:
    with workspace_scope(cast.workspace.pk):
        expected = dossier_of(ready)
    assert parse(export(ready.pk)) == expected
    assert parse(export(ready.pk, as_of=str(expected.as_of))) == expected


def test_it_writes_a_file(ready: Partnership, tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    assert "bytes" in export(ready.pk, output=path)
    assert parse(path.read_bytes()).partnership.id == str(ready.pk)


@pytest.mark.parametrize(
    ("pk", "options", "said"),
    [
        (0, {}, "no partnership 0"),
        (None, {"as_of": "soon"}, "number of an entry"),
        (None, {"as_of": "1"}, "not there yet"),
        (None, {"output": Path("/nowhere/at/all.json")}, "cannot be written"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(
    ready: Partnership, pk: int | None, options: dict[str, object], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        export(ready.pk if pk is None else pk, **options)
