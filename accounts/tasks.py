"""The jobs of this app, and what keeps the queue itself going."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from procrastinate import JobContext, jobs
from procrastinate.contrib.django import app

from accounts import letters
from accounts.jobs import Job, register
from accounts.ledger.checkpoints import checkpoint_write
from accounts.models import Workspace
from config.kernel import clock
from config.kernel.scope import workspace_scope

#: How long a letter that was sent is kept, for whoever asks whether it was.
LETTERS_KEPT = timedelta(days=90)


@app.periodic(cron="* * * * *", periodic_id="stalled")
@app.task(name="seam.stalled", queueing_lock="stalled", pass_context=True)
async def resume_stalled(context: JobContext, timestamp: int = 0) -> None:
    """Put back what a worker had begun and left, because it was killed.

    Where the same job waits already, the one that was left is not done again.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        if await manager.list_jobs_async(queueing_lock=job.queueing_lock, status="todo"):
            await manager.finish_job(job, status=jobs.Status.FAILED, delete_job=True)
        else:
            await manager.retry_job(job)


def digest(workspace: Workspace) -> Mapping[str, int]:
    """Put the digests that are due into the outbox."""
    with workspace_scope(workspace.pk):
        return {"digests": letters.queue_digests(workspace)}


def tidy(workspace: Workspace) -> Mapping[str, int]:
    """Forget letters that were sent long ago."""
    with workspace_scope(workspace.pk):
        gone = letters.clear_out(workspace, before=clock.now() - LETTERS_KEPT)
    return {"gone": gone}


def checkpoint(workspace: Workspace) -> Mapping[str, int]:
    """Sign where the ledger stands, if it went on since the last checkpoint."""
    with workspace_scope(workspace.pk):
        written = checkpoint_write(workspace.pk)
    return {"written": int(written is not None)}


SEND = register(
    Job(
        name="letters",
        label=_("Letters"),
        what=_("Sends what waits in the outbox, and tries again what did not go."),
        cron="* * * * *",
        work=letters.send_waiting,
        counted={"sent": _("Sent"), "waiting": _("Waiting")},
    )
)

DIGEST = register(
    Job(
        name="digests",
        label=_("Digests"),
        what=_("Gathers the notices of a day or a week into one letter, at eight."),
        cron="*/15 * * * *",
        work=digest,
        counted={"digests": _("Digests")},
    )
)

TIDY = register(
    Job(
        name="tidying",
        label=_("Tidying up"),
        what=_("Forgets letters that were sent more than 90 days ago."),
        cron="40 3 * * *",
        work=tidy,
        counted={"gone": _("Letters forgotten")},
    )
)

CHECKPOINT = register(
    Job(
        name="checkpoints",
        label=_("Checkpoints"),
        what=_("Signs where the ledger stands and keeps that outside the database."),
        cron="*/10 * * * *",
        work=checkpoint,
        counted={"written": _("Checkpoints written")},
    )
)
