"""What may be said not to apply, and who may stand by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviews.dossier import NotApplicablePart
from reviews.gate.rules.judgement import MAY_NOT_APPLY, RequirementCode
from reviews.gate.rules.setting_aside import stating_gaps, stood_by_gaps

SAID = NotApplicablePart(
    id="1", requirement="data_portable", reason="They hold no data", stated_by_id="5"
)


@pytest.mark.parametrize("code", RequirementCode)
def test_only_what_can_have_no_object_is_set_aside(code: RequirementCode) -> None:
    found = [each.code for each in stating_gaps(replace(SAID, requirement=code.value))]
    assert found == ([] if code in MAY_NOT_APPLY else ["not_applicable.always_applies"])


@pytest.mark.parametrize("reason", ["", "  ", "–"])
def test_a_reason_says_something(reason: str) -> None:
    found = stating_gaps(replace(SAID, reason=reason))
    assert [(each.code, each.field) for each in found] == [
        ("not_applicable.reason_missing", "reason")
    ]


def test_nobody_stands_by_their_own_words_or_twice() -> None:
    assert stood_by_gaps(SAID, "6") == ()
    assert [each.code for each in stood_by_gaps(SAID, "5")] == ["not_applicable.own"]
    seen = stood_by_gaps(SAID, "6", behind=("5",))
    assert [each.code for each in seen] == ["not_applicable.link_seen"]
    stood_by = replace(SAID, assessed_by_id="6")
    assert [each.code for each in stood_by_gaps(stood_by, "7")] == [
        "not_applicable.stood_by_already"
    ]
