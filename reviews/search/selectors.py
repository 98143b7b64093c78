"""What matches, best first."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, QuerySet, When

from config.kernel.pages import href
from config.kernel.sentences import Text
from reviews.models import SearchEntry
from reviews.search.queries import query_of
from reviews.search.subjects import BY_KIND, SUBJECTS

#: How many finds a page shows; with more, another word finds better.
MOST = 30


@dataclass(frozen=True)
class Find:
    """One object that was found."""

    label: Text
    name: str
    beside: str
    href: str


@dataclass(frozen=True)
class Finds:
    """The best finds, and whether there are more."""

    finds: tuple[Find, ...] = ()
    has_more: bool = False


def found(workspace_id: int, text: str, kind: str = "") -> Finds:
    """What has every word of `text`, by name before other words. One query; none without a word.

    `kind` narrows it to one kind of object; one that does not exist is as good as none.
    """
    if not query_of(text):
        return Finds()
    rows = list(_matching(workspace_id, text, kind)[: MOST + 1])
    return Finds(tuple(map(_find, rows[:MOST])), len(rows) > MOST)


def is_empty(workspace_id: int) -> bool:
    """Whether nothing of the workspace can be found yet. One query."""
    return not SearchEntry.objects.filter(workspace_id=workspace_id).exists()


def _matching(workspace_id: int, text: str, kind: str) -> QuerySet[SearchEntry]:
    """Those named so first. A rank over every match would take longer than to find them."""
    rows = SearchEntry.objects.filter(workspace_id=workspace_id, document=_query(query_of(text)))
    if kind in BY_KIND:
        rows = rows.filter(kind=kind)
    named = Case(When(document=_query(query_of(text, "A")), then=0), default=1)
    place = Case(
        *(When(kind=each.kind, then=place) for place, each in enumerate(SUBJECTS)),
        default=len(SUBJECTS),
    )
    columns = ("kind", "row_id", "name", "beside")
    return rows.only(*columns).order_by(named, place, "name_key", "pk")


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, config="simple", search_type="raw")


def _find(row: SearchEntry) -> Find:
    subject = BY_KIND[row.kind]
    return Find(subject.label, row.name, subject.told(row.beside), href(subject.view, row.row_id))
