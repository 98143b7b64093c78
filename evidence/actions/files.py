"""Taking in a file for an action, and leaving none behind when the action comes to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from django.core.files import File
from django.db import DatabaseError, connection
from django.utils.translation import gettext_lazy as _

from config.kernel.actors import Actor
from config.kernel.errors import DomainError, Problem
from config.kernel.recording import required
from config.kernel.scope import workspace_scope
from evidence import storage, uploads
from evidence.models import StoredFile
from evidence.rules.files import content_type_of, download_name

log = structlog.get_logger(__name__)


@contextmanager
def receiving(*, by: Actor, upload: File | None) -> Iterator[storage.Content | None]:
    """Take in `upload` around an action; whatever the action leaves without a row is removed.

    Opens before `recorded()`, so that a failing ledger is noticed too. Raises DomainError for a
    file that is too large, empty or of a type that is not accepted, and when the disk refuses.
    """
    if upload is None:
        yield None
        return
    if problems := uploads.problems(upload):
        raise DomainError(problems)
    content = _arrived(by, upload)
    try:
        yield content
    except BaseException:
        _forget_unless_used(by, content)
        raise
    finally:
        content.drop()


def file_store(*, by: Actor, content: storage.Content) -> StoredFile:
    """The row of a received file, its content in its place before anything is committed.

    Joins the action under way. The same content under the same name is the row that is there.
    """
    required()
    name = download_name(content.name)
    _hold(content)
    content.settle()
    same = StoredFile.objects.filter(
        workspace_id=by.workspace_id, sha256=content.sha256, name=name
    ).first()
    if same is not None:
        return same
    stored = StoredFile(
        workspace_id=by.workspace_id,
        sha256=content.sha256,
        size=content.size,
        name=name,
        content_type=content_type_of(name),
    )
    stored.save()
    return stored


def _arrived(by: Actor, upload: File) -> storage.Content:
    try:
        return storage.arrived(
            by.workspace_id, name=upload.name or "", chunks=upload.chunks(storage.CHUNK)
        )
    except OSError as error:
        log.exception("file_not_kept", workspace_id=by.workspace_id)
        text = _("The file could not be kept, so nothing was saved. Tell your administrator.")
        raise DomainError(Problem(text, "file")) from error


def _hold(content: storage.Content) -> None:
    """Until this transaction ends, nobody else stores or removes the same content.

    Without it, an action that fails could remove a content on which another, just committed,
    already relies.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))",
            [content.sha256, content.workspace_id],
        )


def _forget_unless_used(by: Actor, content: storage.Content) -> None:
    if not content.settled:
        return
    try:
        with workspace_scope(by.workspace_id, user_id=by.user_id):
            _hold(content)
            if not StoredFile.objects.filter(sha256=content.sha256).exists():
                storage.remove(content.workspace_id, content.sha256)
    except DatabaseError:  # the connection is gone too: `files_verify` finds what was left
        log.warning("file_left_behind", workspace_id=by.workspace_id, sha256=content.sha256)
