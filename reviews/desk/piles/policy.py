"""What is asked of the policy and waits for a second person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.selectors.memberships import behind_in
from accounts.templatetags.people import person
from config.kernel.pages import href
from reviews.desk.reading import Reading
from reviews.desk.rules.lines import Line, Timing, subject_of
from reviews.gate.rules.agreeing import agree_refusal
from reviews.gate.selectors.policies import open_change
from reviews.models import PolicyChange
from reviews.vocabulary import LineKind

_MINE = (
    _("You asked for it; another member has to agree, or a guest from outside."),
    _("They agree or decline, or you withdraw it. Its page invites a guest."),
)
_THEIRS = (
    _("%(who)s asked for it; you may agree."),
    _("Read what differs, then agree or decline."),
)
_ANYBODY_S = (
    _("%(who)s asked for it."),
    _("Another member agrees or declines, or a guest from outside."),
)


def policy_change(reading: Reading) -> Iterator[Line]:
    """For whoever asked: who has to act now. For whoever may agree: that it is them."""
    change = open_change(reading.actor.workspace_id)
    if change is None:
        return
    may = _who_may_agree(reading, change)
    if change.proposed_by_id == reading.actor.user_id:
        yield _line(change, *_MINE)
    elif reading.actor.user_id in may:
        yield _line(change, *_THEIRS, may)


def asked_for(reading: Reading) -> Iterator[Line]:
    """The open change, for those who look after the workspace."""
    change = open_change(reading.actor.workspace_id)
    if change is not None:
        yield _line(change, *_ANYBODY_S, _who_may_agree(reading, change))


def _who_may_agree(reading: Reading, change: PolicyChange) -> frozenset[int]:
    """The members of whom each could agree. One query."""
    behind = behind_in(reading.actor.workspace_id)
    asked_by = change.proposed_by_id
    return frozenset(
        user_id
        for user_id, roles in reading.people
        if agree_refusal(
            proposed_by_id=asked_by,
            person_id=user_id,
            roles=roles,
            behind=behind.get(user_id, frozenset()),
        )
        is None
    )


def _line(
    change: PolicyChange, why: Any, clears: Any, holders: frozenset[int] = frozenset()
) -> Line:
    return Line(
        kind=LineKind.POLICY,
        subject=subject_of("change", change.pk),
        title=_("A change of the policy"),
        href=href("reviews:policy_change_detail", change.pk),
        why=str(why) % {"who": person(change.proposed_by_id)},
        clears=clears,
        day=timezone.localdate(change.proposed_at),
        timing=Timing.SINCE,
        holders=holders,
    )
