"""docs/gate.md names the codes that commands print and files hold, all of them and no other."""

from __future__ import annotations

import re
from pathlib import Path

from reviews.gate.rules.judgement import ConditionCode, RequirementCode
from reviews.gate.rules.signals import SignalCode

TEXT = (Path(__file__).parents[2] / "docs" / "gate.md").read_text()


def codes(section: str, column: int) -> list[str]:
    """The codes in a column of the section's table, in their order."""
    table = TEXT.split(f"## {section}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[column] for line in table.splitlines() if line.startswith("|")]
    return [code for cell in cells for code in re.findall(r"`([a-z_]+)`", cell)]


def test_the_conditions_stand_in_their_order() -> None:
    assert codes("Requirements", 1) == [each.value for each in ConditionCode]


def test_every_requirement_has_its_line() -> None:
    assert codes("Requirements", 2) == [each.value for each in RequirementCode]


def test_every_signal_has_its_line() -> None:
    assert codes("Signals", 1) == [each.value for each in SignalCode]
