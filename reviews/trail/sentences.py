"""How each kind of entry reads: `{who}` did it, `{name}` is what it was about.

A new action adds its line here: a test looks for every kind that the code records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Telling:
    """One kind of entry: its name in a filter, what somebody did, and its picture."""

    label: Any
    sentence: Any
    icon: str = ""
    is_decision: bool = False


TELLINGS: dict[str, Telling] = {
    "workspace.created": Telling(
        _("Workspace opened"), _("{who} opened the workspace {name}"), icon="plus"
    ),
    "load.created": Telling(
        _("Filled for a trial"), _("{who} filled {name} with rows for a trial"), icon="plus"
    ),
    "workspace.updated": Telling(
        _("Workspace settings changed"), _("{who} changed the settings of {name}"), icon="settings"
    ),
    "membership.created": Telling(
        _("Member added"), _("{who} added {name} as a member"), icon="user"
    ),
    "membership.updated": Telling(
        _("Roles changed"), _("{who} changed the roles of {name}"), icon="user"
    ),
    "membership.ended": Telling(
        _("Membership ended"), _("{who} ended the membership of {name}"), icon="user"
    ),
    "invitation.created": Telling(_("Invitation sent"), _("{who} invited {name}"), icon="mail"),
    "invitation.revoked": Telling(
        _("Invitation revoked"), _("{who} revoked the invitation of {name}"), icon="mail"
    ),
    "invitation.accepted": Telling(
        _("Invitation accepted"), _("{who} accepted the invitation to {name}"), icon="mail"
    ),
    "guest.invited": Telling(
        _("Guest approver invited"), _("{who} invited a guest to decide {name}"), icon="mail"
    ),
    "partner.created": Telling(
        _("Partner added"), _("{who} added the partner {name}"), icon="partners"
    ),
    "partner.updated": Telling(
        _("Partner changed"), _("{who} changed the partner {name}"), icon="partners"
    ),
    "partnership.created": Telling(
        _("Partnership added"),
        _("{who} put the partnership {name} in the register"),
        icon="partnership",
    ),
    "partnership.updated": Telling(
        _("Partnership changed"), _("{who} changed the partnership {name}"), icon="partnership"
    ),
    "partnership.moved": Telling(
        _("Standing moved"), _("{who} moved the standing of {name}"), icon="partnership"
    ),
    "fit_card.updated": Telling(
        _("Fit Card written"), _("{who} wrote on the Fit Card: {name}"), icon="pencil"
    ),
    "conflict_risk.created": Telling(
        _("Conflict risk added"), _("{who} added the conflict risk “{name}”"), icon="plus"
    ),
    "conflict_risk.updated": Telling(
        _("Conflict risk changed"), _("{who} changed the conflict risk “{name}”"), icon="pencil"
    ),
    "conflict_risk.deleted": Telling(
        _("Conflict risk removed"), _("{who} removed the conflict risk “{name}”"), icon="trash"
    ),
    "integration_point.created": Telling(
        _("Integration point added"), _("{who} added the integration point “{name}”"), icon="plus"
    ),
    "integration_point.updated": Telling(
        _("Integration point changed"),
        _("{who} changed the integration point “{name}”"),
        icon="pencil",
    ),
    "integration_point.deleted": Telling(
        _("Integration point removed"),
        _("{who} removed the integration point “{name}”"),
        icon="trash",
    ),
    "exit_step.created": Telling(
        _("Exit step added"), _("{who} added the exit step “{name}”"), icon="plus"
    ),
    "exit_step.updated": Telling(
        _("Exit step changed"), _("{who} changed the exit step “{name}”"), icon="pencil"
    ),
    "exit_step.deleted": Telling(
        _("Exit step removed"), _("{who} removed the exit step “{name}”"), icon="trash"
    ),
    "claim.created": Telling(
        _("Claim written"), _("{who} wrote a claim about “{name}”"), icon="plus"
    ),
    "claim.updated": Telling(
        _("Claim changed"), _("{who} changed the claim about “{name}”"), icon="pencil"
    ),
    "claim.deleted": Telling(
        _("Claim removed"), _("{who} removed the claim about “{name}”"), icon="trash"
    ),
    "criterion.created": Telling(
        _("Success criterion added"), _("{who} added the success criterion “{name}”"), icon="plus"
    ),
    "criterion.updated": Telling(
        _("Success criterion changed"),
        _("{who} changed the success criterion “{name}”"),
        icon="pencil",
    ),
    "criterion.deleted": Telling(
        _("Success criterion removed"),
        _("{who} removed the success criterion “{name}”"),
        icon="trash",
    ),
    "artifact.created": Telling(
        _("Evidence logged"), _("{who} logged the artifact “{name}”"), icon="evidence"
    ),
    "artifact.updated": Telling(
        _("Evidence changed"), _("{who} changed the artifact “{name}”"), icon="evidence"
    ),
    "artifact.withdrawn": Telling(
        _("Evidence withdrawn"), _("{who} withdrew the artifact “{name}”"), icon="undo"
    ),
    "reading.created": Telling(
        _("Evidence read"), _("{who} read evidence for a criterion: {name}"), icon="eye"
    ),
    "reading.updated": Telling(
        _("Reading changed"), _("{who} changed a reading: {name}"), icon="eye"
    ),
    "reading.withdrawn": Telling(
        _("Reading withdrawn"), _("{who} withdrew a reading: {name}"), icon="undo"
    ),
    "proposal.made": Telling(
        _("Decision proposed"),
        _("{who} proposed a decision: {name}"),
        icon="inbox",
        is_decision=True,
    ),
    "proposal.declined": Telling(
        _("Proposal declined"), _("{who} declined the proposal: {name}"), icon="x", is_decision=True
    ),
    "proposal.withdrawn": Telling(
        _("Proposal withdrawn"), _("{who} withdrew the proposal: {name}"), icon="undo"
    ),
    "decision.sealed": Telling(
        _("Decision sealed"),
        _("{who} authorised the decision: {name}"),
        icon="signature",
        is_decision=True,
    ),
}

#: For an entry of a version that knew more kinds than this one.
UNKNOWN = Telling(_("Other"), _("{who} did something that this version cannot tell: {name}"))


def telling_of(kind: str) -> Telling:
    """How entries of this kind read."""
    return TELLINGS.get(kind, UNKNOWN)


def kind_choices() -> list[tuple[str, str]]:
    """Every kind with its name, for a filter, in the order of the alphabet."""
    return sorted(((kind, str(t.label)) for kind, t in TELLINGS.items()), key=lambda pair: pair[1])
