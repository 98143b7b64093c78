"""Each finding of the gate has its sentence, and no sentence is left over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

import pytest
from django.urls import reverse

from config.kernel.findings import Finding, finding
from evidence import sentences as evidence
from evidence.rules.vocabulary import Auditability, Bearing, Conditions, Source
from partnerships import sentences as partnerships
from partnerships.dossier import OptionPart
from partnerships.rules.standing import DecisionKind, Standing
from partnerships.rules.vocabulary import DependencyDepth, OptionKind, RehearsalKind, Reversibility
from reviews.dossier import (
    DecisionPart,
    Dossier,
    HealthReviewPart,
    NotApplicablePart,
    SightingPart,
    ViolationPart,
)
from reviews.gate.rules.agreeing import agree_refusal
from reviews.gate.rules.clearing import lighter_designs, way_to_open
from reviews.gate.rules.commit import judge
from reviews.gate.rules.policy import DEFAULT, Policy, Reach, policy_problems
from reviews.gate.rules.setting_aside import stating_gaps, stood_by_gaps
from reviews.gate.sentences import BOOK
from reviews.sentences import BOOK as WHOLE_BOOK
from reviews.vocabulary import EndsIn, Severity
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import (
    DEFENSIBLE,
    IMPAIRMENTS,
    at,
    with_,
    with_point,
    with_refutation,
    with_row,
)
from tests.sentences import assert_worded

LONG_AGO = date(2024, 1, 1)
COMMITTED = DecisionPart(
    id="1", kind=DecisionKind.COMMIT, decided_on=LONG_AGO, term_ends_on=date(2027, 12, 1)
)


def committed(dossier: Dossier) -> Dossier:
    dossier = with_(dossier, "partnership", standing=Standing.COMMITTED, lowered_on=LONG_AGO)
    return replace(dossier, decisions=(COMMITTED,))


def deferred(dossier: Dossier) -> Dossier:
    each = DecisionPart(id="1", kind=DecisionKind.DEFER, decided_on=LONG_AGO)
    dossier = replace(dossier, decisions=(each, each, each))
    return with_(dossier, "partnership", in_operation_since=LONG_AGO)


def every_dossier() -> list[Dossier]:
    """Dossiers that together have every fault."""
    impaired = [impair(DEFENSIBLE) for impair in IMPAIRMENTS.values()]
    shallow = at(DependencyDepth.PERIPHERAL, Reversibility.REVERSIBLE)
    costly = at(DependencyDepth.STRUCTURAL, Reversibility.REVERSIBLE)
    no_readings = replace(DEFENSIBLE, readings=())
    no_switch = with_point(DEFENSIBLE, switch_days=None, fallback_depends_on="")
    theirs = with_row(DEFENSIBLE, "artifacts", source=Source.PARTNER)
    untried = IMPAIRMENTS["exit untried"](DEFENSIBLE)
    walked = with_(
        DEFENSIBLE,
        "fit_card",
        exit_rehearsals=(
            replace(DEFENSIBLE.fit_card.exit_rehearsals[0], kind=RehearsalKind.WALKED_THROUGH),
        ),
    )
    set_aside = replace(
        IMPAIRMENTS["no cadence"](DEFENSIBLE),
        not_applicable=(
            NotApplicablePart(id="1", requirement="cadence_shared", reason="Fixed by law"),
        ),
    )
    return [
        *impaired,
        IMPAIRMENTS["no claim"](shallow),
        no_readings,
        no_switch,
        untried,
        committed(walked),
        set_aside,
        committed(no_readings),
        reviewed(committed(no_readings)),
        deferred(IMPAIRMENTS["no responsibilities"](DEFENSIBLE)),
        with_refutation(theirs),
        theirs,
        IMPAIRMENTS["no reading"](shallow),
        IMPAIRMENTS["no reading"](costly),
        IMPAIRMENTS["no criterion"](shallow),
        IMPAIRMENTS["no criterion"](costly),
        with_row(costly, "artifacts", conditions=Conditions.TEST, auditable=Auditability.NO),
        with_row(costly, "readings", bearing=Bearing.AMBIGUOUS),
        replace(
            IMPAIRMENTS["no stand-in"](DEFENSIBLE),
            scale_steps=(
                replace(
                    DEFENSIBLE.scale_steps[0],
                    critical_path=True,
                    options=(OptionPart(id="1", kind=OptionKind.PARTNERSHIP, partnership_id="3"),),
                ),
            ),
        ),
    ]


def reviewed(dossier: Dossier) -> Dossier:
    """Violated, overstepped and kept for what leaving costs; with a trigger seen, long over."""
    held = [TODAY - timedelta(days=400 - each) for each in range(4)]
    reviews = tuple(
        HealthReviewPart(
            id=str(each),
            held_on=day,
            ends_in=EndsIn.CONTINUE,
            exit_cost_keeps=True,
            overstepped=True,
        )
        for each, day in enumerate(held)
    )
    violations = tuple(
        ViolationPart(id=each.id, review_id=each.id, severity=Severity.MINOR, seen_on=TODAY)
        for each in reviews
    )
    seen = SightingPart(id="1", trigger_id=dossier.triggers[0].id, seen_on=TODAY, what="13 of 1000")
    commit = DecisionPart(
        id="1",
        kind=DecisionKind.COMMIT,
        decided_on=TODAY - timedelta(days=500),
        term_ends_on=TODAY - timedelta(days=100),
    )
    return replace(
        dossier,
        decisions=(commit,),
        health_reviews=reviews,
        violations=violations,
        sightings=(replace(seen, seen_on=TODAY, noted_at=None),),
    )


def judged_findings(dossier: Dossier, policy: Policy = DEFAULT) -> list[Finding]:
    judged = judge(DecisionKind.COMMIT, dossier, policy, TODAY)
    not_counted = [
        reason
        for each in judged.requirements()
        for line in each.not_counted
        for reason in line.reasons
    ]
    lighter = [change for each in lighter_designs(judged, policy) for change in each.changes]
    way = way_to_open(dossier, policy, TODAY)
    return [*judged.missing, *judged.signals, *judged.questions, *not_counted, *lighter, *way]


#: One that asks each claim, and no more, for what the default asks each criterion for.
PER_CLAIM = replace(
    DEFAULT.bars[3],
    supported=Reach.EACH_CLAIM,
    independent=Reach.EACH_CLAIM,
    real_conditions=Reach.EACH_CLAIM,
    auditable=Reach.EACH_CLAIM,
)
BY_CLAIM = replace(DEFAULT, bars=(PER_CLAIM,) * 4)

ABSURD = (
    replace(DEFAULT, bars=DEFAULT.bars[:2]),
    replace(DEFAULT, grid=((1, 1), (2, 2))),
    replace(DEFAULT, grid=((1, 1, 9), (1, 2, 3), (2, 3, 4), (3, 4, 4))),
    replace(DEFAULT, grid=((2, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 4))),
    replace(DEFAULT, bars=tuple(reversed(DEFAULT.bars))),
    replace(DEFAULT, bars=(replace(DEFAULT.bars[0], approvers=0), *DEFAULT.bars[1:])),
    replace(DEFAULT, bars=(replace(DEFAULT.bars[0], supported=Reach.NOTHING), *DEFAULT.bars[1:])),
    replace(DEFAULT, limits=replace(DEFAULT.limits, costly_exit=Decimal(-1))),
    replace(DEFAULT, limits=replace(DEFAULT.limits, costly_exit_currency="")),
    replace(DEFAULT, limits=replace(DEFAULT.limits, required_responsibilities=("-",))),
    replace(DEFAULT, limits=replace(DEFAULT.limits, required_responsibilities=("a\u202eb",))),
    replace(DEFAULT, limits=replace(DEFAULT.limits, required_responsibilities=("x" * 201,))),
    replace(DEFAULT, limits=replace(DEFAULT.limits, required_responsibilities=("Data", "data"))),
    replace(
        DEFAULT,
        limits=replace(DEFAULT.limits, required_responsibilities=tuple(map(str, range(51)))),
    ),
    replace(DEFAULT, limits=replace(DEFAULT.limits, costly_exit=None)),
    replace(DEFAULT, format="seam-policy/2"),
)


def refusals() -> list[Finding]:
    """Everything that keeps somebody from agreeing to a change of the policy."""
    approver, asked = frozenset({"approver"}), {"proposed_by_id": 1}
    found = (
        agree_refusal(person_id=1, roles=approver, behind=frozenset(), **asked),
        agree_refusal(person_id=2, roles=frozenset({"auditor"}), behind=frozenset(), **asked),
        agree_refusal(person_id=2, roles=approver, behind=frozenset({1}), **asked),
    )
    return [each for each in found if each is not None]


def every_finding() -> list[Finding]:
    found = [each for dossier in every_dossier() for each in judged_findings(dossier)]
    found += [each for dossier in every_dossier() for each in judged_findings(dossier, BY_CLAIM)]
    found += stating_gaps(NotApplicablePart(id="1", requirement="supported"))
    said = NotApplicablePart(id="1", requirement="", stated_by_id="5", assessed_by_id="6")
    found += stood_by_gaps(said, "5")
    found += stood_by_gaps(said, "6", ("5",))
    found += refusals()
    return [*found, *(each for policy in ABSURD for each in policy_problems(policy))]


def test_each_finding_of_the_gate_has_a_sentence_and_each_sentence_a_finding() -> None:
    left = partnerships.BOOK.sentences.keys() | evidence.BOOK.sentences.keys()
    ours = [each for each in every_finding() if each.code not in left]
    whole = replace(WHOLE_BOOK, sentences=dict(BOOK.sentences))
    assert_worded(whole, ours)


def test_everything_the_gate_says_can_be_told() -> None:
    assert all(WHOLE_BOOK.sentence(each) for each in every_finding())


@pytest.mark.parametrize("words", BOOK.labels)
def test_every_word_of_the_gate_has_a_label(words: type[Enum]) -> None:
    assert all(str(BOOK.label(member)) for member in words)


@pytest.mark.parametrize("code", sorted(BOOK.places))
def test_each_place_is_a_page(code: str) -> None:
    found = finding(code, subject="7", partnership="3", requirement="data_portable")
    place = BOOK.places[code](found)
    assert reverse(place.url_name, args=["example", *place.args])
