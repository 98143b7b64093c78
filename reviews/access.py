"""Load and authorise in one function: proposals, decisions, the policy, what is set aside at the
gate, and who may do what with them.

A stranger meets 404, whoever may read but not act meets 403 with the way out.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.kernel.actors import ADMINISTRATOR, APPROVER, CONTRIBUTOR, GUEST, Actor
from evidence.access import may_assess
from evidence.models import StoredFile
from partnerships.access import partnership_for_read, require_contributor, require_member
from partnerships.models import Partnership, Policy
from reviews.decisions.models import Decision, GuestSeat, Proposal, ProposalState
from reviews.gate.models import NotApplicable, PolicyChange
from reviews.gate.rules.judgement import MAY_NOT_APPLY
from reviews.gate.selectors.policies import may_not_agree, may_not_decline
from reviews.selectors.dossier import read_frozen
from reviews.sentences import BOOK


def proposals_for_read(actor: Actor) -> QuerySet[Proposal]:
    """The workspace's proposals, each with partnership and partner; a guest's, only their own."""
    proposals = Proposal.objects.filter(workspace_id=actor.workspace_id)
    if not actor.is_member:
        seats = GuestSeat.objects.filter(
            invitation__membership__user_id=actor.person_id, invitation__place_ended_at=None
        )
        proposals = proposals.filter(pk__in=seats.values("proposal_id"))
    found: QuerySet[Proposal] = proposals.select_related("partnership__partner")
    return found if actor.is_member or actor.can(GUEST) else found.none()


def proposal_for_read(actor: Actor, pk: int) -> Proposal:
    return get_object_or_404(proposals_for_read(actor), pk=pk)


def frozen_file_for_read(actor: Actor, pk: int, sha256: str) -> StoredFile:
    """A file that a proposal's frozen dossier names: the bytes that are signed for.

    A guest has it as long as the proposal is open, and no other file.
    """
    proposal = proposal_for_read(actor, pk)
    if not actor.is_member and proposal.state != ProposalState.OPEN:
        raise Http404
    files = [each.file for each in read_frozen(proposal).artifacts if each.file]
    named = next((file for file in files if file.sha256 == sha256), None)
    if named is None:
        raise Http404
    stored = StoredFile.objects.filter(workspace_id=actor.workspace_id, sha256=sha256)
    return get_object_or_404(stored, name=named.name)


def proposal_for_signing(actor: Actor, pk: int) -> Proposal:
    """The proposal, for somebody whose role lets them sign. Whether they may sign this one, the
    rules say: they may have proposed it.
    """
    proposal = proposal_for_read(actor, pk)
    if not (actor.can(APPROVER) or actor.can(GUEST)):
        raise PermissionDenied(
            _("Approvers authorise and decline. Ask an administrator for that role.")
        )
    return proposal


def proposal_for_withdrawal(actor: Actor, pk: int) -> Proposal:
    """The proposal, for whoever made it or an administrator."""
    proposal = proposal_for_read(actor, pk)
    if not may_withdraw(actor, proposal):
        raise PermissionDenied(
            _("Whoever proposed this can withdraw it, or an administrator. You can decline it.")
        )
    return proposal


def proposal_for_guests(actor: Actor, pk: int) -> Proposal:
    """The proposal, for whoever may invite a guest to decide it."""
    proposal = proposal_for_read(actor, pk)
    if not may_invite_guests(actor, proposal):
        raise PermissionDenied(
            _("Whoever proposed this can invite a guest to decide it, or an administrator.")
        )
    return proposal


def partnership_for_proposing(actor: Actor, pk: int) -> Partnership:
    """The partnership, for contributors: they propose, approvers decide."""
    partnership = partnership_for_read(actor, pk)
    if not may_propose(actor):
        raise PermissionDenied(
            _("Contributors propose decisions. Ask an administrator for that role.")
        )
    return partnership


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
    said: NotApplicable | None = rows.select_related("partnership__partner").first()
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


def decisions_for_read(actor: Actor) -> QuerySet[Decision]:
    """The workspace's sealed decisions."""
    require_member(actor)
    decisions: QuerySet[Decision] = Decision.objects.filter(workspace_id=actor.workspace_id)
    return decisions


def decision_for_read(actor: Actor, pk: int) -> Decision:
    """A decision with its proposal and signature, what it superseded and what superseded it."""
    decisions = decisions_for_read(actor).select_related(
        "partnership__partner", "proposal", "signature", "supersedes", "superseded_by"
    )
    return get_object_or_404(decisions, pk=pk)


def may_propose(actor: Actor) -> bool:
    return actor.can(CONTRIBUTOR)


def may_withdraw(actor: Actor, proposal: Proposal) -> bool:
    return actor.is_member and (_proposed(actor, proposal) or actor.can(ADMINISTRATOR))


def may_invite_guests(actor: Actor, proposal: Proposal) -> bool:
    return actor.is_member and (_proposed(actor, proposal) or actor.can(ADMINISTRATOR))


def may_pass_on_guest_links(actor: Actor, proposal: Proposal) -> bool:
    """Whoever proposed must not see the link: following it, they could judge what they proposed."""
    return actor.can(ADMINISTRATOR) and not _proposed(actor, proposal)


def _proposed(actor: Actor, proposal: Proposal) -> bool:
    return proposal.proposed_by_id == actor.user_id


def guest_proposal(actor: Actor) -> Proposal:
    """The proposal for which a guest is here: the newest open one, else the newest."""
    if actor.is_member:
        raise Http404
    proposals = list(proposals_for_read(actor).order_by("-pk"))
    still_open = [proposal for proposal in proposals if proposal.state == "open"]
    if not proposals:
        raise Http404
    return (still_open or proposals)[0]


# The policy -----------------------------------------------------------------------------------


def policy_for_read(actor: Actor, number: int) -> Policy:
    """A version of the workspace's policy, for members."""
    require_member(actor)
    return get_object_or_404(Policy, workspace_id=actor.workspace_id, number=number)


def policy_change_for_read(actor: Actor, pk: int) -> PolicyChange:
    """What was asked of the policy, for members."""
    require_member(actor)
    return get_object_or_404(PolicyChange, workspace_id=actor.workspace_id, pk=pk)


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
