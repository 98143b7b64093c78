"""What a renegotiation is about: which part of a dossier belongs to which matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reviews.decisions.rules.comparison import Difference, Part
from reviews.vocabulary import Matter

#: What is not here (evidence, claims, scale steps) is no matter of a renegotiation by itself.
MATTER_OF: dict[Part, Matter] = {
    Part.BOUNDARY_DESIGN: Matter.BOUNDARY,
    Part.RESPONSIBILITY: Matter.BOUNDARY,
    Part.ESCALATION_STEP: Matter.BOUNDARY,
    Part.TRIGGER: Matter.TERMS,
    Part.EXIT_STEP: Matter.TERMS,
    Part.EXIT_REHEARSAL: Matter.TERMS,
    Part.CONFLICT_RISK: Matter.INCENTIVES,
    Part.PARTNER: Matter.INCENTIVES,
    Part.PARTNER_FACT: Matter.INCENTIVES,
    Part.INTEGRATION_POINT: Matter.INTEGRATION,
}

#: The Fit Card's own texts are of several matters: those that are not of the integration.
_OF_THE_CARD: dict[str, Matter] = {
    "incentives": Matter.INCENTIVES,
    "incentives_looked_at": Matter.INCENTIVES,
    "incentives_looked_by_id": Matter.INCENTIVES,
    "incentives_seen": Matter.INCENTIVES,
    "exit_days": Matter.TERMS,
    "exit_cost": Matter.TERMS,
    "exit_currency": Matter.TERMS,
    "exit_basis": Matter.TERMS,
    "portability": Matter.TERMS,
    "data_portability": Matter.TERMS,
    "operational_cadence": Matter.BOUNDARY,
    "failure_behaviour": Matter.BOUNDARY,
}


def by_matter(found: Iterable[Difference]) -> dict[Matter | None, list[Difference]]:
    """Differences by their matter, None for what is of none; a changed card is of several."""
    grouped: dict[Matter | None, list[Difference]] = {each: [] for each in (*Matter, None)}
    for difference in found:
        for matter, part in _parted(difference):
            grouped[matter].append(part)
    return grouped


def _parted(difference: Difference) -> Iterable[tuple[Matter | None, Difference]]:
    if difference.part is not Part.FIT_CARD:
        return [(MATTER_OF.get(difference.part), difference)]
    matters = dict.fromkeys(map(_of_field, difference.fields))
    return [(matter, _narrowed(difference, matter)) for matter in matters]


def _narrowed(card: Difference, matter: Matter) -> Difference:
    """What changed on the card, as far as it is of one matter."""
    ours = tuple(name for name in card.fields if _of_field(name) is matter)
    same = {name: getattr(card.after, name) for name in card.fields if name not in ours}
    return replace(card, fields=ours, before=replace(card.before, **same))


def _of_field(name: str) -> Matter:
    return _OF_THE_CARD.get(name, Matter.INTEGRATION)
