"""What matches, best first."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, IntegerField, QuerySet, Value, When

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
    query = query_of(text)
    if not query:
        return Finds()
    rows = list(_matching(workspace_id, query, kind)[: MOST + 1])
    return Finds(tuple(map(_find, rows[:MOST])), len(rows) > MOST)


def is_empty(workspace_id: int) -> bool:
    """Whether nothing of the workspace can be found yet. One query."""
    return not SearchEntry.objects.filter(workspace_id=workspace_id).exists()


def _matching(workspace_id: int, query: str, kind: str) -> QuerySet[SearchEntry]:
    asked = SearchQuery(query, config="simple", search_type="raw")
    rows = SearchEntry.objects.filter(workspace_id=workspace_id, document=asked)
    if kind in BY_KIND:
        rows = rows.filter(kind=kind)
    order = Case(
        *(When(kind=each.kind, then=Value(place)) for place, each in enumerate(SUBJECTS)),
        default=Value(len(SUBJECTS)),
        output_field=IntegerField(),
    )
    rank = SearchRank("document", asked)
    return rows.annotate(rank=rank, place=order).order_by("-rank", "place", "name_key", "pk")


def _find(row: SearchEntry) -> Find:
    subject = BY_KIND[row.kind]
    return Find(subject.label, row.name, row.beside, href(subject.view, row.row_id))
