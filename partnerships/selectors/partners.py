"""Lists of partners."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from config.kernel.paging import Page, keyset
from partnerships.models import Partner, Partnership
from partnerships.rules.sort_key import sort_key


def partner_page(
    partners: QuerySet[Partner], *, search: str = "", after: str | None = None
) -> Page[Partner]:
    """Partners by name, each with the number of its partnerships. One query."""
    if search.strip():
        partners = partners.filter(sort_key__contains=sort_key(search))
    counted = partners.annotate(partnership_count=Count("partnerships"))
    return keyset(counted, order=["sort_key", "id"], after=after)


def partnerships_of(partner: Partner) -> list[Partnership]:
    """A partner's partnerships by name. One query."""
    return list(partner.partnerships.order_by("sort_key", "id"))


def latest_artifacts(partner: Partner, most: int) -> list[Any]:
    """What was last observed about a partner, at most so many. One query.

    Artifacts live to the right of here and are known by the name of their relation only.
    """
    rows = partner.artifacts
    return list(rows.order_by("-observed_on", "-id")[:most])


def partner_called(partners: QuerySet[Partner], name: str) -> Partner | None:
    """The partner of this name whatever its case and accents, or None. One query."""
    return partners.filter(sort_key=sort_key(name)).first()
