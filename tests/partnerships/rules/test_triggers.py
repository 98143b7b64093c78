"""A trigger can fire only when somebody would notice and somebody may act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from partnerships.dossier import TriggerPart
from partnerships.rules.triggers import trigger_gaps, triggers_gaps
from partnerships.rules.vocabulary import TriggerCall

UNWIND = TriggerPart(
    id="61",
    observable="Settlement late twice in a quarter",
    noticed_how="Nightly match",
    noticed_by="Finance lead",
    calls_for=TriggerCall.UNWIND,
    authoriser_id="5",
)
APPROVERS = {"5"}


def test_a_trigger_with_eyes_and_hands_lacks_nothing() -> None:
    assert triggers_gaps([UNWIND], "3", APPROVERS) == ()


@pytest.mark.parametrize("field", ["observable", "noticed_how", "noticed_by"])
def test_what_nobody_would_notice_is_a_gap(field: str) -> None:
    (gap,) = trigger_gaps(replace(UNWIND, **{field: "…"}), APPROVERS)
    assert (gap.code, gap.field) == (f"trigger.{field}_missing", field)


def test_somebody_must_be_named_who_may_authorise() -> None:
    (nobody,) = trigger_gaps(replace(UNWIND, authoriser_id=None), APPROVERS)
    (former,) = trigger_gaps(replace(UNWIND, authoriser_id="6"), APPROVERS)
    assert (nobody.code, former.code) == (
        "trigger.authoriser_missing",
        "trigger.authoriser_may_not",
    )


@pytest.mark.parametrize("triggers", [[], [replace(UNWIND, calls_for=TriggerCall.RENEGOTIATE)]])
def test_without_one_that_calls_for_unwinding_something_is_missing(
    triggers: list[TriggerPart],
) -> None:
    (gap,) = triggers_gaps(triggers, "3", APPROVERS)
    assert (gap.code, gap.subject) == ("partnership.unwind_trigger_missing", "3")
