"""Readings: one in force for each artifact and criterion."""

from __future__ import annotations

import pytest

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_withdraw
from evidence.actions.readings import reading_update, reading_withdraw
from evidence.models import Artifact, Reading
from partnerships.models import Partnership, SuccessCriterion
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_partnership(cast)


@pytest.fixture
def criterion(cast: Cast, partnership: Partnership) -> SuccessCriterion:
    return make_criterion(cast, make_claim(cast, partnership))


@pytest.fixture
def artifact(cast: Cast, partnership: Partnership) -> Artifact:
    return make_artifact(cast, partnership.partner)


def test_a_reading_names_its_reader_and_stands_in_the_partnerships_trail(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion, partnership: Partnership
) -> None:
    reading = make_reading(cast, artifact, criterion)
    assert reading.read_by_id == cast.user("contributor").pk
    with workspace_scope(cast.workspace.pk):
        entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.kind, entry.subject_id, entry.thread_id) == (
        "reading.created",
        reading.pk,
        partnership.pk,
    )


def test_an_artifact_is_read_once_for_a_criterion(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    first = make_reading(cast, artifact, criterion)
    with pytest.raises(DomainError, match="has been read") as refused:
        make_reading(cast, artifact, criterion, bearing="refutes")
    assert refused.value.problems[0].field == "criterion"
    reading_withdraw(
        by=cast.actor("contributor"), reading=first, version=1, reason="Read the wrong page"
    )
    assert make_reading(cast, artifact, criterion, bearing="refutes").pk != first.pk


def test_a_withdrawn_artifact_cannot_be_read(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    by = cast.actor("contributor")
    artifact_withdraw(by=by, artifact=artifact, version=1, reason="Figures were wrong")
    with pytest.raises(DomainError, match="was withdrawn"):
        make_reading(cast, artifact, criterion)


def test_an_artifact_is_read_for_its_own_partner_only(
    cast: Cast, criterion: SuccessCriterion
) -> None:
    with pytest.raises(DomainError, match="this artifact's partner"):
        make_reading(cast, make_artifact(cast), criterion)


@pytest.mark.parametrize("why", ["", " – "])
def test_a_reading_says_why(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion, why: str
) -> None:
    with pytest.raises(DomainError) as refused:
        make_reading(cast, artifact, criterion, why=why)
    assert refused.value.problems[0].field == "why"


def test_whoever_changes_a_reading_becomes_its_reader(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    reading = make_reading(cast, artifact, criterion)
    said = {"bearing": "ambiguous", "why": "Only weekdays were counted", "limits_here": "Weekends"}
    by = cast.actor("administrator")
    changed = reading_update(by=by, reading=reading, version=1, **said)
    assert (changed.read_by_id, changed.bearing) == (by.user_id, "ambiguous")
    with pytest.raises(StaleVersion):
        reading_update(by=by, reading=reading, version=1, **said | {"why": "Other"})


def test_saving_what_already_stands_makes_nobody_the_reader(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    reading = make_reading(cast, artifact, criterion, why="Seen")
    same = reading_update(
        by=cast.actor("administrator"), reading=reading, version=1, bearing="supports", why="Seen"
    )
    assert (same.version, same.read_by_id) == (1, cast.user("contributor").pk)


def test_a_withdrawn_reading_stays_as_it_was(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    by = cast.actor("contributor")
    reading = make_reading(cast, artifact, criterion)
    with pytest.raises(DomainError):
        reading_withdraw(by=by, reading=reading, version=1, reason="")
    reading_withdraw(by=by, reading=reading, version=1, reason="Misread")
    with pytest.raises(DomainError, match="was withdrawn"):
        reading_update(by=by, reading=reading, version=2, bearing="refutes", why="No")
    with pytest.raises(DomainError, match="was withdrawn"):
        reading_withdraw(by=by, reading=reading, version=2, reason="Again")
    with workspace_scope(cast.workspace.pk):
        assert Reading.objects.get().withdrawn_reason == "Misread"
