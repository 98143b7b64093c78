"""One's own notices, and how one wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from accounts.models import Letter, Notice, NoticePreference, User
from accounts.notices import sentence
from accounts.rules.notices import Delivery, Kind, usual_delivery
from config.kernel.actors import Actor

#: How many are shown: older ones are read, or will not be.
MOST = 100

#: How many letters administrators see.
MOST_LETTERS = 25


@dataclass(frozen=True)
class NoticeLine:
    """A notice as its page shows it."""

    notice: Notice
    sentence: str


def notices_of(actor: Actor) -> list[NoticeLine]:
    """The newest notices of a person in a workspace, unread ones first. One query."""
    own = Notice.objects.filter(workspace_id=actor.workspace_id, user_id=actor.person_id)
    rows = own.order_by(F("read_at").desc(nulls_first=True), "-noticed_at", "-pk")[:MOST]
    return [NoticeLine(row, sentence(row)) for row in rows]


def preferences_of(user: User) -> dict[str, Any]:
    """What the form of preferences begins with: what was said, or what is usual. One query."""
    rows = NoticePreference.objects.filter(user=user).values_list("kind", "delivery")
    said = dict(rows)
    wishes = {kind.value: said.get(kind.value, usual_delivery(kind).value) for kind in Kind}
    return wishes | {"language": user.language, "time_zone": user.time_zone}


def deliveries(user_ids: Iterable[int]) -> Mapping[tuple[int, str], Delivery]:
    """What these people said about mail, by person and kind. One query."""
    rows = NoticePreference.objects.filter(user_id__in=set(user_ids))
    return {(row.user_id, row.kind): Delivery(row.delivery) for row in rows}


def wish_of(wishes: Mapping[tuple[int, str], Delivery], user_id: int, kind: str) -> Delivery:
    """How somebody wants to be told of a kind: as they said, or as is usual."""
    return wishes.get((user_id, kind)) or usual_delivery(Kind(kind))


def letters_in(workspace_id: int) -> list[Letter]:
    """The letters that wait, then those sent last, each with whom it is for. One query."""
    rows = Letter.objects.filter(workspace_id=workspace_id).select_related("user")
    return list(rows.order_by(F("sent_at").desc(nulls_first=True), "-pk")[:MOST_LETTERS])
