"""Scale steps: the register, and one step with what is open and how it could be taken."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from config.kernel.paging import Page, keyset
from config.kernel.parts import part_of
from partnerships.dossier import ClaimPart, UncertaintyPart
from partnerships.models import Claim, Option, Partnership, ScaleStep, Standing, Uncertainty
from partnerships.rules.sort_key import sort_key
from partnerships.rules.vocabulary import UncertaintyState

_RESOLVED = UncertaintyState.RESOLVED.value


def step_page(
    steps: QuerySet[ScaleStep], *, search: str = "", after: str | None = None
) -> Page[ScaleStep]:
    """Scale steps by name, each with its number of options and of unresolved uncertainties.

    One query.
    """
    if key := sort_key(search):
        steps = steps.filter(sort_key__contains=key)
    unresolved = ~Q(uncertainties__state=_RESOLVED) & Q(uncertainties__isnull=False)
    counted = steps.annotate(
        option_count=Count("options", distinct=True),
        unresolved_count=Count("uncertainties", filter=unresolved, distinct=True),
    )
    return keyset(counted, order=["sort_key", "id"], after=after)


def options_of(step: ScaleStep) -> list[Option]:
    """The ways to take a step, each with its partnership and partner. One query."""
    return list(step.options.select_related("partnership__partner"))


def claims_about(step: ScaleStep) -> list[Claim]:
    """The claims about a step's uncertainties, each with its partnership and partner. One query."""
    claims = Claim.objects.filter(about__scale_step=step)
    return list(claims.select_related("about", "partnership__partner"))


def partnerships_to_choose(
    partnerships: QuerySet[Partnership], present: Option | None = None
) -> QuerySet[Partnership]:
    """What an option can stand for: whatever is not unwound, and the present one."""
    standing = ~Q(standing=Standing.UNWOUND)
    if present and present.partnership_id:
        standing |= Q(pk=present.partnership_id)
    return partnerships.filter(standing).order_by("sort_key", "id")


def uncertainties_to_choose(
    uncertainties: QuerySet[Uncertainty], present_id: int | None = None
) -> list[tuple[str, list[Uncertainty]]]:
    """What a claim can be about: unresolved ones and the present one, by scale step. One query."""
    among = uncertainties.filter(~Q(state=_RESOLVED) | Q(pk=present_id))
    groups: dict[str, list[Uncertainty]] = {}
    for each in among.order_by("scale_step__sort_key", "id"):
        groups.setdefault(each.scale_step.name, []).append(each)
    return list(groups.items())


def uncertainties_behind(claims: Iterable[ClaimPart]) -> dict[str, UncertaintyPart]:
    """The uncertainties that these claims are about, by id. One query, none without any."""
    ids = {int(claim.about_id) for claim in claims if claim.about_id}
    rows = Uncertainty.objects.filter(pk__in=ids)
    return {str(row.pk): part_of(UncertaintyPart, row) for row in rows}
