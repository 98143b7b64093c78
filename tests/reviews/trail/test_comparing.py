"""Any two moments of a partnership as sentences, each with who wrote it, when and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.ledger.models import Entry, Head
from accounts.templatetags.people import person
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_supersede, artifact_withdraw
from evidence.actions.measurements import values_record
from evidence.actions.readings import reading_update
from evidence.models import Artifact, Measurement, Reading
from evidence.rules.series import Figure
from partnerships.actions.boundaries import (
    escalation_step_create,
    escalation_step_update,
    responsibility_create,
    responsibility_delete,
    responsibility_update,
)
from partnerships.actions.card_rows import (
    conflict_risk_delete,
    conflict_risk_update,
    exit_rehearsal_create,
    integration_point_update,
)
from partnerships.actions.claims import claim_update
from partnerships.actions.dependency import dependency_declare
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.actions.incentives import incentives_review
from partnerships.actions.partner_facts import partner_fact_create
from partnerships.actions.partnerships import partnership_update
from partnerships.actions.triggers import trigger_create, trigger_update
from partnerships.models import (
    Claim,
    ConflictRisk,
    EscalationStep,
    FitCard,
    IntegrationPoint,
    Partnership,
    Responsibility,
    SuccessCriterion,
)
from reviews.decisions.rules.comparison import Part, _parts
from reviews.decisions.wording import PART_LABELS, PART_MODELS
from reviews.trail.comparing import Comparison, comparison_of
from reviews.trail.rules.facets import Move
from reviews.trail.values import PEOPLE, model_of
from reviews.trail.wording import _SECTIONS, LONG_MOVES, MOVES
from reviews.trail.writers import story_of
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_measurement, make_reading
from tests.factories import complete_claim, complete_fit_card, make_partnership
from tests.reviews.parts import COMPLETE_DOSSIER
from tests.reviews.stage import another_member, decide, read_for

LONG = "One sentence that says a good deal about it. " * 4


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield


@dataclass
class Then:
    """A partnership with something in it, and the number of the last entry about it."""

    cast: Cast
    partnership: Partnership
    number: int

    @property
    def by(self) -> Actor:
        return self.cast.actor("contributor")

    @property
    def card(self) -> FitCard:
        return FitCard.objects.select_related("partnership").get(partnership=self.partnership)

    def the(self, model: Any, **values: Any) -> Any:
        """The one row of a model beneath the partnership."""
        return model.objects.get(partnership=self.partnership, **values)

    def now(self) -> Comparison:
        return comparison_of(self.partnership, self.number)


@pytest.fixture
def then(cast: Cast) -> Then:
    partnership = make_partnership(cast, name="Payments")
    complete_fit_card(cast, partnership)
    read_for(cast, complete_claim(cast, partnership))
    by = cast.actor("contributor")
    row = responsibility_create(by=by, partnership=partnership, name="incidents", party="us")
    escalation_step_create(by=by, responsibility=row, who="Duty lead", within=30, unit="minutes")
    series = make_measurement(cast, partnership, name="Payments authorised")
    july = Figure(date(2026, 7, 1), Decimal(95))
    values_record(by=by, measurement=series, figures=[july])
    return Then(cast, partnership, last_entry(cast))


def last_entry(cast: Cast) -> int:
    return int(Head.objects.get(workspace_id=cast.workspace.pk).sequence)


def told(found: Comparison) -> dict[str, list[str]]:
    """The sentences by the name of their section."""
    return {
        section.title: [line.sentence for row in section.rows for line in row.lines]
        for section in found.sections
    }


def card(**values: Any) -> Callable[[Then], Any]:
    return lambda then: fit_card_section_update(
        by=then.by, fit_card=then.card, version=None, **values
    )


def declared(then: Then) -> None:
    dependency_declare(
        by=then.by,
        partnership=then.partnership,
        version=None,
        dependency_depth="structural",
        depth_reason="No other acquirer there",
        reversibility="costly",
        reversibility_reason="The tokens stay",
    )


def moved_to_another(then: Then) -> None:
    responsibility_update(
        by=then.by,
        responsibility=then.the(Responsibility),
        version=None,
        party="other",
        other_party="The card scheme",
    )


def escalated(then: Then) -> None:
    step = EscalationStep.objects.select_related("responsibility__partnership").get()
    escalation_step_update(by=then.by, escalation_step=step, version=None, within=2, unit="hours")


def deferred(then: Then) -> None:
    claim = then.the(Claim)
    said = {
        name: getattr(claim, name)
        for name in ("uncertainty", "capability", "boundary", "evidence_expected")
    }
    claim_update(
        by=then.by,
        claim=claim,
        version=None,
        **said,
        does_not_establish=claim.does_not_establish,
        deferral_date=claim.deferral_date + timedelta(days=1),
    )


def measured(then: Then) -> None:
    figures = [
        Figure(date(2026, 7, 1), Decimal(94)),
        Figure(date(2026, 8, 1), Decimal(96)),
        Figure(date(2026, 9, 1), Decimal("97.5")),
    ]
    values_record(by=then.by, measurement=then.the(Measurement), figures=figures)


def read_anew(then: Then) -> None:
    reading = Reading.objects.select_related("criterion__claim__partnership", "artifact").get()
    reading_update(by=then.by, reading=reading, version=None, bearing="refutes", why="Miscounted")


@pytest.mark.parametrize(
    ("change", "section", "sentences"),
    [
        (
            card(exit_cost=Decimal(80_000)),
            "Fit Card",
            ["Cost of leaving raised from 60,000 EUR to 80,000 EUR"],
        ),
        (
            card(exit_cost=Decimal(60_000), exit_currency="CHF"),
            "Fit Card",
            ["Cost of leaving changed from 60,000 EUR to 60,000 CHF"],
        ),
        (
            card(exit_days=30),
            "Fit Card",
            ["Time to leave shortened from 90 days to 30 days"],
        ),
        (
            card(portability="partial"),
            "Fit Card",
            [
                "Data that comes along reduced from “All of it, in a form you can use” "
                "to A part of it"
            ],
        ),
        (
            card(capability="Cards"),
            "Fit Card",
            ["Capability provided changed from “Stated: capability” to “Cards”"],
        ),
        (card(capability=LONG), "Fit Card", ["Capability provided, rewritten"]),
        (
            card(capability=""),
            "Fit Card",
            ["Capability provided, no longer stated: it was “Stated: capability”"],
        ),
        (
            declared,
            "Partnership",
            [
                "Dependency depth, newly stated: Structural",
                "Reversibility, newly stated: Costly to reverse",
            ],
        ),
        (
            moved_to_another,
            "Boundary",
            ["Party changed from Us to “The card scheme”"],
        ),
        (escalated, "Boundary", ["Time limit lengthened from 30 minutes to 2 hours"]),
        (
            measured,
            "Measurements",
            ["2026-07: Value lowered from 95 to 94", "Recorded for 2026-08: 96; 2026-09: 97.5"],
        ),
        (read_anew, "Evidence", ["Bearing changed from Supports to Refutes", "Read again on"]),
    ],
)
def test_a_change_reads_as_a_sentence(
    then: Then, change: Callable[[Then], Any], section: str, sentences: list[str]
) -> None:
    change(then)
    found = told(then.now())
    assert list(found) == [section]
    assert len(found[section]) == len(sentences)
    for line, begins in zip(found[section], sentences, strict=True):
        assert line.startswith(begins)


def test_a_date_that_moved_says_which_way(then: Then) -> None:
    deferred(then)
    (line,) = told(then.now())["Claims"]
    assert line.startswith("Deferral date moved later, from ")


def test_a_long_text_stands_beneath_its_sentence_before_and_after(then: Then) -> None:
    card(capability=LONG)(then)
    (section,) = then.now().sections
    ((line,),) = (row.lines for row in section.rows)
    (text,) = line.texts
    assert (text.before, text.after.strip()) == ("Stated: capability", LONG.strip())


def test_what_was_added_removed_and_changed_among_rows_is_told_by_name(then: Then) -> None:
    risk, point = then.the(ConflictRisk), then.the(IntegrationPoint)
    conflict_risk_delete(by=then.by, conflict_risk=risk, version=None)
    integration_point_update(
        by=then.by, integration_point=point, version=None, single_point_of_failure=False
    )
    exit_rehearsal_create(
        by=then.by,
        partnership=then.partnership,
        kind="rehearsed",
        held_on=date(2026, 5, 1),
        learnt="The tokens take a month",
    )
    (section,) = then.now().sections
    assert [(row.noun, row.event, row.lines[0].sentence) for row in section.rows] == [
        ("Conflict risk", "removed", "Removed"),
        ("Integration point", "changed", "No longer a single point of failure"),
        ("Rehearsal of the exit", "added", "Added"),
    ]
    gone, _, rehearsal = section.rows
    assert gone.name == risk.description
    assert {each.label: each.before for each in gone.said}["Who watches"] == "Head of Payments"
    assert {each.label: each.after for each in rehearsal.said} == {
        "How": "Rehearsed",
        "On": "1 May 2026",
    }


def test_what_went_along_is_told_with_the_row_it_belonged_to(then: Then) -> None:
    row = Responsibility.objects.select_related("partnership").get(partnership=then.partnership)
    responsibility_delete(by=then.by, responsibility=row, version=None)
    (section,) = then.now().sections
    (gone,) = section.rows
    (step,) = [each.before for each in gone.said if each.label == "Escalation step"]
    assert step.startswith("Duty lead, 30 minutes (Contributor, ")


def test_a_text_that_belongs_to_a_date_stands_beneath_it(then: Then) -> None:
    incentives_review(by=then.by, fit_card=then.card, version=None, incentives_seen="As before")
    conflict_risk_update(
        by=then.by,
        conflict_risk=then.the(ConflictRisk),
        version=None,
        observed_on=date(2026, 9, 1),
        observed_what="Fees rose twice",
    )
    (section,) = then.now().sections
    lines = [line for row in section.rows for line in row.lines]
    assert [line.sentence.partition(" on ")[0] for line in lines] == [
        "Incentives looked at again",
        "Observed",
    ]
    assert [line.texts[0].after for line in lines] == ["As before", "Fees rose twice"]


def test_each_sentence_says_who_wrote_it_when_and_why(cast: Cast, then: Then) -> None:
    other = another_member(cast, "contributor").actor
    first, second = datetime(2099, 9, 3, 9, tzinfo=UTC), datetime(2099, 9, 4, 9, tzinfo=UTC)
    with clock.moved_to(first):
        fit_card_section_update(by=other, fit_card=then.card, version=None, exit_days=7)
        declared(then)
    with clock.moved_to(second):
        fit_card_section_update(by=then.by, fit_card=then.card, version=None, capability="Cards")
        artifact = Artifact.objects.select_related("partner").get()
        artifact_withdraw(by=other, artifact=artifact, version=None, reason="The source was wrong.")
    lines = {
        line.sentence.split(",")[0].split(" ")[0]: line
        for section in then.now().sections
        for row in section.rows
        for line in row.lines
    }
    wrote = {
        key: (person(line.entry.by_id), line.entry.at, line.because)
        for key, line in lines.items()
        if line.entry
    }
    assert wrote == {
        "Time": (person(other.user_id), first, ""),
        "Capability": ("Contributor", second, ""),
        "Dependency": ("Contributor", first, "No other acquirer there"),
        "Reversibility": ("Contributor", first, "The tokens stay"),
        "Withdrawn": (person(other.user_id), second, "The source was wrong."),
    }
    assert lines["Withdrawn"].reason == "The source was wrong"


def test_it_ends_at_the_later_moment(cast: Cast, then: Then) -> None:
    card(exit_days=30)(then)
    between = last_entry(cast)
    card(exit_days=365, capability="Cards")(then)
    found = comparison_of(then.partnership, then.number, between)
    assert told(found) == {"Fit Card": ["Time to leave shortened from 90 days to 30 days"]}
    assert (found.since.number, found.until.number) == (then.number, between)


def test_what_was_there_before_and_came_in_by_another_change_has_no_entry_of_its_own(
    cast: Cast, then: Then
) -> None:
    artifact = make_artifact(cast, then.partnership.partner, title="Older")
    number = last_entry(cast)
    criterion = SuccessCriterion.objects.select_related("claim__partnership").get()
    make_reading(cast, artifact, criterion)
    (section,) = comparison_of(then.partnership, number).sections
    older, reading = section.rows
    assert (older.name, older.lines[0].entry) == ("Older", None)
    assert reading.lines[0].entry is not None


def test_what_was_changed_back_is_no_difference(then: Then) -> None:
    card(exit_days=30)(then)
    card(exit_days=90)(then)
    assert then.now().sections == ()


def test_both_moments_say_where_the_partnership_stood(cast: Cast, then: Then) -> None:
    decide(cast, then.partnership, "defer")
    found = then.now()
    assert (found.since.standing.value, found.until.standing.value) == ("candidate", "deferred")
    assert found.sections == ()


def test_before_its_first_entry_there_is_nothing_to_compare(cast: Cast, then: Then) -> None:
    with pytest.raises(Partnership.DoesNotExist):
        comparison_of(then.partnership, 1)


def test_each_row_leads_to_its_history(then: Then) -> None:
    card(exit_days=30)(then)
    measured(then)
    partner_fact_create(
        by=then.by,
        partner=then.partnership.partner,
        kind="owner",
        statement="Sold",
        happened_on=date(2026, 5, 1),
        source="Press",
    )
    by_title = {section.title: section for section in then.now().sections}
    assert by_title["Fit Card"].href.endswith(f"/history/fit-card/{then.card.pk}/")
    assert "/history/measurement/" in by_title["Measurements"].rows[0].href
    assert "/history/partner-fact/" in by_title["Partner"].rows[0].href


def test_it_takes_the_same_queries_however_much_differs(cast: Cast, then: Then) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            then.now()
        return len(captured)

    card(exit_days=30)(then)
    person(then.by.user_id)
    few = queries()
    for change in (declared, moved_to_another, escalated, measured, read_anew, deferred):
        change(then)
    card(exit_cost=Decimal(1), capability=LONG)(then)
    partnership_update(
        by=then.by, partnership=then.partnership, version=None, name="Cards", purpose=LONG
    )
    assert few <= 20  # nine for each dossier, what was written between, the entries
    assert queries() == few + 1  # and the names of what it refers to


def test_everything_since_the_register_can_be_told(cast: Cast, then: Then) -> None:
    """Every part that is there came: each has words, a name and somebody who wrote it."""
    measured(then)
    first = then.partnership.history.earliest()
    start = Entry.objects.get(pk=first.entry_id).sequence
    found = comparison_of(then.partnership, start)
    lines = [line for section in found.sections for row in section.rows for line in row.lines]
    assert len(lines) > 20
    assert all(line.entry for line in lines)


def test_every_number_in_a_dossier_is_a_person_or_refers_to_something() -> None:
    numbers = {
        (part, field.name)
        for (part, _id), row in _parts(COMPLETE_DOSSIER, COMPLETE_DOSSIER).items()
        for field in fields(row.bare)
        if field.name.endswith("_id")
    }
    assert len(numbers) > 12
    for part, name in numbers:
        assert (name in PEOPLE) != (model_of(part, name) is not None), (part, name)


def test_what_took_the_place_of_an_artifact_is_named(cast: Cast, then: Then) -> None:
    artifact = Artifact.objects.select_related("partner").get()
    newer = make_artifact(cast, artifact.partner, title="SLA of this year")
    artifact_supersede(by=then.by, artifact=artifact, version=None, replacement=newer)
    assert told(then.now())["Evidence"] == ["Superseded by “SLA of this year”"]


def test_people_are_named(cast: Cast, then: Then) -> None:
    row = trigger_create(
        by=then.by, partnership=then.partnership, observable="Two late weeks", calls_for="unwind"
    )
    before = last_entry(cast)
    approver = cast.members["approver"]
    trigger_update(by=then.by, trigger=row, version=None, authoriser=approver)
    found = comparison_of(then.partnership, before)
    assert told(found)["Triggers"] == ["Who may authorise, newly stated: Approver"]


def test_every_move_has_its_sentence_and_every_part_its_place() -> None:
    assert set(MOVES) == set(Move)
    assert set(LONG_MOVES) <= set(Move)
    placed = [part for _title, parts in _SECTIONS for part in parts]
    assert sorted(placed) == sorted(Part)
    assert set(PART_LABELS) == set(PART_MODELS) == set(Part)
    assert all(story_of(part) for part in Part)
