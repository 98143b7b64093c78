"""Load and authorise in one function: proposals, decisions, triggers seen, the steps of an
unwinding, and who may do what with them.

A stranger meets 404, whoever may read but not act meets 403 with the way out.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.kernel.actors import ADMINISTRATOR, APPROVER, AUDITOR, CONTRIBUTOR, GUEST, Actor
from config.kernel.findings import finding
from evidence.models import StoredFile
from partnerships.access import (
    OF_PARTNERSHIP,
    beneath,
    partnership_for_read,
    require_contributor,
    require_member,
)
from partnerships.models import Partnership
from reviews.decisions.selectors.unwinding import is_under_way
from reviews.gate.selectors.guests import seats_taken
from reviews.models import (
    Decision,
    PolicyChange,
    Proposal,
    ProposalState,
    Sighting,
    UnwindStep,
)
from reviews.selectors.dossier import read_frozen
from reviews.sentences import BOOK


def proposals_for_read(actor: Actor) -> QuerySet[Proposal]:
    """The workspace's proposals, each with partnership and partner; a guest's, only their own."""
    proposals = Proposal.objects.filter(workspace_id=actor.workspace_id)
    if not actor.is_member:
        seats = seats_taken(actor.person_id).filter(proposal__isnull=False)
        proposals = proposals.filter(pk__in=seats.values("proposal_id"))
    found: QuerySet[Proposal] = proposals.select_related(*OF_PARTNERSHIP)
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


def decisions_for_read(actor: Actor) -> QuerySet[Decision]:
    """The workspace's sealed decisions."""
    require_member(actor)
    decisions: QuerySet[Decision] = Decision.objects.filter(workspace_id=actor.workspace_id)
    return decisions


def decision_for_read(actor: Actor, pk: int) -> Decision:
    """A decision with its proposal and signature, what it superseded and what superseded it."""
    decisions = decisions_for_read(actor).select_related(
        *OF_PARTNERSHIP,
        "proposal",
        "signature",
        "supersedes",
        "superseded_by",
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


def guest_matter(actor: Actor) -> Proposal | PolicyChange:
    """That for which a guest is here: the newest that is open, else the newest."""
    if actor.is_member or not actor.can(GUEST):
        raise Http404
    matters = [seat.decides for seat in seats_taken(actor.person_id).order_by("-pk")]
    still_open = [matter for matter in matters if matter.state == "open"]
    if not matters:
        raise Http404
    return (still_open or matters)[0]


# The workspace as a whole -----------------------------------------------------------------------


def may_oversee(actor: Actor) -> bool:
    """Whether the page of what waits in the whole workspace is offered."""
    return actor.can(ADMINISTRATOR) or actor.can(AUDITOR)


def require_overseer(actor: Actor) -> None:
    """Administrators and auditors look after the workspace as a whole."""
    require_member(actor)
    if not may_oversee(actor):
        raise PermissionDenied(
            _("Administrators and auditors see what waits in the whole workspace.")
        )


# Triggers seen and the steps of an unwinding ---------------------------------------------------


def sighting_for_proposing(actor: Actor, pk: int) -> Sighting:
    """A trigger that was seen, for contributors; that it can be proposed, the rules say."""
    sighting = _sighting_for_read(actor, pk)
    if not may_propose(actor):
        raise PermissionDenied(
            _("Contributors propose decisions. Ask an administrator for that role.")
        )
    return sighting


def sighting_for_setting_aside(actor: Actor, pk: int) -> Sighting:
    """A trigger that was seen, for approvers; that nobody sets their own aside, the rules say."""
    sighting = _sighting_for_read(actor, pk)
    if not actor.can(APPROVER):
        raise PermissionDenied(
            _("Approvers say that a trigger calls for nothing. Ask one, or the one it names.")
        )
    return sighting


def _sighting_for_read(actor: Actor, pk: int) -> Sighting:
    require_member(actor)
    rows = Sighting.objects.filter(workspace_id=actor.workspace_id).defer("proposal__dossier")
    related = (*beneath("trigger"), "trigger__authoriser__user", "artifact", "proposal")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def unwinding_for_update(actor: Actor, pk: int) -> Decision:
    """The decision of an unwinding, for contributors, while it lasts."""
    decision = decision_for_read(actor, pk)
    if decision.standing_after != "unwinding":
        raise Http404
    require_contributor(actor)
    _require_under_way(decision)
    return decision


def unwind_step_for_update(actor: Actor, pk: int) -> UnwindStep:
    """A step of an unwinding, for contributors, while that lasts."""
    require_member(actor)
    rows = UnwindStep.objects.filter(workspace_id=actor.workspace_id)
    step: UnwindStep = get_object_or_404(
        rows.select_related(*beneath("decision"), "decision__proposal"), pk=pk
    )
    require_contributor(actor)
    _require_under_way(step.decision)
    return step


def _require_under_way(decision: Decision) -> None:
    if not is_under_way(decision, decision.partnership):
        raise PermissionDenied(BOOK.sentence(finding("unwind_step.closed")))
