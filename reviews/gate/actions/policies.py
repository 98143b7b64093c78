"""Changing the policy takes two people: an administrator asks, somebody else agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from accounts.models import Workspace
from config.kernel import canonical, clock
from config.kernel.actors import Actor
from config.kernel.audited import locked, refusing_duplicates
from config.kernel.errors import DomainError, Problem, StaleVersion
from config.kernel.findings import Finding, is_blank
from config.kernel.recording import action, required
from partnerships import models
from partnerships.actions.policies import policy_write
from reviews.gate.actions.guests import guests_leave
from reviews.gate.errors import ChangeEnded
from reviews.gate.rules.policy import DEFAULT, Policy, policy_problems
from reviews.gate.rules.policy_changes import asks_less
from reviews.gate.selectors.policies import (
    gate_policy,
    may_not_agree,
    may_not_decline,
    policy_asked,
)
from reviews.gate.sentences import BOOK
from reviews.models import ChangeState, PolicyChange

_ONE_IS_OPEN = Problem(
    _("A change of the policy is open. It has to be agreed, declined or withdrawn before another.")
)


def adopt_first() -> None:
    """The default comes into force with the workspace, inside the action that opens it."""
    by_default = str(_("The policy with which every workspace begins."))
    _adopt(DEFAULT, by_default, proposed_by_id=None, agreed_by_id=None)


@action
def policy_propose(
    *, by: Actor, policy: Policy, reason: str, version: int | None = None
) -> PolicyChange:
    """Ask for another policy. `policy` is the whole of it; number and dates are set when it holds.

    `version` is the number of the version that the person saw. Raises StaleVersion when another
    holds by now; DomainError with everything that is wrong with the policy, each at its JSON path;
    without a reason; when nothing would change; while another change is open.
    """
    with recorded(by=by, kind="policy.proposed") as under_way:
        in_force = gate_policy(by.workspace_id)
        if version not in (None, in_force.version):
            raise StaleVersion(in_force)
        asked = _numbered(policy, in_force)
        _require_sound(asked, in_force, reason)
        change = PolicyChange(
            workspace_id=by.workspace_id,
            document=canonical.canonical_bytes(asked).decode("utf-8"),
            follows=in_force.version,
            reason=reason,
            proposed_by_id=by.person_id,
            proposed_at=clock.now(),
        )
        with refusing_duplicates(_ONE_IS_OPEN):
            change.save()
        under_way.subject = change
    return change


@action
def policy_agree(*, by: Actor, change: PolicyChange, reason: str = "") -> models.Policy:
    """Put a change into force; never by whoever asked for it, or might be them.

    Raises DomainError for somebody who may not agree, for a change that has ended, or one that was
    written against a version that no longer holds.
    """
    with recorded(by=by, kind="policy.adopted", reason=reason) as under_way:
        change = _locked_open(change)
        _require_nothing(may_not_agree(by, change))
        policy = policy_asked(change)
        if gate_policy(by.workspace_id).version != change.follows:
            raise DomainError(
                _("Another version came into force since. Ask for the change again, against it.")
            )
        under_way.subject = adopted = _adopt(
            policy, change.reason, proposed_by_id=change.proposed_by_id, agreed_by_id=by.person_id
        )
        _end(change, ChangeState.AGREED, by, reason)
    return adopted


@action
def policy_decline(*, by: Actor, change: PolicyChange, reason: str) -> PolicyChange:
    """Say no to a change, or take one's own back; with a reason either way.

    Raises DomainError without a reason, for a change that has ended, and for whoever only reads.
    """
    own = by.person_id == change.proposed_by_id
    kind = "policy.withdrawn" if own else "policy.declined"
    with recorded(by=by, kind=kind, subject=change, reason=reason):
        if is_blank(reason):
            raise DomainError(Problem(_("Say why the policy should stay as it is."), "reason"))
        change = _locked_open(change)
        if not own:
            _require_nothing(may_not_decline(by, change))
        _end(change, ChangeState.WITHDRAWN if own else ChangeState.DECLINED, by, reason)
    return change


def _require_nothing(refusal: Finding | None) -> None:
    if refusal is not None:
        raise DomainError(BOOK.problem(refusal))


def _numbered(policy: Policy, in_force: Policy) -> Policy:
    return replace(policy, version=in_force.version + 1, lowered_on=in_force.lowered_on)


def _require_sound(asked: Policy, in_force: Policy, reason: str) -> None:
    problems = BOOK.problems(policy_problems(asked))
    if is_blank(reason):
        problems.append(Problem(_("Say why the policy has to change."), "reason"))
    if problems:
        raise DomainError(problems)
    if asked == replace(in_force, version=asked.version):
        raise DomainError(_("This is the policy as it stands. Change something first."))


def _adopt(
    policy: Policy, reason: str, *, proposed_by_id: int | None, agreed_by_id: int | None
) -> models.Policy:
    """Write the version; it is lowered if it asks for less than the one that held so far."""
    workspace_id = required().actor.workspace_id
    document = canonical.to_json(policy)
    before = gate_policy(workspace_id)
    lowered = asks_less(policy, before)
    return policy_write(
        number=policy.version,
        required_responsibilities=list(policy.limits.required_responsibilities),
        long_exit_days=policy.limits.long_exit_days,
        costly_exit=policy.limits.costly_exit,
        costly_exit_currency=policy.limits.costly_exit_currency,
        grid=document["grid"],
        bars=document["bars"],
        lowered_on=_today(workspace_id) if lowered else before.lowered_on,
        reason=reason,
        proposed_by_id=proposed_by_id,
        agreed_by_id=agreed_by_id,
    )


def _today(workspace_id: int) -> date:
    zone = Workspace.objects.values_list("time_zone", flat=True).get(pk=workspace_id)
    return clock.today(ZoneInfo(zone))


def _locked_open(change: PolicyChange) -> PolicyChange:
    current = locked(change)
    if current.state != ChangeState.OPEN:
        raise ChangeEnded(current)
    return current


def _end(change: PolicyChange, state: ChangeState, by: Actor, reason: str) -> None:
    change.state, change.ended_at = state, clock.now()
    change.ended_by_id, change.ended_reason = by.person_id, reason
    change.save()
    guests_leave(by=by, decided=change)
