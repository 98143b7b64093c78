"""Which claims were borne out: the newest word of a closed review on each success criterion."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from config.kernel.paging import Page, keyset
from reviews.models import CriterionFared
from reviews.vocabulary import Fared


@dataclass(frozen=True)
class OverTime:
    """How many criteria fared how, and one page of them."""

    counts: dict[str, int]
    page: Page[CriterionFared]


def fared_last(workspace_id: int) -> QuerySet[CriterionFared]:
    """The newest word on each criterion of the workspace, from closed reviews only."""
    closed = CriterionFared.objects.filter(
        workspace_id=workspace_id, review__closed_at__isnull=False
    )
    newest = closed.order_by("criterion_id", "-review__closed_at", "-pk").distinct("criterion_id")
    found: QuerySet[CriterionFared] = CriterionFared.objects.filter(pk__in=newest.values("pk"))
    return found


def claims_over_time(workspace_id: int, fared: str = "", after: str | None = None) -> OverTime:
    """Counts by outcome, and the criteria newest first, `fared` narrowing them. Two queries."""
    rows = fared_last(workspace_id)
    counted = dict(rows.values_list("fared").annotate(Count("pk")).order_by())
    narrowed = rows.filter(fared=fared) if fared in set(Fared) else rows
    narrowed = narrowed.select_related("criterion__claim__partnership__partner", "review")
    counts = {each.value: counted.get(each.value, 0) for each in Fared}
    return OverTime(counts, keyset(narrowed, order=["-review__held_on", "-pk"], after=after))
