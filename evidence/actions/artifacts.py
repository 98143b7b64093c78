"""Logging what was observed: artifacts."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.files import File
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import assign_changes, locked, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import is_blank
from config.kernel.parts import part_of
from config.kernel.recording import action
from evidence.actions.files import file_store, receiving
from evidence.dossier import RevalidationPart
from evidence.models import Artifact, Doubt, Pilot, Revalidation
from evidence.rules.weight import artifact_gaps, revalidation_gaps
from evidence.selectors.dossier import artifact_part
from evidence.sentences import BOOK
from partnerships.models import Partner, Partnership


class Observation(TypedDict, total=False):
    """What is said of an artifact besides its file; the words are those of the vocabulary."""

    title: str
    kind: str
    source: str
    conditions: str
    subject: str
    limits: str
    observed_on: date
    holds_until: date | None
    auditable: str
    audited_how: str
    link: str


@action
def artifact_create(
    *,
    by: Actor,
    partner: Partner | None = None,
    pilot: Pilot | None = None,
    upload: File | None = None,
    **said: Unpack[Observation],
) -> Artifact:
    """Log a documented observation about `partner`, with the file that documents it.

    Without a partner it is the workspace's own evidence; the result of a `pilot` names it.

    `observed_on` is the last day of the period described; `limits` always says what the artifact
    cannot show (chapter 28, section 5.2). Raises DomainError with what is missing, or for a file
    that is not accepted.
    """
    with (
        receiving(by=by, upload=upload) as content,
        recorded(by=by, kind="artifact.created", thread=partner) as under_way,
    ):
        artifact = Artifact(workspace_id=by.workspace_id, partner=partner, pilot=pilot, **said)
        if content:
            artifact.file = file_store(by=by, content=content)
        _require_complete(artifact)
        artifact.save()
        under_way.subject = under_way.subject or artifact
    return artifact


@action
def artifact_update(
    *,
    by: Actor,
    artifact: Artifact,
    version: int | None,
    upload: File | None = None,
    remove_file: bool = False,
    **said: Unpack[Observation],
) -> Artifact:
    """Correct an artifact; a new file takes the place of the old, which its history still names.

    Raises StaleVersion when it changed after `version`, DomainError with what is missing or when
    it was withdrawn.
    """
    with (
        receiving(by=by, upload=upload) as content,
        recorded(by=by, kind="artifact.updated", subject=artifact, thread=artifact.partner),
    ):
        artifact = _in_force(artifact, version)
        changes: dict[str, Any] = dict(said)
        if content or remove_file:
            changes["file"] = file_store(by=by, content=content) if content else None
        if assign_changes(artifact, changes):
            _require_complete(artifact)
            artifact.save()
    return artifact


@action
def artifact_withdraw(
    *, by: Actor, artifact: Artifact, version: int | None, reason: str
) -> Artifact:
    """Take an artifact out of what counts, saying why; it stays in the log for all to see.

    Raises StaleVersion when it changed after `version`, DomainError without a reason or when it
    was withdrawn already.
    """
    if is_blank(reason):
        raise DomainError(Problem(_("Say why this artifact no longer counts."), "reason"))
    with recorded(
        by=by,
        kind="artifact.withdrawn",
        subject=artifact,
        thread=artifact.partner,
        reason=reason,
    ):
        artifact = _held(artifact, version)
        save_changes(artifact, {"withdrawn_at": clock.now(), "withdrawn_reason": reason})
    return artifact


@action
def artifact_supersede(
    *, by: Actor, artifact: Artifact, version: int | None, replacement: Artifact
) -> Artifact:
    """Let `replacement` take the place of an artifact, which stays in the log and weighs nothing.

    Raises StaleVersion when it changed after `version`; DomainError when either was withdrawn or
    superseded, or they are not of the same partner.
    """
    with recorded(by=by, kind="artifact.superseded", subject=artifact, thread=artifact.partner):
        artifact = _in_force(artifact, version)
        save_changes(artifact, {"superseded_by": _taking_its_place(artifact, replacement)})
    return artifact


def _taking_its_place(artifact: Artifact, replacement: Artifact) -> Artifact:
    current = locked(replacement)
    of_another = current.partner_id != artifact.partner_id or current.pk == artifact.pk
    if of_another or current.withdrawn_at or current.superseded_by_id:
        text = _("Choose another artifact of the same partner that is itself still in the log.")
        raise DomainError(Problem(text, "replacement"))
    return current


@action
def artifact_revalidate(
    *,
    by: Actor,
    artifact: Artifact,
    version: int | None,
    looked_on: date,
    seen: str,
    holds_until: date | None = None,
) -> Revalidation:
    """Say that somebody looked at an artifact again, what they saw, and until when it holds now.

    From then on that day is the one that counts. Raises StaleVersion when the artifact changed
    after `version`, DomainError with what is missing, or when it was withdrawn or superseded.
    """
    with recorded(by=by, kind="artifact.revalidated", subject=artifact, thread=artifact.partner):
        artifact = _in_force(artifact, version)
        look = Revalidation(
            workspace_id=by.workspace_id,
            artifact=artifact,
            looked_on=looked_on,
            seen=seen,
            holds_until=holds_until,
            looked_by_id=by.user_id,
        )
        part = part_of(RevalidationPart, look)
        if gaps := revalidation_gaps(part, artifact_part(artifact), clock.today()):
            raise DomainError(BOOK.problems(gaps))
        look.save()
        for doubt in artifact.doubts.filter(looked_again=None).order_by("pk"):
            save_changes(doubt, {"looked_again": look})
    return look


@action
def artifact_doubt(*, by: Actor, artifact: Artifact, doubted_on: date, why: str) -> Doubt:
    """Say why an artifact is less trustworthy since `doubted_on`.

    It weighs nothing until somebody looks at it again. Raises DomainError without a reason, or when
    it was withdrawn or superseded.
    """
    if is_blank(why):
        raise DomainError(Problem(_("Say why this artifact is less trustworthy now."), "why"))
    with recorded(
        by=by, kind="artifact.doubted", subject=artifact, thread=artifact.partner, reason=why
    ):
        artifact = _in_force(artifact, None)
        doubt = Doubt(
            workspace_id=by.workspace_id,
            artifact=artifact,
            doubted_on=doubted_on,
            why=why,
            doubted_by_id=by.user_id,
        )
        doubt.save()
    return doubt


def _in_force(artifact: Artifact, version: int | None) -> Artifact:
    """The artifact under its locks, unless another took its place."""
    current = _held(artifact, version)
    if current.superseded_by_id is not None:
        raise DomainError(
            _("Another artifact took the place of this one, so it stays as it was. Open that one.")
        )
    return current


def _held(artifact: Artifact, version: int | None) -> Artifact:
    """The artifact under its lock, and before it every partnership that may rely on it.

    So nobody changes an artifact between the moment a decision judges it and the seal.
    """
    relying = Q(claims__criteria__readings__artifact=artifact)
    if artifact.partner_id is not None:
        relying |= Q(partner_id=artifact.partner_id)
    ids = Partnership.objects.filter(relying).values("id")
    partnerships = Partnership.objects.filter(pk__in=ids)
    list(partnerships.select_for_update(no_key=True).order_by("id").values_list("id"))
    current = locked(artifact, version=version)
    current.partner = artifact.partner
    if current.withdrawn_at is not None:
        raise DomainError(
            _("This artifact was withdrawn, so it stays as it was. Log a new one instead.")
        )
    return current


def _require_complete(artifact: Artifact) -> None:
    if gaps := artifact_gaps(artifact_part(artifact), clock.today()):
        raise DomainError(BOOK.problems(gaps))
