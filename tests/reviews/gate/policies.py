"""Changes of the policy, for the tests of what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reviews.gate.actions.policies import policy_agree, policy_propose
from reviews.gate.forms import PolicyForm
from reviews.gate.rules.policy import DEFAULT, Policy
from reviews.models import PolicyChange
from tests.conftest import Cast


def with_bar(number: int, policy: Policy = DEFAULT, **values: Any) -> Policy:
    """The policy with other values at one bar."""
    bars = list(policy.bars)
    bars[number - 1] = replace(policy.bar(number), **values)
    return replace(policy, bars=tuple(bars))


#: Both change one value: one asks for more, the other for less.
STRICTER = with_bar(3, observed_within_days=120)
LAXER = with_bar(1, observed_within_days=400)


def make_change(
    cast: Cast, policy: Policy = STRICTER, reason: str = "Older evidence misled us"
) -> PolicyChange:
    """A change that the administrator asked for."""
    return policy_propose(by=cast.actor("administrator"), policy=policy, reason=reason)


def adopt(cast: Cast, policy: Policy = STRICTER, by: str = "approver") -> None:
    """A version that another member agreed to."""
    policy_agree(by=cast.actor(by), change=make_change(cast, policy))


def filled_in(policy: Policy = DEFAULT, **values: Any) -> dict[str, Any]:
    """What a browser posts from the form of this policy; a box without a tick is not posted."""
    initial = PolicyForm(row=policy).initial
    said = initial | {"reason": "Older evidence misled us"} | values
    ticked = {name: "on" if value is True else value for name, value in said.items()}
    posted = {name: value for name, value in ticked.items() if value is not False}
    return {name: "" if value is None else value for name, value in posted.items()}
