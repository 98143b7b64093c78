"""Two moments of a partnership held against each other, for reading.

The number of queries is fixed: those of two dossiers, and one each for what was written between
the moments, for the entries that wrote it, and for the names of what it refers to.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from partnerships.models import Partnership
from partnerships.rules.standing import Standing
from reviews.decisions.rules.comparison import Difference, differences
from reviews.dossier import Dossier
from reviews.selectors.dossier import dossier_of
from reviews.trail.changes import Names
from reviews.trail.compared import Section
from reviews.trail.registry import BY_LABEL, Story
from reviews.trail.rows import latest_rows
from reviews.trail.wording import Telling, referred, sections
from reviews.trail.writers import Writers, writers


@dataclass(frozen=True)
class Moment:
    """One of the two: the entry's number, when it was written, and where the partnership stood."""

    number: int
    at: datetime
    standing: Standing


@dataclass(frozen=True)
class Comparison:
    """What differs between an earlier and a later moment, in sections."""

    since: Moment
    until: Moment
    sections: tuple[Section, ...]


def comparison_of(partnership: Partnership, since: int, until: int | None = None) -> Comparison:
    """What is otherwise at entry `until` of the ledger, by default now, than at entry `since`.

    Raises Partnership.DoesNotExist for an entry from before the partnership.
    """
    then, now = dossier_of(partnership, until=since), dossier_of(partnership, until=until)
    found = differences(then, now)
    telling = telling_of(partnership, found, then, now)
    return Comparison(
        since=_moment(then, telling.writers),
        until=_moment(now, telling.writers),
        sections=tuple(sections(found, telling)),
    )


def telling_of(
    partnership: Partnership, found: Collection[Difference], then: Dossier, now: Dossier
) -> Telling:
    """What sentences about these differences need: who wrote them, and what ids stand for."""
    wrote = writers(partnership.workspace_id, found, then.as_of, now.as_of)
    return Telling(wrote, _names(referred(found)))


def _moment(dossier: Dossier, wrote: Writers) -> Moment:
    at = wrote.numbered(dossier.as_of).at
    return Moment(dossier.as_of, at, dossier.partnership.standing)


def _names(wanted: dict[Story, set[int]]) -> Names:
    latest = latest_rows(wanted)
    return {key: BY_LABEL[key[0]].name_of(row) for key, row in latest.items()}
