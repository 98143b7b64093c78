"""The trail as a file: who may take it, what is in it, and the program that checks it."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.http import StreamingHttpResponse

from accounts.ledger.checkpoints import checkpoint_write
from accounts.ledger.models import Entry
from config.kernel.scope import workspace_scope
from tests.conftest import Cast
from tests.world import SECRET, World

pytestmark = pytest.mark.django_db

PROGRAM = settings.BASE_DIR / "static" / "verify_trail.py"


def export(cast: Cast, to: Path) -> str:
    out = io.StringIO()
    call_command("trail_export", str(to), workspace=cast.workspace.slug, stdout=out)
    return out.getvalue()


def checked(*arguments: str | Path) -> tuple[int, str]:
    """What the program says, in a Python without any package and far away from Seam."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_an_auditor_downloads_everything_that_was_written(world: World) -> None:
    response = world.client("auditor").get(world.cast.url("trail/export/"))
    assert isinstance(response, StreamingHttpResponse)
    assert response["Content-Disposition"].endswith('.trail.jsonl"')
    lines = [json.loads(line) for line in response.getvalue().splitlines()]
    with workspace_scope(world.cast.workspace.pk):
        assert sum(line["is"] == "entry" for line in lines) == Entry.objects.count()
    assert (lines[0]["is"], lines[-1]["is"]) == ("header", "end")
    assert lines[0]["exported_by"] == world.cast.user("auditor").pk
    assert {"row", "proposal", "file", "head"} <= {line["is"] for line in lines}
    assert SECRET in json.dumps(lines)


def test_the_page_offers_it_to_auditors_and_administrators_only(cast: Cast) -> None:
    for role, offered in (("auditor", True), ("administrator", True), ("contributor", False)):
        page = cast.client(role).get(cast.url("trail/")).content.decode()
        assert ("Download the trail" in page) is offered
        assert ("verify_trail.py" in page) is offered


def test_the_program_finds_a_whole_trail_whole_and_names_damage(
    committed_cast: Cast, tmp_path: Path
) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        checkpoint_write(committed_cast.workspace.pk)
    file = tmp_path / "trail.jsonl"
    assert "bytes" in export(committed_cast, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    code, said = checked(file)
    assert code == 0
    assert said.startswith("Whole: 4 entries, 6 rows, 1 checkpoints")
    assert "NOT CHECKED: 1 signatures" in said
    file.write_text(file.read_text().replace("membership.created", "membership.forged", 1))
    code, said = checked(file)
    assert code == 1
    assert said.startswith("DAMAGED. entry 2: its digest says")


def test_without_a_checkpoint_the_program_says_what_it_cannot_tell(
    committed_cast: Cast, tmp_path: Path
) -> None:
    export(committed_cast, tmp_path / "trail.jsonl")
    code, said = checked(tmp_path / "trail.jsonl")
    assert code == 0
    assert "NO CHECKPOINT" in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: it cannot be read"),
        ('{"is": "header"}', "the header: a trail has one"),
        ('{"is": "story"}', "line 2: it cannot be read"),
        ('{"is": "end"}', "the head: it is missing"),
    ],
)
def test_what_is_no_trail_is_said_so(tmp_path: Path, line: str, said: str) -> None:
    header = {"is": "header", "format": "seam-trail/1", "workspace": {"id": 1}}
    (tmp_path / "trail").write_text(f"{json.dumps(header)}\n{line}\n")
    code, answer = checked(tmp_path / "trail")
    assert code == 1
    assert said in answer


def test_a_workspace_or_folder_that_is_not_there_is_said_so(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no workspace nowhere"):
        call_command("trail_export", str(tmp_path / "file"), workspace="nowhere")
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        export(cast, tmp_path / "nowhere" / "file")


def test_the_program_is_short_enough_to_be_read_first() -> None:
    assert len(PROGRAM.read_text().splitlines()) <= 300
