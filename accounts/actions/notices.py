"""Telling people: each thing once, on the page and by the letters that they asked for.

Exempt from the ledger: what is told of is recorded where it happened.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts import letters
from accounts.models import Notice, NoticePreference, User, Workspace
from accounts.models.notices import KINDS
from accounts.notices import Due
from accounts.rules.notices import DIGESTS, Delivery, Kind
from accounts.selectors.notices import deliveries, wish_of
from config.kernel import clock
from config.kernel.recording import action


@action
def notices_queue(*, workspace: Workspace, due: Collection[Due]) -> int:
    """Tell what was not told yet; how many. Inside the scope of the workspace.

    Two that queue at once go one after the other, and a constraint stands behind it. A fixed number
    of queries, however many are told.
    """
    _wait_for_others(workspace)
    wanted = {each.key: each for each in due}
    told = _told(workspace, wanted)
    fresh = [each for key, each in wanted.items() if key not in told]
    if not fresh:
        return 0
    wishes = deliveries(each.user_id for each in fresh)
    rows = Notice.objects.bulk_create([_row(workspace, each, wishes) for each in fresh])
    at_once = [row for row in rows if wish_of(wishes, row.user_id, row.kind) is Delivery.AT_ONCE]
    letters.queue_each(workspace, at_once)
    return len(rows)


@action
def preferences_save(
    *, by: User, wishes: Mapping[Kind, Delivery], language: str, time_zone: str
) -> None:
    """Keep how somebody wants their mail, in which language and zone ("" for the workspace's)."""
    for kind, delivery in wishes.items():
        NoticePreference.objects.update_or_create(
            user=by, kind=kind.value, defaults={"delivery": delivery.value}
        )
    by.language, by.time_zone = language, time_zone
    by.save(update_fields=["language", "time_zone"])


@action
def unsubscribe(*, user_id: int, about: str) -> None:
    """No more mail about a kind, or of the digest that `about` names. The page goes on telling."""
    for kind in kinds_behind(user_id, about):
        NoticePreference.objects.update_or_create(
            user_id=user_id, kind=kind.value, defaults={"delivery": Delivery.NEVER.value}
        )


def kinds_behind(user_id: int, about: str) -> list[Kind]:
    """The kinds of which a letter about `about` tells: itself, or all that come in that digest."""
    if about not in DIGESTS:
        return [Kind(about)]
    wishes = deliveries([user_id])
    return [kind for kind in Kind if wish_of(wishes, user_id, kind.value) == about]


_DIGESTS = {Delivery.DAILY: _("the daily digest"), Delivery.WEEKLY: _("the weekly digest")}


def name_of(about: str) -> str:
    """What a letter about `about` is called."""
    return str(_DIGESTS[Delivery(about)] if about in DIGESTS else KINDS[Kind(about)])


@action
def notices_read(*, user_id: int, workspace_id: int, pk: int | None = None) -> None:
    """Mark one notice of this person as read, or all of the workspace."""
    unread = Notice.objects.filter(user_id=user_id, workspace_id=workspace_id, read_at=None)
    (unread if pk is None else unread.filter(pk=pk)).update(read_at=clock.now())


@action
def notices_settled(
    *, workspace_id: int, kind: Kind, subject: str, user_id: int | None = None
) -> None:
    """Nothing waits any more of what was told: for this person, or for everybody."""
    told = Notice.objects.filter(workspace_id=workspace_id, kind=kind.value, subject=subject)
    whose = told if user_id is None else told.filter(user_id=user_id)
    whose.filter(read_at=None).update(read_at=clock.now(), digest="")


def _row(workspace: Workspace, due: Due, wishes: Mapping[tuple[int, str], Delivery]) -> Notice:
    wish = wish_of(wishes, due.user_id, due.kind.value)
    return Notice(
        workspace=workspace,
        user_id=due.user_id,
        kind=due.kind.value,
        subject=due.subject,
        occasion=due.occasion,
        params=due.params,
        path=due.path,
        noticed_at=clock.now(),
        digest=wish.value if wish in DIGESTS else "",
    )


def _told(workspace: Workspace, wanted: Collection[tuple[int, str, str, str]]) -> set[object]:
    told = Notice.objects.filter(
        workspace=workspace,
        user_id__in={user_id for user_id, *_rest in wanted},
        subject__in={subject for _user, _kind, subject, _occasion in wanted},
    )
    return set(told.values_list("user_id", "kind", "subject", "occasion"))


def _wait_for_others(workspace: Workspace) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('seam.notices'), %s)", [workspace.pk % 2**31]
        )
