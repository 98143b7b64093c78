"""Each signal shows where its pattern does, and not beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from evidence.rules.vocabulary import Source, Subject, Verdict
from partnerships.dossier import OptionPart
from partnerships.rules.standing import DecisionKind, Standing
from partnerships.rules.vocabulary import FallbackVerdict, OptionKind, UncertaintyState
from reviews.dossier import DecisionPart, Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.policy import DEFAULT
from reviews.gate.rules.signals import SERIAL, SHORTLY_BEFORE, SignalCode
from tests.evidence.parts import ARTIFACT, READING
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import DEFENSIBLE, STEP, UPHELD, with_, with_point, with_row

A_DAY = timedelta(days=1)
AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
COMMITTED_ON = TODAY - 14 * A_DAY
OURS = OptionPart(id="74", kind=OptionKind.PARTNERSHIP, partnership_id="3")


def shown(code: SignalCode, dossier: Dossier, **policy: Any) -> list[dict[str, Any]]:
    """The facts of each signal of this code."""
    judged = judge(DecisionKind.COMMIT, dossier, replace(DEFAULT, **policy), TODAY)
    return [dict(each.params) for each in judged.signals if each.code == f"signal.{code}"]


def standing(standing: Standing, **values: Any) -> Dossier:
    return with_(DEFENSIBLE, "partnership", standing=standing, **values)


def committed(on: date = COMMITTED_ON, until: date | None = None, **values: Any) -> Dossier:
    decision = DecisionPart(id="1", kind=DecisionKind.COMMIT, decided_on=on, term_ends_on=until)
    return replace(standing(Standing.COMMITTED, **values), decisions=(decision,))


def decided(*kinds: DecisionKind) -> Dossier:
    decisions = tuple(
        DecisionPart(id=str(place), kind=kind, decided_on=COMMITTED_ON)
        for place, kind in enumerate(kinds)
    )
    return replace(DEFENSIBLE, decisions=decisions)


def with_another(dossier: Dossier, reading: dict[str, Any], artifact: dict[str, Any]) -> Dossier:
    """The dossier with a second reading of the same criterion, out of a second artifact."""
    new = replace(ARTIFACT, id="52", title="Another", **artifact)
    read = replace(READING, id="62", artifact_id="52", assessment=UPHELD, **reading)
    return replace(dossier, artifacts=(*dossier.artifacts, new), readings=(*dossier.readings, read))


def test_a_dossier_that_clears_the_highest_bar_shows_none() -> None:
    assert judge(DecisionKind.COMMIT, DEFENSIBLE, DEFAULT, TODAY).signals == ()


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        (committed(ARTIFACT.observed_on), []),
        (committed(ARTIFACT.observed_on - A_DAY), [{"date": ARTIFACT.observed_on - A_DAY}]),
        (replace(committed(), readings=()), [{"date": COMMITTED_ON}]),
        (with_row(committed(), "readings", withdrawn_at=AT), [{"date": COMMITTED_ON}]),
        (with_row(committed(), "artifacts", withdrawn_at=AT), [{"date": COMMITTED_ON}]),
        (with_row(committed(), "artifacts", holds_until=COMMITTED_ON + A_DAY), []),
        (
            with_row(committed(), "artifacts", subject=Subject.INTEGRATION_SHIPPED),
            [{"date": COMMITTED_ON}],
        ),
        (replace(standing(Standing.CANDIDATE), readings=()), []),
        (replace(standing(Standing.COMMITTED), readings=()), []),
    ],
)
def test_a_commitment_is_older_than_its_evidence(
    dossier: Dossier, expected: list[dict[str, Any]]
) -> None:
    assert shown(SignalCode.COMMITTED_BEFORE_EVIDENCE, dossier) == expected


SHIPPED = with_row(DEFENSIBLE, "artifacts", subject=Subject.INTEGRATION_SHIPPED)


@pytest.mark.parametrize(
    ("dossier", "as_outcome", "as_success"),
    [
        (SHIPPED, True, True),
        (with_row(SHIPPED, "artifacts", holds_until=TODAY - A_DAY), True, True),
        (with_row(SHIPPED, "readings", withdrawn_at=AT), False, False),
        (with_row(SHIPPED, "artifacts", withdrawn_at=AT), False, False),
        (
            with_row(SHIPPED, "readings", assessment=replace(UPHELD, verdict=Verdict.REJECTED)),
            False,
            False,
        ),
        (with_another(SHIPPED, {}, {}), True, False),
        (replace(DEFENSIBLE, readings=()), False, False),
    ],
)
def test_what_was_shipped_is_offered_as_an_outcome_and_told_as_success(
    dossier: Dossier, as_outcome: bool, as_success: bool
) -> None:
    title, criterion = ARTIFACT.title, dossier.claims[0].criteria[0].statement
    told = shown(SignalCode.ACTIVITY_AS_SUCCESS, dossier)
    assert told == ([{"criterion": criterion}] if as_success else [])
    offered = shown(SignalCode.INTEGRATION_AS_OUTCOME, dossier)
    assert offered == ([{"artifact": title}] if as_outcome else [])


PARTNERS = with_row(DEFENSIBLE, "artifacts", source=Source.PARTNER)


@pytest.mark.parametrize(
    ("dossier", "alone"),
    [
        (PARTNERS, True),
        (with_row(DEFENSIBLE, "artifacts", source=Source.THIRD_PARTY), False),
        (with_another(PARTNERS, {}, {}), False),
        (with_another(PARTNERS, {}, {"source": Source.PARTNER}), True),
        (with_another(PARTNERS, {}, {"holds_until": TODAY - A_DAY}), True),
        (with_another(PARTNERS, {}, {"superseded_by_id": "51"}), True),
        (with_another(PARTNERS, {}, {"subject": Subject.INTEGRATION_SHIPPED}), True),
        (with_another(PARTNERS, {"withdrawn_at": AT}, {}), True),
        (with_row(PARTNERS, "readings", withdrawn_at=AT), False),
        (replace(DEFENSIBLE, readings=()), False),
    ],
)
def test_the_partners_evidence_stands_alone(dossier: Dossier, alone: bool) -> None:
    claim = {"claim": dossier.claims[0].uncertainty}
    assert shown(SignalCode.PARTNER_EVIDENCE_ALONE, dossier) == ([claim] if alone else [])


@pytest.mark.parametrize(
    ("since", "until", "operates"),
    [
        (None, None, False),
        (TODAY, None, True),
        (TODAY + A_DAY, None, False),
        (COMMITTED_ON, TODAY, False),
        (COMMITTED_ON, TODAY + A_DAY, True),
    ],
)
@pytest.mark.parametrize("where", Standing)
def test_it_operates_without_a_commitment(
    where: Standing, since: date | None, until: date | None, operates: bool
) -> None:
    dossier = standing(where, in_operation_since=since, in_operation_until=until)
    bound = where in (Standing.COMMITTED, Standing.UNWINDING)
    expected = [{"date": since}] if operates and not bound else []
    assert shown(SignalCode.OPERATING_WITHOUT_COMMITMENT, dossier) == expected


def test_terms_that_are_renegotiated_still_bind() -> None:
    dossier = standing(Standing.RENEGOTIATING, in_operation_since=TODAY)
    committed = DecisionPart(id="1", kind=DecisionKind.COMMIT, decided_on=COMMITTED_ON)
    dossier = replace(dossier, decisions=(committed,))
    assert shown(SignalCode.OPERATING_WITHOUT_COMMITMENT, dossier) == []


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        (DEFENSIBLE, []),
        (committed(), [{}]),
        (standing(Standing.COMMITTED), []),
        (standing(Standing.RENEGOTIATING, in_operation_since=COMMITTED_ON), [{}]),
        (standing(Standing.CANDIDATE, in_operation_since=TODAY + A_DAY), []),
    ],
)
def test_boundaries_are_not_explicit_though_it_runs_or_is_committed(
    dossier: Dossier, expected: list[dict[str, Any]]
) -> None:
    unclear = with_(dossier, "boundary_design", decision_rights="")
    assert shown(SignalCode.BEFORE_BOUNDARIES, unclear) == expected


def step(*options: OptionPart, critical: bool = True) -> Dossier:
    """A step with these options, and a single point for which nobody assessed a stand-in."""
    steps = (replace(STEP, critical_path=critical, options=options),)
    return with_point(replace(DEFENSIBLE, scale_steps=steps), fallback_verdict=None)


@pytest.mark.parametrize(
    ("dossier", "alone"),
    [
        (step(OURS), True),
        (step(OURS, critical=False), False),
        (step(OURS, replace(OURS, id="75", partnership_id="4")), False),
        (step(OURS, OptionPart(id="75", kind=OptionKind.BUILD)), False),
        (step(OURS, OptionPart(id="75", kind=OptionKind.DO_WITHOUT)), False),
        (step(replace(OURS, partnership_id="4")), False),
        (step(), False),
        (with_point(step(OURS), fallback_verdict=FallbackVerdict.NOT_WORKABLE), True),
        (with_point(step(OURS), fallback_verdict=FallbackVerdict.WORKABLE), False),
        (with_(step(OURS), "fit_card", integration_points=()), True),
    ],
)
def test_one_partner_stands_alone_on_a_critical_step(dossier: Dossier, alone: bool) -> None:
    expected = [{"step": STEP.name}] if alone else []
    assert shown(SignalCode.SOLE_PARTNER, dossier) == expected


@pytest.mark.parametrize(
    ("until", "immature", "too_long"),
    [
        (None, True, False),
        (date(2027, 5, 2), True, False),
        (date(2027, 5, 3), True, True),
        (date(2027, 5, 3), False, False),
    ],
)
def test_a_term_is_long_for_evidence_that_is_short(
    until: date | None, immature: bool, too_long: bool
) -> None:
    dossier = committed(date(2026, 11, 2), until)
    if immature:
        dossier = with_row(dossier, "readings", assessment=None)
    expected = [{"date": until, "months": 6}] if too_long else []
    assert shown(SignalCode.LONG_TERM, dossier) == expected


DEFER, COMMIT = DecisionKind.DEFER, DecisionKind.COMMIT


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ([], 0),
        ([DEFER] * (SERIAL - 1), 0),
        ([DEFER] * SERIAL, SERIAL),
        ([DEFER] * (SERIAL + 2), SERIAL + 2),
        ([DEFER, DecisionKind.RENEGOTIATE, DEFER, DEFER], 3),
        ([DEFER, DEFER, COMMIT, DEFER], 0),
        ([COMMIT, DEFER, DEFER, DEFER], 3),
    ],
)
def test_deferrals_become_a_series(kinds: list[DecisionKind], count: int) -> None:
    expected = [{"count": count}] if count else []
    assert shown(SignalCode.SERIAL_DEFERRAL, decided(*kinds)) == expected


def test_a_claim_is_about_nothing_that_a_scale_step_has() -> None:
    claim = {"claim": DEFENSIBLE.claims[0].uncertainty}
    about_nothing = with_row(DEFENSIBLE, "claims", about_id=None)
    assert shown(SignalCode.CLAIM_ABOUT_NOTHING, about_nothing) == [claim]
    resolved = tuple(replace(each, state=UncertaintyState.RESOLVED) for each in STEP.uncertainties)
    settled = replace(DEFENSIBLE, scale_steps=(replace(STEP, uncertainties=resolved),))
    assert shown(SignalCode.CLAIM_ABOUT_NOTHING, settled) == []


LONG_BEFORE = SHORTLY_BEFORE + 1


@pytest.mark.parametrize(
    ("dossier", "day", "lowered"),
    [
        (DEFENSIBLE, TODAY, TODAY),
        (DEFENSIBLE, TODAY, TODAY - SHORTLY_BEFORE * A_DAY),
        (DEFENSIBLE, TODAY, TODAY - LONG_BEFORE * A_DAY),
        (DEFENSIBLE, TODAY, TODAY + A_DAY),
        (committed(), COMMITTED_ON, COMMITTED_ON),
        (committed(), COMMITTED_ON, COMMITTED_ON - SHORTLY_BEFORE * A_DAY),
        (committed(), COMMITTED_ON, COMMITTED_ON - LONG_BEFORE * A_DAY),
        (committed(), COMMITTED_ON, COMMITTED_ON + A_DAY),
    ],
)
def test_a_bar_was_lowered_shortly_before_a_commitment(
    dossier: Dossier, day: date, lowered: date
) -> None:
    shortly = 0 <= (day - lowered).days <= SHORTLY_BEFORE
    expected = [{"date": lowered}] if shortly else []
    declared = with_(dossier, "partnership", lowered_on=lowered)
    assert shown(SignalCode.BAR_LOWERED, declared) == expected
    assert shown(SignalCode.BAR_LOWERED, dossier, lowered_on=lowered) == expected
    assert shown(SignalCode.BAR_LOWERED, declared, lowered_on=lowered) == expected * 2
