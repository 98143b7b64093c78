"""Scale steps (chapter 28, inputs and 2.1): what an option and an uncertainty must say."""

from __future__ import annotations

from config.kernel.findings import Findings, finding, is_blank
from partnerships.dossier import OptionPart, UncertaintyPart
from partnerships.rules.vocabulary import OptionKind, UncertaintyState


def option_gaps(option: OptionPart) -> Findings:
    """What no option may say: a partnership that is not named, or one named for another way."""
    is_partnership = option.kind is OptionKind.PARTNERSHIP
    if is_partnership and option.partnership_id is None:
        return (finding("option.partnership_missing", subject=option.id, field="partnership"),)
    if not is_partnership and option.partnership_id is not None:
        return (finding("option.partnership_unasked", subject=option.id, field="partnership"),)
    return ()


def uncertainty_gaps(uncertainty: UncertaintyPart) -> Findings:
    """An uncertainty that is no longer open says what changed it."""
    if uncertainty.state is not UncertaintyState.OPEN and is_blank(uncertainty.state_reason):
        return (
            finding(
                "uncertainty.state_reason_missing", subject=uncertainty.id, field="state_reason"
            ),
        )
    return ()
