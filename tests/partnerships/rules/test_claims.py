"""What a claim still lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.dossier import ClaimPart, CriterionPart, UncertaintyPart
from partnerships.rules.claims import claim_gaps, claim_remarks, claims_gaps
from partnerships.rules.vocabulary import UncertaintyState
from tests.partnerships.parts import CLAIMS, COMPLETE_CLAIM, TEXTS, TODAY

SLOTS = (
    "uncertainty",
    "capability",
    "boundary",
    "evidence_expected",
    "deferral_date",
    "does_not_establish",
)


def codes(claim: ClaimPart) -> list[str]:
    return [gap.code for gap in claim_gaps(claim, TODAY)]


def test_a_complete_claim_lacks_nothing() -> None:
    assert claim_gaps(COMPLETE_CLAIM, TODAY) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"uncertainty": ""}, "claim.uncertainty_missing"),
        ({"capability": " \n"}, "claim.capability_missing"),
        ({"boundary": "–"}, "claim.boundary_missing"),
        ({"evidence_expected": "…"}, "claim.evidence_expected_missing"),
        ({"does_not_establish": ""}, "claim.does_not_establish_missing"),
        (
            {"does_not_establish": COMPLETE_CLAIM.uncertainty.upper() + "."},
            "claim.does_not_establish_is_the_uncertainty",
        ),
        ({"deferral_date": None}, "claim.deferral_date_missing"),
        ({"deferral_date": TODAY - timedelta(days=1)}, "claim.deferral_date_past"),
        ({"criteria": ()}, "claim.criteria_missing"),
        ({"criteria": (CriterionPart(id="1", target="9"),)}, "criterion.statement_missing"),
        ({"criteria": (CriterionPart(id="1", statement="S"),)}, "criterion.target_missing"),
    ],
)
def test_each_missing_thing_is_named_alone(change: dict[str, Any], code: str) -> None:
    assert codes(replace(COMPLETE_CLAIM, **change)) == [code]


def test_the_deferral_date_itself_is_not_past() -> None:
    assert codes(replace(COMPLETE_CLAIM, deferral_date=TODAY)) == []


def test_an_empty_claim_lacks_everything_but_not_twice() -> None:
    missing = codes(ClaimPart(id="1"))
    assert len(missing) == len(set(missing)) == 7


def test_a_gap_names_the_row_and_the_field_where_it_is_met() -> None:
    gap = claim_gaps(replace(COMPLETE_CLAIM, boundary=""), TODAY)[0]
    assert (gap.subject, gap.field) == (COMPLETE_CLAIM.id, "boundary")


@given(CLAIMS, st.sampled_from(SLOTS), TEXTS)
def test_filling_in_a_blank_never_adds_to_what_is_missing(
    claim: ClaimPart, slot: str, text: str
) -> None:
    value = TODAY if slot == "deferral_date" else f"{text} A"
    filled = replace(claim, **{slot: getattr(claim, slot) or value})
    assert len(claim_gaps(filled, TODAY)) <= len(claim_gaps(claim, TODAY))


@given(CLAIMS, st.dates(max_value=date(9998, 1, 1)), st.timedeltas(timedelta(0), timedelta(365)))
def test_time_alone_never_completes_a_claim(
    claim: ClaimPart, today: date, passing: timedelta
) -> None:
    assert set(claim_gaps(claim, today)) <= set(claim_gaps(claim, today + passing))


@pytest.mark.parametrize(
    ("about", "state", "codes"),
    [
        (None, UncertaintyState.OPEN, ["claim.about_missing"]),
        ("8", UncertaintyState.OPEN, ["claim.about_missing"]),
        ("9", UncertaintyState.OPEN, []),
        ("9", UncertaintyState.REDUCED, []),
        ("9", UncertaintyState.RESOLVED, ["claim.about_not_open"]),
    ],
)
def test_a_claim_about_nothing_is_remarked_on_and_stops_no_commitment(
    about: str | None, state: UncertaintyState, codes: list[str]
) -> None:
    claim = replace(COMPLETE_CLAIM, about_id=about)
    known = {"9": UncertaintyPart(id="9", state=state)}
    assert [remark.code for remark in claim_remarks(claim, known)] == codes
    assert claims_gaps([claim], "3", TODAY) == ()


def test_among_several_claims_each_gap_names_its_own() -> None:
    other = replace(COMPLETE_CLAIM, id="8", uncertainty="whether disputes fall", boundary="")
    (gap,) = claims_gaps((COMPLETE_CLAIM, other), "3", TODAY)
    assert (gap.code, gap.value("row")) == ("claim.boundary_missing", "whether disputes fall")
    assert claims_gaps((other,), "3", TODAY) == claim_gaps(other, TODAY)
