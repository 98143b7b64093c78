"""How deep the organisation depends on a partner, and what it takes to undo that.

People declare both with a reason. Facts set a floor under what they declare: dependency lock-in
(chapter 4) is not talked away, and the bar rises with it (chapter 5). What holds is the deeper, or
the less reversible, of the two; nothing holds while neither is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from config.kernel.findings import Fact, Finding, Findings, Money, finding, is_blank, is_unsaid
from partnerships.dossier import (
    FitCardPart,
    IntegrationPointPart,
    PartnershipPart,
    ScaleStepPart,
)
from partnerships.rules.fit_cards import Section
from partnerships.rules.policy import Policy
from partnerships.rules.vocabulary import (
    DependencyDepth,
    FallbackKind,
    FallbackVerdict,
    Portability,
    Reversibility,
)

Level = TypeVar("Level", DependencyDepth, Reversibility)


@dataclass(frozen=True, slots=True)
class Reason(Generic[Level]):
    """A fact, and the level to which it raises; None for one that could not be weighed."""

    raises_to: Level | None
    finding: Finding


@dataclass(frozen=True, slots=True)
class Judged(Generic[Level]):
    """What people declared, what the facts imply and why, and which holds; None is unknown."""

    declared: Level | None
    implied: Level | None
    reasons: tuple[Reason[Level], ...]
    holds: Level | None

    @property
    def raised(self) -> bool:
        """Whether the facts raise it above what was declared."""
        return self.declared is not None and self.holds is not self.declared


@dataclass(frozen=True, slots=True)
class Dependency:
    """Both together choose the bar that a commitment has to clear."""

    depth: Judged[DependencyDepth]
    reversibility: Judged[Reversibility]


def dependency_of(
    partnership: PartnershipPart,
    card: FitCardPart,
    steps: Iterable[ScaleStepPart],
    policy: Policy,
) -> Dependency:
    """Declared, implied and what holds. `steps` may hold others than this partnership's."""
    return Dependency(
        _depth(partnership, card, steps),
        _reversibility(partnership, card, policy),
    )


def declaration_gaps(partnership: PartnershipPart) -> Findings:
    """A declaration without its reason, or a reason for nothing."""
    pairs = (("dependency_depth", "depth_reason"), ("reversibility", "reversibility_reason"))
    return tuple(
        finding(f"dependency.{missing}_missing", subject=partnership.id, field=missing)
        for level, reason in pairs
        for missing in _missing_half(partnership, level, reason)
    )


def declares_less(now: PartnershipPart, before: PartnershipPart) -> bool:
    """Whether a shallower dependency or an easier way back is declared than before.

    Taking a declaration back declares nothing less: what is unknown counts as the worst.
    """
    levels: tuple[tuple[list[object], object, object], ...] = (
        (list(DependencyDepth), now.dependency_depth, before.dependency_depth),
        (list(Reversibility), now.reversibility, before.reversibility),
    )
    return any(
        new is not None and old is not None and order.index(new) < order.index(old)
        for order, new, old in levels
    )


def _missing_half(partnership: PartnershipPart, level: str, reason: str) -> Iterator[str]:
    declared, reasoned = getattr(partnership, level), not is_blank(getattr(partnership, reason))
    if declared is not None and not reasoned:
        yield reason
    if declared is None and reasoned:
        yield level


def _depth(
    partnership: PartnershipPart, card: FitCardPart, steps: Iterable[ScaleStepPart]
) -> Judged[DependencyDepth]:
    critical = _critical_step(partnership, steps)
    reasons = tuple(
        _stands_alone(point, critical) for point in card.integration_points if _alone(point)
    )
    implied = _highest(tuple(DependencyDepth), reasons)
    return _judged(tuple(DependencyDepth), partnership.dependency_depth, implied, reasons)


def _alone(point: IntegrationPointPart) -> bool:
    """A single point of failure for which nobody has assessed that something else carries."""
    stands_in = point.fallback_kind in (FallbackKind.ALTERNATIVE, FallbackKind.FALLBACK)
    workable = stands_in and point.fallback_verdict is FallbackVerdict.WORKABLE
    return point.single_point_of_failure and not workable


def _critical_step(
    partnership: PartnershipPart, steps: Iterable[ScaleStepPart]
) -> ScaleStepPart | None:
    """A step on the critical path that this partnership is an option of."""
    for step in steps:
        ways = {option.partnership_id for option in step.options}
        if step.critical_path and partnership.id in ways:
            return step
    return None


def _stands_alone(
    point: IntegrationPointPart, critical: ScaleStepPart | None
) -> Reason[DependencyDepth]:
    if critical is None:
        alone = finding("integration_point.stands_alone", subject=point.id, point=point.name)
        return Reason(DependencyDepth.STRUCTURAL, alone)
    found = finding(
        "integration_point.stands_alone_on_critical_path",
        subject=point.id,
        point=point.name,
        step=critical.name,
    )
    return Reason(DependencyDepth.SINGLE_POINT_OF_FAILURE, found)


def _reversibility(
    partnership: PartnershipPart, card: FitCardPart, policy: Policy
) -> Judged[Reversibility]:
    reasons = tuple(_exit_reasons(card, policy))
    implied = _highest(tuple(Reversibility), reasons)
    if implied is None and not reasons and _exit_is_known(card):
        implied = Reversibility.REVERSIBLE
    return _judged(tuple(Reversibility), partnership.reversibility, implied, reasons)


def _exit_is_known(card: FitCardPart) -> bool:
    return not any(is_unsaid(each) for each in (card.exit_days, card.exit_cost, card.portability))


def _exit_reasons(card: FitCardPart, policy: Policy) -> Iterator[Reason[Reversibility]]:
    """What makes leaving hard. An exit of which nothing is said is unknown, not untried."""
    long, costly = _is_long(card, policy), _is_costly(card, policy)
    untried = not card.exit_rehearsals and _is_begun(card)
    if long and costly and untried:
        yield _exit(Reversibility.IRREVERSIBLE, card, "exit_long_costly_untried")
    if long:
        days, limit = card.exit_days or 0, policy.long_exit_days
        yield _exit(Reversibility.COSTLY, card, "exit_long", "exit_days", days=days, limit=limit)
    if costly:
        yield _exit(Reversibility.COSTLY, card, "exit_costly", "exit_cost", **_costs(card, policy))
    if _is_incomparable(card, policy):
        yield _exit(None, card, "exit_cost_incomparable", "exit_cost", **_costs(card, policy))
    if card.portability in _HELD_BACK:
        code = f"portability_{card.portability}"
        yield _exit(_HELD_BACK[card.portability], card, code, "portability")
    if untried:
        yield _exit(Reversibility.COSTLY, card, "exit_never_tried")


_HELD_BACK = {
    Portability.PARTIAL: Reversibility.COSTLY,
    Portability.NONE: Reversibility.IRREVERSIBLE,
}


def _is_begun(card: FitCardPart) -> bool:
    said = (card.exit_days, card.exit_cost, card.portability)
    return bool(card.exit_steps) or not all(is_unsaid(each) for each in said)


def _is_long(card: FitCardPart, policy: Policy) -> bool:
    return card.exit_days is not None and card.exit_days > policy.long_exit_days


def _is_costly(card: FitCardPart, policy: Policy) -> bool:
    if card.exit_cost is None or policy.costly_exit is None:
        return False
    return _same_currency(card, policy) and card.exit_cost >= policy.costly_exit


def _is_incomparable(card: FitCardPart, policy: Policy) -> bool:
    """Nobody here knows rates of exchange: another currency is said to be another. Nothing is."""
    return (
        bool(card.exit_cost) and policy.costly_exit is not None and not _same_currency(card, policy)
    )


def _same_currency(card: FitCardPart, policy: Policy) -> bool:
    return card.exit_currency == policy.costly_exit_currency


def _costs(card: FitCardPart, policy: Policy) -> dict[str, Fact]:
    return {
        "cost": Money(card.exit_cost or Decimal(), card.exit_currency),
        "limit": Money(policy.costly_exit or Decimal(), policy.costly_exit_currency),
    }


def _exit(
    raises_to: Reversibility | None, card: FitCardPart, code: str, field: str = "", **facts: Fact
) -> Reason[Reversibility]:
    found = finding(
        f"fit_card.{code}",
        subject=card.partnership_id,
        section=Section.EXIT,
        field=field,
        **facts,
    )
    return Reason(raises_to, found)


def _highest(order: Sequence[Level], reasons: Iterable[Reason[Level]]) -> Level | None:
    levels = [each.raises_to for each in reasons if each.raises_to is not None]
    return max(levels, key=order.index, default=None)


def _judged(
    order: Sequence[Level],
    declared: Level | None,
    implied: Level | None,
    reasons: tuple[Reason[Level], ...],
) -> Judged[Level]:
    said = [each for each in (declared, implied) if each is not None]
    return Judged(declared, implied, reasons, max(said, key=order.index, default=None))
