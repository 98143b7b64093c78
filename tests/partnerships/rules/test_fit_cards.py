"""What each section of the Fit Card asks for."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.dossier import FitCardPart
from partnerships.rules.fit_cards import (
    FIELDS,
    ROWS,
    Section,
    SectionStatus,
    fit_card_gaps,
    section_gaps,
    section_status,
)
from partnerships.rules.vocabulary import FallbackKind
from partnerships.sentences import BOOK
from tests.partnerships.parts import COMPLETE_CARD, FIT_CARDS, TEXTS

EMPTY_CARD = FitCardPart(partnership_id="3")
RISK = COMPLETE_CARD.conflict_risks[0]
POINT = COMPLETE_CARD.integration_points[0]
STEP = COMPLETE_CARD.exit_steps[0]
EVERY_TEXT = [field for section in Section for field in FIELDS[section]]


def with_row(**rows: Any) -> FitCardPart:
    return replace(COMPLETE_CARD, **{name: (row,) for name, row in rows.items()})


def codes(card: FitCardPart) -> list[str]:
    return [gap.code for gap in fit_card_gaps(card)]


def test_every_field_of_the_card_stands_in_one_section() -> None:
    written_elsewhere = {
        "partnership_id",
        "incentives_looked_at",
        "incentives_looked_by_id",
        "incentives_seen",
        "exit_rehearsals",
    }
    placed = sorted([*EVERY_TEXT, *ROWS.values(), *written_elsewhere])
    assert placed == sorted(field.name for field in fields(FitCardPart))


def test_a_complete_card_lacks_nothing() -> None:
    assert fit_card_gaps(COMPLETE_CARD) == ()


@pytest.mark.parametrize("section", Section)
def test_a_section_goes_from_not_started_to_complete(section: Section) -> None:
    assert section_status(EMPTY_CARD, section) is SectionStatus.NOT_STARTED
    assert section_status(COMPLETE_CARD, section) is SectionStatus.COMPLETE


@pytest.mark.parametrize(
    ("card", "section"),
    [
        (replace(EMPTY_CARD, exit_days=30), Section.EXIT),
        (replace(EMPTY_CARD, conflict_risks=(RISK,)), Section.INCENTIVES),
        (replace(COMPLETE_CARD, integration_points=()), Section.INTEGRATION),
    ],
)
def test_a_section_with_something_missing_is_in_progress(
    card: FitCardPart, section: Section
) -> None:
    assert section_status(card, section) is SectionStatus.IN_PROGRESS


@pytest.mark.parametrize("field", EVERY_TEXT)
def test_each_text_is_asked_for_at_its_field(field: str) -> None:
    (gap,) = fit_card_gaps(replace(COMPLETE_CARD, **{field: "?"}))
    assert (gap.code, gap.field, gap.subject) == (f"fit_card.{field}_missing", field, "3")
    assert field in FIELDS[Section(gap.section)]


@pytest.mark.parametrize("rows", sorted(ROWS.values()))
def test_at_least_one_row_is_asked_for(rows: str) -> None:
    assert codes(replace(COMPLETE_CARD, **{rows: ()})) == [f"fit_card.{rows}_missing"]


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (with_row(conflict_risks=replace(RISK, description="")), "conflict_risk.description"),
        (with_row(conflict_risks=replace(RISK, watcher="")), "conflict_risk.watcher"),
        (
            with_row(conflict_risks=replace(RISK, early_observation="")),
            "conflict_risk.early_observation",
        ),
        (with_row(integration_points=replace(POINT, name="")), "integration_point.name"),
        (
            with_row(integration_points=replace(POINT, audited_how="")),
            "integration_point.audited_how",
        ),
        (with_row(integration_points=replace(POINT, fallback="")), "integration_point.fallback"),
        (
            with_row(integration_points=replace(POINT, fallback_kind=None)),
            "integration_point.fallback_kind",
        ),
        (
            with_row(integration_points=replace(POINT, audit_means=())),
            "integration_point.audit_means",
        ),
        (with_row(exit_steps=replace(STEP, step="")), "exit_step.step"),
        (with_row(exit_steps=replace(STEP, owner="")), "exit_step.owner"),
    ],
)
def test_each_row_says_what_it_must(card: FitCardPart, code: str) -> None:
    assert codes(card) == [f"{code}_missing"]


def test_only_a_single_point_of_failure_must_speak_of_a_fallback() -> None:
    point = replace(POINT, single_point_of_failure=False, fallback_kind=None, fallback="")
    assert codes(with_row(integration_points=point)) == []


def test_saying_that_there_is_no_fallback_is_an_answer() -> None:
    point = replace(POINT, fallback_kind=FallbackKind.NONE, fallback="")
    assert codes(with_row(integration_points=point)) == []


def test_a_fallback_that_is_described_says_what_kind_it_is() -> None:
    point = replace(POINT, single_point_of_failure=False, fallback_kind=None)
    assert codes(with_row(integration_points=point)) == ["integration_point.fallback_kind_missing"]


#: What is written in words; an amount asks for its currency, so filling it in may ask for more.
WORDS = [field for field in EVERY_TEXT if getattr(EMPTY_CARD, field) == ""]


@given(FIT_CARDS, st.sampled_from(WORDS), TEXTS)
def test_filling_in_a_text_never_adds_a_finding(card: FitCardPart, field: str, text: str) -> None:
    filled = replace(card, **{field: getattr(card, field) or text})
    assert set(fit_card_gaps(filled)) <= set(fit_card_gaps(card))


@given(FIT_CARDS)
def test_the_card_lacks_exactly_what_its_sections_lack(card: FitCardPart) -> None:
    by_section = [gap for section in Section for gap in section_gaps(card, section)]
    assert list(fit_card_gaps(card)) == by_section
    assert all(
        (section_status(card, section) is SectionStatus.COMPLETE)
        == (not section_gaps(card, section))
        for section in Section
    )


def test_a_gap_of_a_row_names_the_row() -> None:
    (risk,) = COMPLETE_CARD.conflict_risks
    (point,) = COMPLETE_CARD.integration_points
    (step,) = COMPLETE_CARD.exit_steps
    card = replace(
        COMPLETE_CARD,
        conflict_risks=(replace(risk, watcher=""),),
        integration_points=(replace(point, audited_how=""),),
        exit_steps=(replace(step, owner=""),),
    )
    named = [gap.value("row") for gap in fit_card_gaps(card)]
    assert named == [risk.description, point.name, step.step]
    assert BOOK.sentence(fit_card_gaps(card)[1]).startswith("“Checkout”: Say how this point")


def test_a_row_without_a_name_is_asked_for_it() -> None:
    (point,) = COMPLETE_CARD.integration_points
    card = replace(COMPLETE_CARD, integration_points=(replace(point, name=""),))
    (gap,) = fit_card_gaps(card)
    assert (gap.code, gap.value("row")) == ("integration_point.name_missing", None)
