"""The Evidence Log as CSV: streamed in batches, each read in a transaction of its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.selectors.memberships import names_in
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.scope import workspace_scope
from evidence.models import Artifact
from evidence.rules.csv_cells import safe_cell
from evidence.selectors.log import LogQuery, LogRow, log_page
from evidence.sentences import ARTIFACT_STATE_LABELS, COLUMN_LABELS
from partnerships.models import Partnership
from partnerships.sentences import BOUNDARY_STATUS_LABELS

#: Rows read at a time: what a log of any length costs in memory.
BATCH = 500

Cell = str | Promise | date | datetime | None


def log_lines(
    artifacts: QuerySet[Artifact],
    query: LogQuery,
    *,
    actor: Actor,
    zone: tzinfo,
    partnership: Partnership | None = None,
) -> Iterator[bytes]:
    """The log as UTF-8 with a byte order mark, which is how spreadsheets know it.

    `artifacts` are those that `actor` may see; they were asked for before anything was sent.
    A streamed answer runs after the request's transaction has ended, so each batch opens the
    workspace anew and reads it to the end before anything is sent. Nothing in it is a live
    formula.
    """
    language = translation.get_language()
    after: str | None = None
    header = True
    while header or after:
        with (
            workspace_scope(actor.workspace_id, user_id=actor.user_id),
            timezone.override(zone),
            translation.override(language),
        ):
            page = log_page(
                artifacts,
                query,
                clock.today(),
                partnership=partnership,
                after=after,
                size=BATCH,
            )
            names = names_in(actor.workspace_id)
            lines = [_header()] if header else []
            lines += [_cells(row, names) for row in page.rows]
            text = _as_csv(lines)
        yield text.encode("utf-8-sig" if header else "utf-8")
        header, after = False, page.next_cursor


def _header() -> list[Cell]:
    return [
        *COLUMN_LABELS.values(),
        # The chapter's eight end here; the rest is what a reader asks next.
        _("Partnership"),
        _("Success criterion"),
        _("What it shows"),
        _("Why"),
        _("Limits here"),
        _("Read by"),
        _("Read on"),
        _("State"),
        _("Withdrawn because"),
        _("Kind"),
        _("Source"),
        _("Conditions"),
        _("Subject"),
        _("Observed until"),
        _("Holds until"),
        _("Data can be checked"),
        _("How, under which right"),
        _("File"),
        _("SHA-256"),
        _("Link"),
    ]


def _cells(row: LogRow, names: dict[int, str]) -> list[Cell]:
    return [*_of_the_chapter(row, names), *_of_the_reading(row, names), *_of_the_artifact(row)]


def _of_the_chapter(row: LogRow, names: dict[int, str]) -> list[Cell]:
    position = row.position
    return [
        row.artifact.partner.name if row.artifact.partner else "",
        row.claim.uncertainty if row.claim else "",
        row.artifact.title,
        row.artifact.limits,
        BOUNDARY_STATUS_LABELS[row.boundary] if row.boundary else "",
        position.get_decision_kind_display() if position else _undecided(row),
        position.decided_at if position else None,
        names.get(position.approver_id or 0, "") if position else "",
    ]


def _undecided(row: LogRow) -> str:
    """In place of the decision, for what was read and not decided on."""
    if row.decided_before is None:
        return _("Not decided on yet") if row.claim else ""
    day = timezone.localdate(row.decided_before).isoformat()
    return _("Since the decision of %(day)s") % {"day": day}


def _of_the_reading(row: LogRow, names: dict[int, str]) -> list[Cell]:
    reading = row.reading
    if reading is None or row.partnership is None:
        return ["", "", _("Not read yet"), "", "", "", None]
    return [
        row.partnership.name,
        reading.criterion.statement,
        reading.get_bearing_display(),
        reading.why,
        reading.limits_here,
        names.get(reading.read_by_id or 0, ""),
        reading.read_at,
    ]


def _of_the_artifact(row: LogRow) -> list[Cell]:
    artifact = row.artifact
    return [
        ARTIFACT_STATE_LABELS[row.state],
        row.withdrawn_because,
        artifact.get_kind_display(),
        artifact.get_source_display(),
        artifact.get_conditions_display(),
        artifact.get_subject_display(),
        artifact.observed_on,
        artifact.holds_until,
        artifact.get_auditable_display(),
        artifact.audited_how,
        artifact.file.name if artifact.file else "",
        artifact.file.sha256 if artifact.file else "",
        artifact.link,
    ]


def _as_csv(lines: Iterable[Iterable[Cell]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return text.getvalue()


def _plain(cell: Cell) -> str:
    """A moment as its day in the workspace's zone, year first; every text harmless."""
    if isinstance(cell, datetime):
        cell = timezone.localtime(cell).date()
    return cell.isoformat() if isinstance(cell, date) else safe_cell(str(cell or ""))
