"""Artifacts are logged, corrected and withdrawn through actions alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_create, artifact_update, artifact_withdraw
from evidence.models import Artifact
from tests.conftest import Cast
from tests.evidence.factories import OBSERVATION, a_pdf, make_artifact
from tests.factories import make_partner


def last_entry(cast: Cast) -> Entry:
    with workspace_scope(cast.workspace.pk):
        return Entry.objects.order_by("-sequence")[0]


def refusal(field: str, cast: Cast, **values: object) -> str:
    """The sentence with which an artifact is refused at `field`."""
    with pytest.raises(DomainError) as refused:
        make_artifact(cast, **values)
    (problem,) = refused.value.problems
    assert problem.field == field
    return str(problem.text)


def test_an_artifact_leaves_one_entry_in_the_trail_of_its_partner(cast: Cast) -> None:
    partner = make_partner(cast)
    artifact = make_artifact(cast, partner)
    entry = last_entry(cast)
    assert (entry.kind, entry.subject_id) == ("artifact.created", artifact.pk)
    assert (entry.thread_type, entry.thread_id) == ("partnerships.partner", partner.pk)
    assert len(entry.rows) == 1


def test_an_artifact_with_a_file_is_still_one_entry(cast: Cast) -> None:
    artifact = make_artifact(cast, upload=a_pdf(), link="")
    assert artifact.file is not None
    assert artifact.file.name == "report.pdf"
    assert [row["model"] for row in last_entry(cast).rows] == [
        "evidence.historicalstoredfile",
        "evidence.historicalartifact",
    ]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title", {"title": "–"}),
        ("limits", {"limits": " - "}),
        ("file", {"link": ""}),
        ("observed_on", {"observed_on": date(2999, 1, 1)}),
        ("holds_until", {"holds_until": date(2026, 6, 29)}),
        ("audited_how", {"auditable": "by_independent_auditor", "audited_how": ""}),
    ],
)
def test_what_is_missing_is_said_at_its_field(
    cast: Cast, field: str, values: dict[str, object]
) -> None:
    assert refusal(field, cast, **values)
    with workspace_scope(cast.workspace.pk):
        assert not Artifact.objects.exists()


def test_observed_today_is_not_the_future(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        assert make_artifact(cast, observed_on=clock.today()).pk


def test_an_unchanged_artifact_leaves_no_entry(cast: Cast) -> None:
    artifact = make_artifact(cast, **OBSERVATION)
    before = last_entry(cast).sequence
    artifact_update(by=cast.actor("contributor"), artifact=artifact, version=1, **OBSERVATION)
    assert last_entry(cast).sequence == before


def test_a_correction_is_held_to_the_same_rules(cast: Cast) -> None:
    artifact = make_artifact(cast)
    said = OBSERVATION | {"limits": "…"}
    with pytest.raises(DomainError):
        artifact_update(by=cast.actor("contributor"), artifact=artifact, version=1, **said)


def test_who_saw_an_older_version_is_told(cast: Cast) -> None:
    artifact = make_artifact(cast)
    by = cast.actor("contributor")
    artifact_update(by=by, artifact=artifact, version=1, **OBSERVATION | {"title": "Second"})
    with pytest.raises(StaleVersion) as stale:
        artifact_update(by=by, artifact=artifact, version=1, **OBSERVATION | {"title": "Third"})
    assert stale.value.current.title == "Second"


def test_another_file_takes_the_place_of_the_first_and_history_names_both(cast: Cast) -> None:
    artifact = make_artifact(cast, upload=a_pdf("first.pdf", b"one"))
    updated = artifact_update(
        by=cast.actor("contributor"),
        artifact=artifact,
        version=1,
        upload=a_pdf("second.pdf", b"two"),
        **OBSERVATION,
    )
    assert updated.file.name == "second.pdf"
    with workspace_scope(cast.workspace.pk):
        past = [row.file_id for row in Artifact.history.filter(id=artifact.pk)]
    assert past == [updated.file_id, artifact.file_id]


def test_the_last_document_cannot_be_removed(cast: Cast) -> None:
    artifact = make_artifact(cast, upload=a_pdf(), link="")
    said = OBSERVATION | {"link": ""}
    with pytest.raises(DomainError):
        artifact_update(
            by=cast.actor("contributor"), artifact=artifact, version=1, remove_file=True, **said
        )


def test_withdrawing_needs_a_reason_and_keeps_the_artifact(cast: Cast) -> None:
    artifact = make_artifact(cast)
    by = cast.actor("contributor")
    with pytest.raises(DomainError):
        artifact_withdraw(by=by, artifact=artifact, version=1, reason=" – ")
    withdrawn = artifact_withdraw(
        by=by, artifact=artifact, version=1, reason="The partner corrected its figures"
    )
    assert withdrawn.withdrawn_at is not None
    entry = last_entry(cast)
    assert (entry.kind, entry.reason) == (
        "artifact.withdrawn",
        "The partner corrected its figures",
    )


def test_a_withdrawn_artifact_stays_as_it_was(cast: Cast) -> None:
    artifact = make_artifact(cast)
    by = cast.actor("contributor")
    withdrawn = artifact_withdraw(by=by, artifact=artifact, version=1, reason="Wrong period")
    with pytest.raises(DomainError, match="withdrawn"):
        artifact_update(by=by, artifact=withdrawn, version=2, **OBSERVATION)
    with pytest.raises(DomainError, match="withdrawn"):
        artifact_withdraw(by=by, artifact=withdrawn, version=2, reason="Again")


def test_an_artifact_cannot_belong_to_a_partner_of_another_workspace(cast: Cast) -> None:
    theirs = make_partner(cast, role="stranger")
    artifact_create(by=cast.actor("contributor"), partner=theirs, **OBSERVATION)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
