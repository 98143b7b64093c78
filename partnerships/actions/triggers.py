"""Triggers: what, once seen, calls for renegotiation or unwind, and who may authorise it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from config.kernel.findings import Findings
from partnerships.actions.rows import RowActions
from partnerships.models import Trigger
from partnerships.rules.triggers import authoriser_gaps
from partnerships.selectors.dossier import trigger_part
from partnerships.sentences import BOOK


def _gaps(trigger: Trigger) -> Findings:
    """Whoever is named must be an approver on the day on which they are named."""
    member = trigger.authoriser
    may = member is not None and member.ended_at is None and Role.APPROVER in member.roles
    approvers = {str(member.user_id)} if may and member else ()
    return authoriser_gaps(trigger_part(trigger, member), approvers)


TRIGGERS = RowActions(
    Trigger,
    "trigger",
    gaps=_gaps,
    book=lambda: BOOK,
    rests_on=_("It was seen, or a measurement is bound to it, so it stays."),
)

trigger_create = TRIGGERS.create
trigger_update = TRIGGERS.update
trigger_delete = TRIGGERS.delete
