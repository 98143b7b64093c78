"""What is proved many at a time is exactly what the rules prove one by one."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from accounts.actions.workspaces import workspace_update
from accounts.ledger import bulk, streaming
from accounts.ledger.checkpoints import Kept
from accounts.ledger.models import Entry
from accounts.ledger.reading import Check
from accounts.ledger.recording import recorded
from accounts.ledger.verifying import Damage, rows_damage
from accounts.models import Workspace
from config.kernel.scope import workspace_scope
from tests.conftest import Cast
from tests.world import World

ODD = 'Ñandú “quoted” "so" \\ and\tso\non \x01\x1f\x7f \u2028 🦀 </script> {}, {"row": "1"}'


@pytest.fixture
def odd(cast: Cast) -> Cast:
    """A workspace whose name and whose entry's reason hold everything that JSON escapes."""
    by = cast.actor("administrator")
    with workspace_scope(cast.workspace.pk):
        workspace = Workspace.objects.get(pk=cast.workspace.pk)
    with recorded(by=by, kind="workspace.updated", subject=workspace, reason=ODD):
        workspace_update(by=by, workspace=workspace, version=None, name=ODD, time_zone="UTC")
    return cast


def lines(cast: Cast) -> list[str]:
    [portion] = bulk.portions(100)
    [found] = streaming.lines_of([(portion.after, portion.until)])
    return found


def test_whatever_people_write_the_chain_is_proved(odd: Cast) -> None:
    with workspace_scope(odd.workspace.pk):
        assert Entry.objects.latest("sequence").reason == ODD
        assert streaming.proved(lines(odd), 0, "0" * 64)


def test_a_chain_with_a_gap_or_another_beginning_is_not_proved(odd: Cast) -> None:
    with workspace_scope(odd.workspace.pk):
        found = lines(odd)
    assert not streaming.proved(found, 0, "1" * 64)
    assert not streaming.proved(found[1:], 0, "0" * 64)
    assert not streaming.proved([found[0], *found[2:]], 0, "0" * 64)
    assert not streaming.proved([*found, found[-1]], 0, "0" * 64)


@given(st.data())
def test_a_line_with_one_other_character_is_not_proved(data: st.DataObject) -> None:
    line = LINE
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.sampled_from('x0"\\\t\n ,:{}[]é').filter(lambda char: char != line[at]))
    assert streaming.proved([line], 0, "0" * 64)
    assert not streaming.proved([line[:at] + other + line[at + 1 :]], 0, "0" * 64)


def _line() -> str:
    item = {"row": "7", "model": "accounts.historicalmembership", "shape": 1, "digest": "d" * 64}
    content = {"previous": "0" * 64, "reason": "So", "rows": [item, item], "sequence": "1"}
    spelled = rfc8785.dumps(content)
    before, _, behind = spelled.decode().partition(rfc8785.dumps(content["rows"]).decode())
    digest = hashlib.sha256(spelled).hexdigest()
    return "\t".join(["1", digest, "0" * 64, before, json.dumps(content["rows"]), behind])


LINE = _line()


@pytest.mark.parametrize(
    "other",
    [
        {"more": "one"},
        {"": 0},
        {"row": 7},
        {"shape": "1"},
        {"shape": 1.0},
        {"row": None},
    ],
)
def test_a_list_of_rows_that_holds_anything_else_is_not_proved(other: dict[str, Any]) -> None:
    columns = LINE.split("\t")
    rows = json.loads(columns[4])
    rows[0] |= other
    columns[4] = json.dumps(rows)
    assert not streaming.proved(["\t".join(columns)], 0, "0" * 64)


def unproved() -> list[Entry]:
    check = Check(Kept([], set()), lambda done, of: None)
    [portion] = bulk.portions(10_000)
    return list(Entry.objects.filter(sequence__in=check._doubtful(portion)))


def test_rows_of_all_kinds_are_proved_but_for_those_with_json_inside(world: World) -> None:
    with workspace_scope(world.cast.workspace.pk):
        written = {each["model"] for entry in unproved() for each in entry.rows}
        assert Entry.objects.count() > 5 * len(unproved())
        for entry in unproved():
            inside = {each["model"].partition(".")[2] for each in entry.rows}
            assert inside & {"policy", "historicalproposal", "decision", "historicalpolicychange"}
    assert written


def test_rows_with_whatever_people_write_are_proved(odd: Cast) -> None:
    with workspace_scope(odd.workspace.pk):
        kinds = {entry.kind for entry in unproved()}
    assert kinds == {"workspace.created"}  # its first policy


@pytest.mark.parametrize("rows", [None, 5, {}, [5], [{"model": "m", "row": "1"}]])
def test_a_list_that_is_none_is_said_so(rows: Any) -> None:
    entry = {"sequence": 4, "rows": copy.deepcopy(rows)}
    assert rows_damage(entry, []) == Damage("its list of rows is none", 4)
