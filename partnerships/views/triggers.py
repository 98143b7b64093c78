"""Triggers: what would make you renegotiate or leave, agreed before it happens."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.selectors.memberships import approvers_in
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions import triggers as actions
from partnerships.forms.triggers import TriggerForm
from partnerships.models import Trigger
from partnerships.rules.triggers import triggers_gaps
from partnerships.selectors.dossier import trigger_part
from partnerships.views.conditions import MarginCondition, remarks_on
from partnerships.views.rows import Rows, row_list, row_views

_SETTLED = MarginCondition("met", _("Somebody would notice each of them, and somebody may act."))


def trigger_list(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Triggers(access.partnership_for_read(request.actor, pk))
    context = {"row_list": row_list(request, rows), **rows.around()}
    return render_page(request, "partnerships/trigger_list.html", context)


class Triggers(Rows):
    """The triggers of a partnership."""

    actions = actions.TRIGGERS
    form = TriggerForm
    named_by = "observable"

    def page(self) -> str:
        return href("partnerships:trigger_list", self.parent.pk)

    def read(self) -> Iterable[Trigger]:
        return self._triggers

    def around(self) -> dict[str, Any]:
        parts = [trigger_part(each, each.authoriser) for each in self._triggers]
        approvers = {str(each.user_id) for each in approvers_in(self.parent.workspace_id)}
        gaps = triggers_gaps(parts, str(self.parent.pk), approvers)
        return {"partnership": self.parent, "conditions": remarks_on(gaps) or [_SETTLED]}

    def form_extras(self, actor: Actor, row: Any = None) -> dict[str, Any]:
        return {"approvers": approvers_in(actor.workspace_id)}

    @cached_property
    def _triggers(self) -> list[Trigger]:
        return list(self.parent.triggers.select_related("authoriser__user"))


TRIGGER = row_views(Triggers, access.partnership_for_update, access.trigger_for_update)
