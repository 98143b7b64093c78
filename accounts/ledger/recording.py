"""`recorded()`: one action, one transaction, one entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.db import models, transaction

from accounts.ledger.authority import require_authority
from accounts.ledger.chain import GENESIS, entry_digest
from accounts.ledger.models import Entry, Head
from config.kernel import clock, recording
from config.kernel.actors import Actor
from config.kernel.errors import OtherWorkspace
from config.kernel.recording import Recording
from config.kernel.scope import workspace_scope


@contextmanager
def recorded(
    *,
    by: Actor,
    kind: str,
    subject: models.Model | None = None,
    thread: models.Model | None = None,
    reason: str = "",
) -> Iterator[Recording]:
    """Open the action `kind` (`<noun>.<verb>`), or join the one that is under way.

    The outermost opens the transaction, sees one workspace, gives history its person and reason,
    and on leaving appends exactly one entry to the workspace's ledger: if that fails, nothing
    was written. An action that changed nothing leaves no entry. A create sets
    `recording.subject` when the row exists; `thread` is the object in whose trail the entry is
    read, by default the subject.

    Raises AuthorityGone when `by` is no longer a member or lost a role they act in, and
    OtherWorkspace when `by` acts in another workspace than the action under way.
    """
    outer = recording.active()
    if outer is not None:
        if outer.actor.workspace_id != by.workspace_id:
            raise OtherWorkspace("a nested action belongs to the workspace of the outer one")
        with recording.all_or_nothing():
            yield outer
        return
    under_way = Recording(
        actor=by, kind=kind, at=clock.now(), reason=reason, subject=subject, thread=thread
    )
    with workspace_scope(by.workspace_id, user_id=by.user_id), transaction.atomic():
        with recording.activate(under_way):
            yield under_way
            for prepare in recording.before_entry:
                prepare(under_way)
        if under_way.rows:
            _append(under_way, by)


def _append(under_way: Recording, by: Actor) -> Entry:
    subject = under_way.subject
    if subject is None or subject.pk is None:
        raise ValueError(f"the action {under_way.kind} did not say what it was about")
    thread = under_way.thread or subject
    head = _locked_head(under_way.actor.workspace_id)
    require_authority(by, under_way.entry_id)
    entry = Entry(
        id=under_way.entry_id,
        workspace_id=under_way.actor.workspace_id,
        sequence=head.sequence + 1,
        kind=under_way.kind,
        at=clock.now(),  # under the lock, so that the moments stand in the order of the entries
        by_id=under_way.actor.user_id,
        on_behalf_of_id=under_way.actor.on_behalf_of,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        thread_type=thread._meta.label_lower,
        thread_id=thread.pk,
        reason=under_way.reason,
        request_id=str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64],
        rows=[row.as_json() for row in under_way.rows],
        previous=head.digest,
    )
    entry.digest = entry_digest(vars(entry))
    entry.save(force_insert=True)
    Head.objects.filter(pk=head.pk).update(sequence=entry.sequence, digest=entry.digest)
    return entry


def _locked_head(workspace_id: int) -> Head:
    heads = Head.objects.select_for_update(no_key=True).filter(workspace_id=workspace_id)
    head = heads.first()
    if head is None:
        Head.objects.bulk_create(
            [Head(workspace_id=workspace_id, digest=GENESIS)], ignore_conflicts=True
        )
        head = heads.get()
    return head
