"""What becomes of an artifact: superseded, looked at again; and what others make of a reading."""

from __future__ import annotations

from datetime import date

import pytest

from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import (
    artifact_create,
    artifact_doubt,
    artifact_revalidate,
    artifact_supersede,
    artifact_update,
    artifact_withdraw,
)
from evidence.actions.readings import reading_assess, reading_create, reading_update
from evidence.models import Artifact, Assessment, Reading
from evidence.selectors.artifacts import state_of, weighed_readings
from tests.conftest import Cast
from tests.evidence.factories import OBSERVATION, make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership

TODAY = date(2026, 11, 16)


@pytest.fixture
def reading(cast: Cast) -> Reading:
    criterion = make_criterion(cast, make_claim(cast, make_partnership(cast)))
    artifact = make_artifact(cast, criterion.claim.partnership.partner)
    return make_reading(cast, artifact, criterion)


def newer(cast: Cast, artifact: Artifact) -> Artifact:
    return make_artifact(cast, artifact.partner, title="The newer one")


def test_a_superseded_artifact_stays_and_names_what_took_its_place(
    cast: Cast, reading: Reading
) -> None:
    by, old = cast.actor("contributor"), reading.artifact
    new = newer(cast, old)
    old = artifact_supersede(by=by, artifact=old, version=1, replacement=new)
    with workspace_scope(cast.workspace.pk):
        (weighed,) = weighed_readings(old, TODAY)
        assert list(new.supersedes.all()) == [old]
    assert [reason.code for reason in weighed.weight.reasons] == ["artifact.superseded"]
    for refused in (
        lambda: artifact_update(by=by, artifact=old, version=2, title="Changed"),
        lambda: artifact_supersede(by=by, artifact=old, version=2, replacement=new),
        lambda: artifact_supersede(by=by, artifact=new, version=1, replacement=old),
        lambda: reading_create(
            by=by, artifact=old, criterion=reading.criterion, bearing="supports", why="Again"
        ),
    ):
        with pytest.raises(DomainError, match=r"place|still in the log"):
            refused()
    artifact_withdraw(by=by, artifact=old, version=2, reason="It was wrong all along")


def test_only_another_artifact_of_the_same_partner_takes_the_place(
    cast: Cast, reading: Reading
) -> None:
    by, old = cast.actor("contributor"), reading.artifact
    gone = newer(cast, old)
    artifact_withdraw(by=by, artifact=gone, version=1, reason="Wrong")
    for unfit in (old, make_artifact(cast), gone):
        with pytest.raises(DomainError, match="Choose another artifact of the same partner"):
            artifact_supersede(by=by, artifact=old, version=1, replacement=unfit)


def test_what_expired_is_in_force_again_once_somebody_looked(cast: Cast) -> None:
    old = make_artifact(cast, observed_on=date(2026, 1, 1), holds_until=date(2026, 2, 1))
    assert state_of(old, TODAY) == "expired"
    said = {"looked_on": date(2026, 6, 1), "seen": "It still holds", "holds_until": TODAY}
    artifact_revalidate(by=cast.actor("contributor"), artifact=old, version=1, **said)
    with workspace_scope(cast.workspace.pk):
        again = Artifact.objects.get(pk=old.pk)
        assert state_of(again, TODAY) == "in_force"
        look = again.revalidations.get()
    assert look.looked_by_id == cast.user("contributor").pk


def test_a_look_before_the_last_one_is_refused(cast: Cast) -> None:
    by, artifact = cast.actor("contributor"), make_artifact(cast)
    said = {"seen": "It still holds", "holds_until": None}
    artifact_revalidate(by=by, artifact=artifact, version=1, looked_on=date(2026, 7, 15), **said)
    with pytest.raises(DomainError, match="on or after"):
        artifact_revalidate(by=by, artifact=artifact, version=1, looked_on=date(2026, 7, 1), **said)


def test_what_is_trusted_less_weighs_nothing_until_somebody_looks(
    cast: Cast, reading: Reading
) -> None:
    by, artifact = cast.actor("contributor"), reading.artifact
    with pytest.raises(DomainError, match="Say why this artifact is less trustworthy"):
        artifact_doubt(by=by, artifact=artifact, doubted_on=TODAY, why=" ")
    artifact_doubt(by=by, artifact=artifact, doubted_on=TODAY, why="Their own figures")
    assert codes_of(cast, reading) == ["artifact.doubted"]
    artifact_revalidate(by=by, artifact=artifact, version=None, looked_on=TODAY, seen="It holds")
    assert codes_of(cast, reading) == []


def test_what_was_withdrawn_is_not_doubted(cast: Cast, reading: Reading) -> None:
    by, artifact = cast.actor("contributor"), reading.artifact
    artifact_withdraw(by=by, artifact=artifact, version=None, reason="Wrong")
    with pytest.raises(DomainError, match="was withdrawn"):
        artifact_doubt(by=by, artifact=artifact, doubted_on=TODAY, why="Their own figures")


def codes_of(cast: Cast, reading: Reading) -> list[str]:
    """Why the reading does not count."""
    with workspace_scope(cast.workspace.pk):
        (weighed,) = weighed_readings(Artifact.objects.get(pk=reading.artifact_id), TODAY)
    return [reason.code for reason in weighed.weight.reasons]


def test_nobody_assesses_what_they_read_themselves(cast: Cast, reading: Reading) -> None:
    said = {"verdict": "upheld", "why": "I saw it"}
    with pytest.raises(DomainError, match="You read this yourself"):
        reading_assess(by=cast.actor("contributor"), reading=reading, version=1, **said)
    with workspace_scope(cast.workspace.pk):
        assert not Assessment.objects.exists()


def test_a_changed_reading_needs_a_new_assessment(cast: Cast, reading: Reading) -> None:
    approver = cast.actor("approver")
    said = {"verdict": "rejected", "why": "The table says something else"}
    reading_assess(by=approver, reading=reading, version=1, **said)
    with pytest.raises(DomainError, match="has been assessed"):
        reading_assess(by=approver, reading=reading, version=1, **said)
    with workspace_scope(cast.workspace.pk):
        (weighed,) = weighed_readings(reading.artifact, TODAY)
    assert [reason.code for reason in weighed.weight.reasons] == ["reading.rejected"]
    changed = {"bearing": "ambiguous", "why": "Half of the table"}
    reading_update(by=cast.actor("contributor"), reading=reading, version=1, **changed)
    with workspace_scope(cast.workspace.pk):
        (weighed,) = weighed_readings(reading.artifact, TODAY)
    assert weighed.weight.counts
    assert weighed.to_assess
    with pytest.raises(StaleVersion):
        reading_assess(by=approver, reading=reading, version=1, **said)
    reading_assess(by=approver, reading=reading, version=2, verdict="upheld", why="Now it does")


def test_evidence_of_our_own_is_read_for_any_partnership(cast: Cast) -> None:
    by = cast.actor("contributor")
    ours = artifact_create(by=by, partner=None, **OBSERVATION)
    for _ in range(2):
        make_reading(cast, ours, make_criterion(cast, make_claim(cast, make_partnership(cast))))
    artifact_update(by=by, artifact=ours, version=1, title="Changed")
