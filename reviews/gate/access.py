"""Load and authorise in one function: the policy, and what is set aside at the gate.

A stranger meets 404, whoever may read but not act meets 403 with the way out.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.kernel.actors import ADMINISTRATOR, GUEST, Actor
from evidence.access import may_assess
from partnerships.access import (
    OF_PARTNERSHIP,
    partnership_for_read,
    require_contributor,
    require_member,
)
from partnerships.models import Partnership, Policy
from reviews.gate.rules.judgement import MAY_NOT_APPLY
from reviews.gate.selectors.guests import seats_taken
from reviews.gate.selectors.policies import may_not_agree, may_not_decline
from reviews.gate.sentences import WHOLE_BOOK as BOOK
from reviews.models import NotApplicable, PolicyChange


def partnership_for_setting_aside(actor: Actor, pk: int, requirement: str) -> Partnership:
    """The partnership, for contributors; Http404 for a requirement that always applies."""
    partnership = partnership_for_read(actor, pk)
    if requirement not in MAY_NOT_APPLY:
        raise Http404
    require_contributor(actor)
    return partnership


def not_applicable_of(partnership: Partnership, requirement: str) -> NotApplicable | None:
    """Why the requirement does not apply to a partnership that was read, if somebody said so."""
    rows = NotApplicable.objects.filter(partnership=partnership, requirement=requirement)
    said: NotApplicable | None = rows.select_related(*OF_PARTNERSHIP).first()
    return said


def not_applicable_for_assessment(actor: Actor, pk: int, requirement: str) -> NotApplicable:
    """What is said of the requirement, for contributors and approvers; that nobody stands by
    their own words is for the action to say.
    """
    partnership = partnership_for_read(actor, pk)
    if not may_assess(actor):
        raise PermissionDenied(
            _("Contributors and approvers stand by it. Ask an administrator for such a role.")
        )
    return _said_of(partnership, requirement)


def not_applicable_for_update(actor: Actor, pk: int, requirement: str) -> NotApplicable:
    """What is said of the requirement, for contributors; Http404 where nothing is said."""
    return _said_of(partnership_for_setting_aside(actor, pk, requirement), requirement)


def _said_of(partnership: Partnership, requirement: str) -> NotApplicable:
    said = not_applicable_of(partnership, requirement)
    if said is None:
        raise Http404
    return said


def policy_for_read(actor: Actor, number: int) -> Policy:
    """A version of the workspace's policy, for members."""
    require_member(actor)
    return get_object_or_404(Policy, workspace_id=actor.workspace_id, number=number)


def policy_change_for_read(actor: Actor, pk: int) -> PolicyChange:
    """What was asked of the policy, for members; for a guest, the change that they answer."""
    changes = PolicyChange.objects.filter(workspace_id=actor.workspace_id)
    if not actor.is_member:
        seats = seats_taken(actor.person_id).filter(policy_change__isnull=False)
        changes = changes.filter(pk__in=seats.values("policy_change_id"))
    may_read = actor.is_member or actor.can(GUEST)
    return get_object_or_404(changes if may_read else changes.none(), pk=pk)


def may_propose_policy(actor: Actor) -> bool:
    return actor.can(ADMINISTRATOR)


def require_policy_proposer(actor: Actor) -> None:
    """Administrators ask for another policy."""
    require_member(actor)
    if not may_propose_policy(actor):
        raise PermissionDenied(
            _("Administrators propose a change of the policy. Tell one of them what should change.")
        )


def may_agree_policy(actor: Actor, change: PolicyChange) -> bool:
    """Whether a page offers to agree. One query."""
    return may_not_agree(actor, change) is None


def policy_change_for_guests(actor: Actor, pk: int) -> PolicyChange:
    """The change, for whoever may invite a guest to answer it."""
    change = policy_change_for_read(actor, pk)
    if not may_invite_policy_guests(actor):
        raise PermissionDenied(_("Administrators invite guests. Tell one of them whom to ask."))
    return change


def may_invite_policy_guests(actor: Actor) -> bool:
    return actor.can(ADMINISTRATOR)


def may_pass_on_policy_links(actor: Actor, change: PolicyChange) -> bool:
    """Whoever asked must not see the link: following it, they could agree to what they asked."""
    return actor.can(ADMINISTRATOR) and change.proposed_by_id != actor.user_id


def policy_change_for_agreeing(actor: Actor, pk: int) -> PolicyChange:
    """The change, for a second person: not whoever asked, nor who may be them, nor a reader."""
    change = policy_change_for_read(actor, pk)
    refusal = may_not_agree(actor, change)
    if refusal is not None:
        raise PermissionDenied(BOOK.sentence(refusal))
    return change


def policy_change_for_declining(actor: Actor, pk: int) -> PolicyChange:
    """The change, for whoever does more than read, except whoever asked for it."""
    change = policy_change_for_read(actor, pk)
    refusal = may_not_decline(actor, change)
    if refusal is not None:
        raise PermissionDenied(BOOK.sentence(refusal))
    return change


def policy_change_for_withdrawal(actor: Actor, pk: int) -> PolicyChange:
    """The change, for whoever asked for it."""
    change = policy_change_for_read(actor, pk)
    if change.proposed_by_id != actor.user_id:
        raise PermissionDenied(_("Whoever asked for this can withdraw it. You can decline it."))
    return change
