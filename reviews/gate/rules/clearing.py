"""What would it take? The shortest list of things that opens the gate, and other ways there.

The findings of a judgement explain, so one thing that is missing may be named by several of them.
Here each is named once, as something that somebody can do: have a reading assessed, look at an
artifact again, or bring evidence that carries everything that is asked for its criterion at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import product

from config.kernel.findings import Fact, Finding, Findings, finding
from partnerships.dossier import ClaimPart
from partnerships.rules.dependency import Judged, Level
from partnerships.rules.standing import DecisionKind
from partnerships.rules.vocabulary import DependencyDepth, Reversibility
from reviews.dossier import Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.fit import lacking
from reviews.gate.rules.following import follow
from reviews.gate.rules.judgement import Judgement, RequirementCode
from reviews.gate.rules.policy import DEPTHS, REVERSIBILITIES, Policy, chosen_bar
from reviews.gate.rules.supposing import is_new
from reviews.gate.rules.weighing import DEMANDS, Evidence, Unit, Weighed

#: What was done may show what else is asked: an exit that is written down wants to be tried.
_ROUNDS = 8

#: Requirements that evidence meets, by what it has to be for them.
_OF_EVIDENCE = {
    RequirementCode.SUPPORTED: None,
    RequirementCode.INDEPENDENT: "independent",
    RequirementCode.REAL_CONDITIONS: "real_conditions",
    RequirementCode.EVIDENCE_AUDITABLE: "auditable",
}

#: Reasons for which a reading does not count that somebody can clear without new evidence.
_REPAIRS = {
    "reading.not_assessed": "reading.assess",
    "artifact.expired": "artifact.look_again",
    "artifact.doubted": "artifact.look_again",
    "artifact.too_old": "artifact.look_again",
}

#: What the two sides can settle with each other; everything else is ours to do.
NEGOTIABLE = frozenset(
    {
        RequirementCode.INCENTIVES_WATCHED,
        RequirementCode.RESPONSIBILITIES_SETTLED,
        RequirementCode.CADENCE_SHARED,
        RequirementCode.EXIT_STATED,
        RequirementCode.DATA_PORTABLE,
        RequirementCode.POINTS_AUDITABLE,
        RequirementCode.EVIDENCE_AUDITABLE,
        RequirementCode.DATA_ACCESS,
    }
)


class Asked(StrEnum):
    """What evidence has to be, beside bearing out its criterion."""

    INDEPENDENT = "independent"
    REAL_CONDITIONS = "real_conditions"
    AUDITABLE = "auditable"
    ASSESSED = "assessed"


@dataclass(frozen=True, slots=True)
class Lighter:
    """A design under which a lower bar would hold, and the facts that keep it from being so."""

    bar: int
    depth: DependencyDepth
    reversibility: Reversibility
    changes: Findings


def way_to_open(dossier: Dossier, policy: Policy, today: date) -> Findings:
    """What opens a commitment, each thing once and none that could be left out; () if it is open.

    Followed to the letter it opens the gate, as far as following shows no new fact: an exit that
    turns out to be long raises the bar.
    """
    items, bars = _in_rounds(dossier, policy, today)
    if len(bars) == 1:
        return items
    return _needed(items, dossier, policy, today)


def _in_rounds(dossier: Dossier, policy: Policy, today: date) -> tuple[Findings, set[int]]:
    """Everything to do, and the bars that held on the way: one that rises asks for more."""
    items: list[Finding] = []
    bars: set[int] = set()
    for _round in range(_ROUNDS):
        judged = judge(DecisionKind.COMMIT, dossier, policy, today)
        bars.add(judged.bar)
        todo = _todo(dossier, judged, policy)
        if not todo:
            break
        items += [each for each in todo if each not in items]
        dossier = _all_done(todo, dossier, policy, today)
    return tuple(items), bars


def _all_done(items: Iterable[Finding], dossier: Dossier, policy: Policy, today: date) -> Dossier:
    for each in items:
        dossier = follow(each, dossier, policy, today)
    return dossier


def _needed(items: Findings, dossier: Dossier, policy: Policy, today: date) -> Findings:
    """Without what is not needed once the rest is done: a lower bar holds then."""
    for each in reversed(items):
        rest = tuple(other for other in items if other is not each)
        if _opens(rest, dossier, policy, today):
            return _needed(rest, dossier, policy, today)
    return items


def _opens(items: Iterable[Finding], dossier: Dossier, policy: Policy, today: date) -> bool:
    done = _all_done(items, dossier, policy, today)
    return judge(DecisionKind.COMMIT, done, policy, today).is_open


def _todo(dossier: Dossier, judged: Judgement, policy: Policy) -> Findings:
    """What the judgement asks for, as things to do."""
    others = (
        found
        for each in judged.requirements()
        if each.code not in _OF_EVIDENCE
        for found in each.findings
        if found.code != "partnership.nothing_to_read_for"
    )
    evidence = Evidence(dossier, policy.bar(judged.bar), judged.today)
    todo = map(_unwritten, [*others, *_evidence_todo(dossier, judged, evidence)])
    return tuple(dict.fromkeys(todo))


def _unwritten(item: Finding) -> Finding:
    """What is asked for a criterion that nobody has written yet has no words to name it by."""
    about = item.value("criterion_id") or item.value("claim_id")
    if about is None or not is_new(str(about)):
        return item
    facts = tuple(each for each in item.params if each[0] not in ("claim", "criterion"))
    return replace(item, code=f"{item.code.partition('_for_')[0]}_for_new", params=facts)


def _evidence_todo(dossier: Dossier, judged: Judgement, evidence: Evidence) -> Iterator[Finding]:
    if not dossier.claims:
        return  # evidence is asked for once there is something that it could bear out
    for unit, demands in _needs(dossier, judged):
        yield from _repairs(unit, demands, evidence) or [_need(unit, demands, dossier, evidence)]


def _needs(dossier: Dossier, judged: Judgement) -> Iterator[tuple[Unit, frozenset[str]]]:
    """For each criterion that lacks something, everything that it lacks at once.

    What a claim lacks as a whole is asked of the first of its criteria that lacks something
    anyway, or else of the first.
    """
    lacks: dict[str, set[str]] = {}
    for each in judged.requirements():
        if each.code in _OF_EVIDENCE:
            demand = _OF_EVIDENCE[each.code]
            for found in each.findings:
                key = str(found.value("criterion_id") or found.value("claim_id"))
                lacks.setdefault(key, set()).update({demand} if demand else ())
    for claim in dossier.claims:
        yield from _needs_of(claim, lacks)


def _needs_of(
    claim: ClaimPart, lacks: dict[str, set[str]]
) -> Iterator[tuple[Unit, frozenset[str]]]:
    units = [Unit(claim, each) for each in claim.criteria] or [Unit(claim)]
    asked = {unit: set(lacks[_id_of(unit)]) for unit in units if _id_of(unit) in lacks}
    if claim.id in lacks:
        first = next(iter(asked), units[0])
        asked.setdefault(first, set()).update(lacks[claim.id])
    yield from ((unit, frozenset(demands)) for unit, demands in asked.items())


def _id_of(unit: Unit) -> str:
    return unit.criterion.id if unit.criterion else unit.claim.id


def _repairs(unit: Unit, demands: frozenset[str], evidence: Evidence) -> list[Finding]:
    """The least that makes a reading count that is there already; none if nothing would."""
    ways = [_repair(each) for each in evidence.of(unit) if _is_repairable(each, demands)]
    return min(ways, key=len, default=[])


def _is_repairable(each: Weighed, demands: frozenset[str]) -> bool:
    holds = all(demand.holds(each.artifact) for demand in DEMANDS if demand.name in demands)
    return holds and bool(each.reasons) and all(reason.code in _REPAIRS for reason in each.reasons)


def _repair(each: Weighed) -> list[Finding]:
    codes = dict.fromkeys(_REPAIRS[reason.code] for reason in each.reasons)
    return [
        finding(
            code,
            subject=each.artifact.id if code.startswith("artifact") else each.reading.id,
            artifact=each.artifact.title,
        )
        for code in codes
    ]


def _need(unit: Unit, demands: frozenset[str], dossier: Dossier, evidence: Evidence) -> Finding:
    """New evidence, with everything that it has to be at once."""
    asked = tuple(
        each
        for each in Asked
        if each.value in demands or (each is Asked.ASSESSED and evidence.bar.assessed)
    )
    found = lacking("needed" if asked else "needed_plainly", unit, dossier.partnership.id)
    facts: dict[str, Fact] = {
        **dict(found.params),
        "asked": asked,
        "since": evidence.earliest(_id_of(unit)),
    }
    return replace(found, params=tuple(sorted(facts.items())))


def negotiable(judged: Judgement) -> Findings:
    """What stands in the way that the two sides can settle with each other."""
    return tuple(
        found
        for each in judged.requirements()
        if each.code in NEGOTIABLE
        for found in each.findings
    )


def lighter_designs(judged: Judgement, policy: Policy) -> tuple[Lighter, ...]:
    """For each bar below the one that holds, the design nearest to this one that it would hold for.

    Empty as long as nobody said how deep and how reversible: there is nothing to compare with.
    """
    depth, reversibility = judged.dependency.depth, judged.dependency.reversibility
    if depth.holds is None or reversibility.holds is None:
        return ()
    best: dict[int, tuple[tuple[int, int], Lighter]] = {}
    shallower, freer = _lower(DEPTHS, depth), _lower(REVERSIBILITIES, reversibility)
    for (down, new_depth, ours), (back, new_way, theirs) in product(shallower, freer):
        bar = chosen_bar(policy, new_depth, new_way)
        moved = (down + back, down)  # a way back is sooner made than a dependency undone
        if bar < judged.bar and (bar not in best or moved < best[bar][0]):
            best[bar] = (moved, Lighter(bar, new_depth, new_way, (*ours, *theirs)))
    return tuple(best[bar][1] for bar in sorted(best, reverse=True))


def _lower(order: tuple[Level, ...], judged: Judged[Level]) -> list[tuple[int, Level, Findings]]:
    """The level that holds and each below it: by how many steps, which, and what keeps it up."""
    at = order.index(judged.holds) if judged.holds is not None else 0
    return [(at - place, order[place], _changes(order, judged, place)) for place in range(at + 1)]


def _changes(order: tuple[Level, ...], judged: Judged[Level], to: int) -> Findings:
    """What keeps it above the level at `to`: facts that raise it, then what people declared."""
    above = [
        each.finding
        for each in judged.reasons
        if each.raises_to is not None and order.index(each.raises_to) > to
    ]
    if judged.declared is not None and order.index(judged.declared) > to:
        declared = {"declared": judged.declared, "to": order[to]}
        above.append(finding("dependency.declared_above", **declared))
    return tuple(above)
