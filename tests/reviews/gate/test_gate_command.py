"""`manage.py gate` judges stored partnerships and dossier files alike, in words or in codes."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from config.kernel.scope import workspace_scope
from reviews.dossier import canonical_bytes
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.gate.stages import DEFENSIBLE, IMPAIRMENTS
from tests.reviews.stage import make_ready

pytestmark = pytest.mark.django_db

ON = {"on": "2026-11-16"}


def asked(subject: str, **options: Any) -> tuple[str, int]:
    """What it says, and its exit code."""
    said = StringIO()
    arguments = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    flags = [each.removesuffix("=True") for each in arguments]
    try:
        call_command("gate", subject, *flags, stdout=said)
    except SystemExit as stopped:
        return said.getvalue(), int(str(stopped.code))
    return said.getvalue(), 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.json"
    path.write_bytes(canonical_bytes(IMPAIRMENTS["demo"](DEFENSIBLE)))
    return path


def test_a_file_is_told_with_what_it_would_take(file: Path) -> None:
    said, code = asked(str(file), **ON)
    assert code == 1
    assert "not open." in said
    assert "supported: not_met" in said
    assert "What it would take:" in said


def test_machines_read_stable_codes(file: Path) -> None:
    said, code = asked(str(file), json=True, **ON)
    document = json.loads(said)
    assert (code, document["open"], document["bar"]) == (1, False, 4)


def test_what_is_never_gated_is_open(file: Path) -> None:
    assert asked(str(file), kind="defer", **ON)[1] == 0


def test_a_stored_partnership_is_judged_where_it_is(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        ready, other = make_ready(cast), make_partnership(cast)
    assert asked(str(ready.pk))[1] == 0
    assert asked(str(other.pk))[1] == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no JSON file"),
        (b"[]", "Expected here: object"),
        (b"[" * 100_000, "no JSON file"),
        (b'{"a": 1, "a": 2}', "a second time"),
        (b"\xff\xfe", "no JSON file"),
        (b'{"bars": NaN}', "in quotation marks"),
    ],
)
@pytest.mark.parametrize("option", ["subject", "policy"])
def test_what_is_wrong_with_a_file_names_the_file(
    file: Path, tmp_path: Path, content: bytes, sentence: str, option: str
) -> None:
    absurd = tmp_path / "absurd.json"
    absurd.write_bytes(content)
    with pytest.raises(CommandError, match=f"absurd.json: .*{sentence}"):
        asked(str(absurd)) if option == "subject" else asked(str(file), policy=absurd)


def test_a_policy_without_an_end_is_not_read_to_its_end(file: Path) -> None:
    with pytest.raises(CommandError, match="/dev/zero: The file is larger than 1 MB"):
        asked(str(file), policy="/dev/zero")


@pytest.mark.parametrize(
    ("subject", "options", "sentence"),
    [
        ("999999999", {}, "There is no partnership"),
        ("9" * 40, {}, "There is no partnership"),
        ("nowhere.json", {}, "cannot be read"),
        ("nowhere.json", {"as_of": "3"}, "asks the ledger"),
        ("999999999", {"on": "yesterday"}, "is no day"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(
    subject: str, options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        asked(subject, **options)
