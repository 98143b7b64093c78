"""What an option and an uncertainty of a scale step must say."""

from __future__ import annotations

import pytest

from partnerships.dossier import OptionPart, UncertaintyPart
from partnerships.rules.scale_steps import option_gaps, uncertainty_gaps
from partnerships.rules.vocabulary import OptionKind, UncertaintyState


@pytest.mark.parametrize(
    ("kind", "partnership", "code"),
    [
        (OptionKind.PARTNERSHIP, "3", None),
        (OptionKind.PARTNERSHIP, None, "option.partnership_missing"),
        (OptionKind.BUILD, None, None),
        (OptionKind.BUILD, "3", "option.partnership_unasked"),
        (OptionKind.DO_WITHOUT, None, None),
        (OptionKind.DO_WITHOUT, "3", "option.partnership_unasked"),
    ],
)
def test_an_option_names_a_partnership_if_and_only_if_it_is_one(
    kind: OptionKind, partnership: str | None, code: str | None
) -> None:
    found = option_gaps(OptionPart(id="1", kind=kind, partnership_id=partnership))
    assert [gap.code for gap in found] == ([code] if code else [])


@pytest.mark.parametrize("state", list(UncertaintyState))
@pytest.mark.parametrize("reason", ["", "The pilot"])
def test_what_is_no_longer_open_says_what_changed_it(state: UncertaintyState, reason: str) -> None:
    found = uncertainty_gaps(UncertaintyPart(id="1", state=state, state_reason=reason))
    assert bool(found) == (state is not UncertaintyState.OPEN and not reason)
