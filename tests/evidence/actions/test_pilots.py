"""Pilots, from the question to the evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from evidence.actions.pilots import (
    pilot_conclude,
    pilot_criterion_create,
    pilot_criterion_delete,
    pilot_delete,
    pilot_update,
)
from evidence.models import Artifact, Pilot, Reading
from evidence.rules.pilots import Shown
from evidence.rules.vocabulary import Bearing
from tests.conftest import Cast
from tests.evidence.factories import make_pilot, make_pilot_criterion
from tests.factories import make_claim, make_criterion, make_partnership

SAID: dict[str, Any] = {
    "ends_on": date(2026, 6, 30),
    "results": "97 of 100 settled",
    "title": "Pilot in one market",
    "limits": "One market",
    "auditable": "by_us",
}


@pytest.fixture
def pilot(cast: Cast) -> Pilot:
    """A pilot that bears on two criteria."""
    partnership = make_partnership(cast)
    claim = make_claim(cast, partnership)
    pilot = make_pilot(cast, partnership)
    for _ in range(2):
        make_pilot_criterion(cast, pilot, make_criterion(cast, claim))
    return pilot


def shown(cast: Cast, pilot: Pilot) -> dict[int, Shown]:
    with workspace_scope(cast.workspace.pk):
        ids = list(pilot.criteria.values_list("id", flat=True))
    return dict(
        zip(
            ids,
            [Shown(Bearing.SUPPORTS, "97 of 100"), Shown(Bearing.REFUTES, "Weekends failed")],
            strict=True,
        )
    )


def conclude(cast: Cast, pilot: Pilot, **said: Any) -> Artifact:
    said.setdefault("shown", shown(cast, pilot))
    return pilot_conclude(by=cast.actor("contributor"), pilot=pilot, version=1, **SAID | said)


def test_a_conclusion_makes_evidence_in_one_entry(cast: Cast, pilot: Pilot) -> None:
    artifact = conclude(cast, pilot)
    with workspace_scope(cast.workspace.pk):
        pilot.refresh_from_db()
        readings = Reading.objects.filter(artifact=artifact).order_by("id")
        said = [(each.bearing, each.why) for each in readings]
        entry = Entry.objects.latest("sequence")
        results = set(pilot.criteria.values_list("result", flat=True))
    assert said == [("supports", "97 of 100"), ("refutes", "Weekends failed")]
    assert results == {"97 of 100", "Weekends failed"}
    assert (artifact.kind, artifact.conditions) == ("pilot_result", "real_operation")
    assert (artifact.observed_on, artifact.pilot_id) == (date(2026, 6, 30), pilot.pk)
    assert (entry.kind, entry.subject_type) == ("pilot.concluded", "evidence.pilot")
    assert pilot.concluded_at is not None


def test_a_concluded_pilot_is_not_changed(cast: Cast, pilot: Pilot) -> None:
    conclude(cast, pilot)
    by = cast.actor("contributor")
    with workspace_scope(cast.workspace.pk):
        row = pilot.criteria.select_related("pilot__partnership").first()
    another = make_criterion(cast, make_claim(cast, pilot.partnership))
    for refused in (
        lambda: pilot_update(by=by, pilot=pilot, version=None, question="Another?"),
        lambda: pilot_delete(by=by, pilot=pilot, version=None),
        lambda: pilot_criterion_create(by=by, pilot=pilot, criterion=another),
        lambda: pilot_criterion_delete(by=by, pilot_criterion=row, version=None),
        lambda: pilot_conclude(by=by, pilot=pilot, version=None, shown=shown(cast, pilot), **SAID),
    ):
        with pytest.raises(DomainError, match="was concluded"):
            refused()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"results": " "}, "results"),
        ({"ends_on": date(2999, 1, 1)}, "ends_on"),
        ({"limits": ""}, "limits"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
    ],
)
def test_what_is_missing_holds_back_the_whole(
    cast: Cast, pilot: Pilot, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        conclude(cast, pilot, **said)
    assert field in [problem.field for problem in refusal.value.problems]
    with workspace_scope(cast.workspace.pk):
        assert Pilot.objects.get(pk=pilot.pk).concluded_at is None
        assert not Artifact.objects.exists()


def test_each_criterion_is_answered(cast: Cast, pilot: Pilot) -> None:
    with pytest.raises(DomainError, match="what the pilot showed"):
        conclude(cast, pilot, shown={})


def test_a_criterion_stands_once_and_is_the_partnerships_own(cast: Cast, pilot: Pilot) -> None:
    with workspace_scope(cast.workspace.pk):
        criterion = pilot.criteria.get(pk=min(shown(cast, pilot))).criterion
    with pytest.raises(DomainError, match="already"):
        make_pilot_criterion(cast, pilot, criterion)
    foreign = make_criterion(cast, make_claim(cast, make_partnership(cast)))
    with pytest.raises(DomainError, match="of this partnership"):
        make_pilot_criterion(cast, pilot, foreign)
