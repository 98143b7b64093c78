"""The sides of the seam: whose each responsibility is."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from partnerships.dossier import EscalationStepPart
from partnerships.models import EscalationStep
from partnerships.rules.boundary import bare
from partnerships.rules.vocabulary import PartyKind, TimeUnit
from partnerships.views.rows import Row, RowList

register = template.Library()


@dataclass(frozen=True, slots=True)
class Side:
    """The responsibilities of one party; `css` is the side of the seam on which they stand."""

    title: str | Promise
    css: str
    rows: list[Row]


_OURS, _NOBODY = gettext_lazy("Ours"), gettext_lazy("Not settled yet")


@register.filter
def seam_sides(listed: RowList, partner: str) -> list[Side]:
    """The responsibilities that are ours, left, and the partner's, right."""
    return [
        Side(_OURS, "ours", _of(listed, PartyKind.US)),
        Side(partner, "theirs", _of(listed, PartyKind.PARTNER)),
    ]


@register.filter
def other_sides(listed: RowList) -> list[Side]:
    """One column for each other institution, and one for what nobody owns yet."""
    others: dict[str, Side] = {}
    for row in _of(listed, PartyKind.OTHER):
        name = row.part.other_party
        others.setdefault(bare(name), Side(name, "other", [])).rows.append(row)
    nobody = _of(listed, None)
    return [*others.values(), *([Side(_NOBODY, "other", nobody)] if nobody else [])]


@register.filter
def time_limit(step: EscalationStep | EscalationStepPart) -> str:
    """Within how long somebody is told, such as "1 hour"."""
    count = step.within
    words = {
        TimeUnit.MINUTES: ngettext("%(count)d minute", "%(count)d minutes", count),
        TimeUnit.HOURS: ngettext("%(count)d hour", "%(count)d hours", count),
        TimeUnit.DAYS: ngettext("%(count)d day", "%(count)d days", count),
    }
    return words[TimeUnit(step.unit)] % {"count": count}


def _of(listed: RowList, party: PartyKind | None) -> list[Row]:
    return [row for row in listed.rows if row.part.party == party]
