"""What is asked of the policy and waits for a second person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.templatetags.people import person
from config.kernel.actors import Actor
from config.kernel.pages import href
from reviews.desk.lines import Line, Pile
from reviews.gate.access import may_agree_policy
from reviews.gate.selectors.policies import open_change
from reviews.models import PolicyChange

_MINE = (
    _("You asked for it; another member has to agree, or a guest from outside."),
    _("They agree or decline, or you withdraw it. Its page invites a guest."),
)
_THEIRS = (
    _("%(who)s asked for it; you may agree."),
    _("Read what differs, then agree or decline."),
)


def policy_change(actor: Actor) -> Pile:
    change = open_change(actor.workspace_id)
    lines = [] if change is None else _lines(actor, change)
    return Pile("policy", _("The policy"), lines)


def asked_for(actor: Actor) -> Pile:
    """The open change, for those who look after the workspace."""
    change = open_change(actor.workspace_id)
    asked = _("%(who)s asked for it.")
    clears = _("Another member agrees or declines, or a guest from outside.")
    changes = [change] if change else []
    lines = [_line(each, asked % {"who": person(each.proposed_by_id)}, clears) for each in changes]
    return Pile("policy", _("The policy"), lines)


def _lines(actor: Actor, change: PolicyChange) -> list[Line]:
    """For whoever asked: who has to act now. For whoever may agree: that it is them."""
    if change.proposed_by_id == actor.user_id:
        return [_line(change, *_MINE)]
    if not may_agree_policy(actor, change):
        return []
    why, clears = _THEIRS
    return [_line(change, why % {"who": person(change.proposed_by_id)}, clears)]


def _line(change: PolicyChange, why: object, clears: object) -> Line:
    return Line(
        title=_("A change of the policy"),
        href=href("reviews:policy_change_detail", change.pk),
        why=why,
        clears=clears,
        day=change.proposed_at,
    )
