"""The lines of a desk as its page lists them: by nearness, all or those of one kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from config.kernel.pages import href
from config.kernel.sentences import Text
from reviews.desk.reading import MOST
from reviews.desk.rules.lines import Group, Line, counts, grouped, in_order
from reviews.desk.sentences import NEARNESS_LABELS
from reviews.vocabulary import LineKind
from reviews.words import LINE_KINDS

#: How many lines a page shows until asked for all.
SHOWN = 60


@dataclass(frozen=True)
class Narrowing:
    """A link that shows the lines of one kind, or all of them."""

    label: Text | None
    count: str
    href: str
    is_here: bool


@dataclass(frozen=True)
class Listing:
    """What a page lists. `more` is the address with all lines where not all are shown."""

    groups: tuple[tuple[Text, Group], ...]
    kinds: tuple[Narrowing, ...]
    total: int
    shown: int
    more: str
    kind: LineKind | None


def listed(request: HttpRequest, lines: Collection[Line], today: date, page: str) -> Listing:
    """The lines as the request asks for them: `?kind=` narrows, `?all=1` shows every one.

    `page` is the name of the page's address. No query.
    """
    kind = _kind_asked(request)
    chosen = [line for line in lines if kind in (None, line.kind)]
    shown = in_order(chosen, today)[: None if request.GET.get("all") else SHOWN]
    return Listing(
        groups=tuple((NEARNESS_LABELS[each.nearness], each) for each in grouped(shown, today)),
        kinds=tuple(_narrowings(lines, kind, page)),
        total=len(chosen),
        shown=len(shown),
        more=href(page, kind=kind, all=1) if len(shown) < len(chosen) else "",
        kind=kind,
    )


def _kind_asked(request: HttpRequest) -> LineKind | None:
    asked = request.GET.get("kind")
    return LineKind(asked) if asked in set(LineKind) else None


def _narrowings(lines: Collection[Line], here: LineKind | None, page: str) -> list[Narrowing]:
    """All, then each kind that waits."""
    counted = counts(lines)
    every = Narrowing(None, _said(len(lines), _any_cut(counted.values())), href(page), here is None)
    return [
        every,
        *(
            Narrowing(LINE_KINDS[kind], _said(n, n >= MOST), href(page, kind=kind), kind is here)
            for kind, n in counted.items()
        ),
    ]


def _any_cut(counted: Collection[int]) -> bool:
    """Whether a pile was as long as it may be, so that there may be more."""
    return any(count >= MOST for count in counted)


def _said(count: int, is_cut: bool) -> str:
    return f"{count}+" if is_cut else str(count)
