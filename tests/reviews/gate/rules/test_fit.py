"""Fit evidence is credible: what the cases do not reach."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from evidence.dossier import MeasurementPart, ValuePart
from evidence.rules.vocabulary import Bearing, Conditions, Direction, Period, Source, Verdict
from partnerships.dossier import ClaimPart, CriterionPart
from reviews.dossier import Dossier
from reviews.gate.rules.fit import fit_evidence, run_for
from reviews.gate.rules.judgement import Requirement, RequirementCode, State
from reviews.gate.rules.policy import DEFAULT
from reviews.gate.rules.weighing import Evidence, Unit
from tests.evidence.parts import READING
from tests.partnerships.parts import COMPLETE_CLAIM, TODAY
from tests.reviews.gate.stages import (
    ANSWER,
    DEFENSIBLE,
    FACT,
    REJECTED,
    TREND,
    WEEKS,
    with_,
    with_refutation,
    with_risk,
    with_row,
)

AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
UNIT = Unit(COMPLETE_CLAIM, COMPLETE_CLAIM.criteria[0])


def judged(dossier: Dossier, bar: int = 4) -> dict[RequirementCode, Requirement]:
    """The requirements of the condition by their codes."""
    evidence = Evidence(dossier, DEFAULT.bar(bar), TODAY)
    condition = fit_evidence(dossier, DEFAULT.bar(bar), evidence)
    return {each.code: each for each in condition.requirements}


def asked(code: RequirementCode, dossier: Dossier, bar: int = 4) -> tuple[State, list[str]]:
    found = judged(dossier, bar)[code]
    return found.state, [each.code for each in found.findings]


def measured(*values: tuple[date, int], **others: Any) -> Dossier:
    """The dossier with these values for its criterion."""
    series = tuple(ValuePart(starts_on=day, value=Decimal(value)) for day, value in values)
    return with_row(DEFENSIBLE, "measurements", values=series, **others)


def run(dossier: Dossier, bar: int = 4) -> int:
    return run_for(UNIT, Evidence(dossier, DEFAULT.bar(bar), TODAY))


IN_TURN = [(day, 97) for day in reversed(WEEKS)]


def test_a_higher_bar_asks_for_more_of_evidence() -> None:
    asked_for = [
        {RequirementCode.INDEPENDENT, RequirementCode.REAL_CONDITIONS, RequirementCode.TREND}
        & judged(DEFENSIBLE, bar).keys()
        for bar in (1, 2, 3, 4)
    ]
    assert [len(each) for each in asked_for] == [0, 1, 2, 3]
    assert asked_for[1] == {RequirementCode.REAL_CONDITIONS}


@pytest.mark.parametrize(
    ("dossier", "length"),
    [
        (measured(*IN_TURN), 6),
        (measured(*IN_TURN[3:]), 3),
        (measured((date(2026, 9, 28), 97), *IN_TURN), 7),
        (measured((date(2026, 9, 21), 97), *IN_TURN), 6),
        (measured(*IN_TURN[:4], (IN_TURN[4][0], 95), IN_TURN[5]), 1),
        (measured(*IN_TURN[:5], (IN_TURN[5][0], 95)), 0),
        (measured(*IN_TURN, target=Decimal(97)), 6),
        (measured(*IN_TURN, target=Decimal(98)), 0),
        (measured(*IN_TURN, target=Decimal(98), direction=Direction.AT_MOST), 6),
        (measured(*IN_TURN, target=None), 0),
        (measured(*IN_TURN, (date(2026, 11, 16), 97)), 7),
        (measured(*IN_TURN, (date(2026, 11, 23), 90)), 6),
        (measured(), 0),
        (measured(*IN_TURN, criterion_id=None), 0),
        (replace(DEFENSIBLE, measurements=()), 0),
    ],
)
def test_a_run_is_unbroken_within_target_and_up_to_now(dossier: Dossier, length: int) -> None:
    assert run(dossier) == length


@pytest.mark.parametrize(("weeks_ago", "length"), [(13, 1), (14, 0)])
def test_a_run_that_ended_too_long_ago_is_none(weeks_ago: int, length: int) -> None:
    """At the highest bar a week counts for 90 days from its last."""
    monday = TODAY - timedelta(weeks=weeks_ago)
    assert run(measured((monday, 97))) == length


def test_a_criterion_measured_by_the_quarter_is_looked_at_for_two_quarters() -> None:
    by_quarter = measured((date(2026, 4, 1), 97), period=Period.QUARTER)
    assert run(by_quarter) == 1
    assert run(measured((date(2026, 1, 1), 97), period=Period.QUARTER)) == 0


def test_the_longest_of_several_measurements_counts() -> None:
    short = replace(TREND, id="112", values=TREND.values[4:])
    dossier = replace(DEFENSIBLE, measurements=(short, TREND, replace(short, id="113")))
    assert run(dossier) == 6


def test_a_short_run_says_how_long_it_is_and_how_long_it_has_to_be() -> None:
    (found,) = judged(measured(*IN_TURN[2:]))[RequirementCode.TREND].findings
    assert (found.code, found.value("run"), found.value("needed")) == (
        "evidence.trend_for_criterion",
        4,
        6,
    )


CLAIMS = (
    replace(COMPLETE_CLAIM, about_id="72"),
    replace(
        COMPLETE_CLAIM,
        id="8",
        about_id="72",
        criteria=(
            CriterionPart(id="12", statement="Payouts arrive", target="2 days"),
            CriterionPart(id="13", statement="Refunds arrive", target="3 days"),
        ),
    ),
)


@pytest.mark.parametrize(
    ("bar", "lacking"),
    [(1, ["evidence.supported_for_claim"]), (2, 2 * ["evidence.supported_for_criterion"])],
)
def test_what_nothing_supports_is_named_claim_by_claim_or_criterion_by_criterion(
    bar: int, lacking: list[str]
) -> None:
    dossier = replace(DEFENSIBLE, claims=CLAIMS)
    assert asked(RequirementCode.SUPPORTED, dossier, bar) == (State.NOT_MET, lacking)
    found = judged(dossier, bar)[RequirementCode.SUPPORTED]
    assert {each.value("claim_id") for each in found.findings} == ({"8"} if bar == 1 else {None})
    assert found.counted == (READING.id,)


def test_one_reading_that_is_real_does_not_make_another_of_its_criterion_so() -> None:
    """Independent, real and in force may come from several readings, but each has to count."""
    theirs = replace(DEFENSIBLE.artifacts[0], source=Source.PARTNER)
    ours = replace(theirs, id="52", source=Source.OURS, conditions=Conditions.TEST)
    second = replace(DEFENSIBLE.readings[0], id="62", artifact_id="52")
    dossier = replace(DEFENSIBLE, artifacts=(theirs, ours), readings=(*DEFENSIBLE.readings, second))
    for code in (RequirementCode.INDEPENDENT, RequirementCode.REAL_CONDITIONS):
        assert asked(code, dossier) == (State.MET, [])
    found = judged(dossier)[RequirementCode.INDEPENDENT]
    assert found.counted == ("62",)
    assert [(each.reading_id, each.reasons[0].code) for each in found.not_counted] == [
        ("61", "artifact.not_independent")
    ]


def test_without_a_claim_there_is_nothing_to_read_for() -> None:
    dossier = replace(DEFENSIBLE, claims=(), readings=(), artifacts=(), measurements=())
    found = judged(dossier)
    for code in (
        RequirementCode.SUPPORTED,
        RequirementCode.INDEPENDENT,
        RequirementCode.REAL_CONDITIONS,
        RequirementCode.TREND,
    ):
        assert found[code].state is State.UNKNOWN
        assert [each.code for each in found[code].findings] == ["partnership.nothing_to_read_for"]
    assert found[RequirementCode.CLAIMS_WELL_FORMED].state is State.UNKNOWN


def test_a_claim_without_criteria_lacks_support_as_a_whole() -> None:
    dossier = replace(DEFENSIBLE, claims=(*DEFENSIBLE.claims, ClaimPart(id="8")))
    assert asked(RequirementCode.SUPPORTED, dossier) == (
        State.NOT_MET,
        ["evidence.supported_for_claim"],
    )


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ({}, "reading.refutes_unanswered"),
        ({"answer": ANSWER}, ""),
        ({"answer": replace(ANSWER, text="–")}, "reading.refutes_unanswered"),
        ({"answer": replace(ANSWER, verdict=None)}, "reading.answer_unassessed"),
        ({"answer": replace(ANSWER, verdict=Verdict.REJECTED)}, "reading.answer_rejected"),
        (
            {"answer": replace(ANSWER, assessed_by_id=ANSWER.written_by_id)},
            "reading.answer_unassessed",
        ),
        ({"answer": replace(ANSWER, assessed_by_id=None)}, "reading.answer_unassessed"),
        ({"withdrawn_at": AT}, ""),
        ({"assessment": REJECTED}, ""),
    ],
)
@pytest.mark.parametrize("bar", [1, 4])
def test_what_refutes_is_answered(values: dict[str, Any], lacking: str, bar: int) -> None:
    dossier = with_refutation(DEFENSIBLE, **values)
    state, codes = asked(RequirementCode.REFUTATIONS_ANSWERED, dossier, bar)
    assert state is (State.NOT_MET if lacking else State.MET)
    assert codes == ([lacking] if lacking else [])


@pytest.mark.parametrize(
    ("values", "answered"),
    [
        ({"superseded_by_id": "51"}, True),
        ({"withdrawn_at": AT}, True),
        ({"holds_until": date(2026, 10, 1)}, False),
        ({"observed_on": date(2020, 1, 1)}, False),
        ({"conditions": Conditions.DEMO}, False),
    ],
)
def test_what_refutes_is_replaced_or_taken_back_but_not_outlived(
    values: dict[str, Any], answered: bool
) -> None:
    dossier = with_row(with_refutation(DEFENSIBLE), "artifacts", 1, **values)
    state, _ = asked(RequirementCode.REFUTATIONS_ANSWERED, dossier)
    assert state is (State.MET if answered else State.NOT_MET)


def test_what_is_ambiguous_refutes_nothing() -> None:
    dossier = with_row(DEFENSIBLE, "readings", bearing=Bearing.AMBIGUOUS)
    assert asked(RequirementCode.REFUTATIONS_ANSWERED, dossier) == (State.MET, [])


OBSERVED = {"observed_on": date(2026, 10, 1), "observed_what": "It did"}


@pytest.mark.parametrize(
    ("dossier", "state", "codes"),
    [
        (DEFENSIBLE, State.MET, []),
        (
            with_(DEFENSIBLE, "fit_card", conflict_risks=()),
            State.UNKNOWN,
            ["fit_card.conflict_risks_missing"],
        ),
        (with_risk(DEFENSIBLE, watcher="-"), State.NOT_MET, ["conflict_risk.watcher_missing"]),
        (
            with_risk(DEFENSIBLE, early_observation=""),
            State.NOT_MET,
            ["conflict_risk.early_observation_missing"],
        ),
        (with_risk(DEFENSIBLE, **OBSERVED), State.NOT_MET, ["conflict_risk.unresolved"]),
        (with_risk(DEFENSIBLE, resolved_on=TODAY, **OBSERVED), State.MET, []),
        (
            with_(DEFENSIBLE, "partner", facts=(FACT,)),
            State.NOT_MET,
            ["fit_card.incentives_look_again"],
        ),
    ],
)
def test_incentives_are_watched(dossier: Dossier, state: State, codes: list[str]) -> None:
    assert asked(RequirementCode.INCENTIVES_WATCHED, dossier, bar=1) == (state, codes)
    assert judged(dossier)[RequirementCode.FIT_DESCRIBED].state is State.MET


def test_a_measurement_without_values_measures_nothing() -> None:
    empty = MeasurementPart(id="9", criterion_id="11")
    dossier = replace(DEFENSIBLE, measurements=(empty,))
    assert asked(RequirementCode.TREND, dossier)[0] is State.UNKNOWN
