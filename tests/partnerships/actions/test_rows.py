"""Rows of the card, claims and criteria: in the partnership's trail, kept in history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError, Gone, StaleVersion
from config.kernel.scope import workspace_scope
from partnerships.actions import (
    card_rows,
    claims,
    criteria,
)
from partnerships.models import Claim, SuccessCriterion
from tests.conftest import Cast
from tests.factories import make_claim, make_criterion, make_partnership

ROWS: list[Any] = [
    pytest.param(card_rows, "conflict_risk", {"description": "They sell to rivals"}),
    pytest.param(card_rows, "integration_point", {"name": "API"}),
    pytest.param(card_rows, "exit_step", {"step": "Export the data"}),
    pytest.param(
        card_rows,
        "exit_rehearsal",
        {"learnt": "A night", "kind": "rehearsed", "held_on": date(2026, 5, 1)},
    ),
    pytest.param(claims, "claim", {"uncertainty": "whether it scales"}),
    pytest.param(criteria, "criterion", {"statement": "Ten a minute"}),
]


def test_a_row_beneath_what_was_removed_meanwhile_is_refused_in_words(cast: Cast) -> None:
    by, claim = cast.actor("contributor"), make_claim(cast, make_partnership(cast))
    with workspace_scope(cast.workspace.pk):
        claims.claim_delete(by=by, claim=Claim.objects.get(pk=claim.pk), version=None)
    with pytest.raises(Gone):
        criteria.criterion_create(by=by, claim=claim, statement="Ten a minute")


@pytest.mark.parametrize(("module", "noun", "values"), ROWS)
def test_a_row_is_made_changed_and_removed_with_one_entry_each(
    cast: Cast, module: Any, noun: str, values: dict[str, Any]
) -> None:
    by = cast.actor("contributor")
    partnership = make_partnership(cast)
    parent = {"partnership": partnership}
    if noun == "criterion":
        parent = {"claim": make_claim(cast, partnership)}  # type: ignore[dict-item]
    with workspace_scope(cast.workspace.pk):
        before = Entry.objects.count()

    row = does(module, noun, "create")(by=by, **parent, **values)
    first = next(iter(values))
    changed = values | {first: f"{values[first]}, changed"}
    does(module, noun, "update")(by=by, **{noun: row}, version=1, **changed)
    with pytest.raises(StaleVersion):
        does(module, noun, "update")(by=by, **{noun: row}, version=1, **values)
    with pytest.raises(StaleVersion):
        does(module, noun, "delete")(by=by, **{noun: row}, version=1)
    does(module, noun, "delete")(by=by, **{noun: row}, version=2)
    with pytest.raises(Gone):
        does(module, noun, "update")(by=by, **{noun: row}, version=2, **values)

    with workspace_scope(cast.workspace.pk):
        entries = list(Entry.objects.order_by("sequence"))[before:]
        history = list(type(row).history.filter(id=row.pk).order_by("history_id"))
    assert [entry.kind for entry in entries] == [
        f"{noun}.{verb}" for verb in ("created", "updated", "deleted")
    ]
    assert {(entry.thread_type, entry.thread_id) for entry in entries} == {
        ("partnerships.partnership", partnership.pk)
    }
    assert {entry.subject_id for entry in entries} == {row.pk}
    assert [past.history_type for past in history] == ["+", "~", "-"]
    assert [past.entry_id for past in history] == [entry.id for entry in entries]


def does(module: Any, noun: str, verb: str) -> Callable[..., Any]:
    action: Callable[..., Any] = getattr(module, f"{noun}_{verb}")
    return action


def read_for(cast: Cast, criterion: SuccessCriterion) -> None:
    """Evidence read for the criterion, written as its own app would."""
    from datetime import UTC, date, datetime

    from accounts.ledger.recording import recorded
    from evidence.models import Artifact, Reading

    partner = criterion.claim.partnership.partner
    with recorded(by=cast.actor("contributor"), kind="reading.created") as under_way:
        artifact = Artifact(
            workspace_id=cast.workspace.pk,
            partner=partner,
            title="Pilot",
            kind="pilot_result",
            source="ours",
            conditions="real_operation",
            subject="outcome",
            limits="one month",
            observed_on=date(2026, 1, 5),
            auditable="by_us",
        )
        artifact.save()
        reading = Reading(
            workspace_id=cast.workspace.pk,
            artifact=artifact,
            criterion=criterion,
            bearing="supports",
            why="96 of 100",
            read_at=datetime(2026, 1, 6, tzinfo=UTC),
        )
        reading.save()
        under_way.subject = reading


def test_a_criterion_that_evidence_was_read_for_stays(cast: Cast) -> None:
    criterion = make_criterion(cast, make_claim(cast, make_partnership(cast)))
    read_for(cast, criterion)
    with pytest.raises(DomainError, match="read for this criterion"):
        criteria.criterion_delete(by=cast.actor("contributor"), criterion=criterion, version=1)
    with workspace_scope(cast.workspace.pk):
        assert SuccessCriterion.objects.count() == 1


def test_a_claim_that_evidence_was_read_for_stays_whole(cast: Cast) -> None:
    claim = make_claim(cast, make_partnership(cast))
    make_criterion(cast, claim)
    read_for(cast, make_criterion(cast, claim))
    with pytest.raises(DomainError, match="read for this claim"):
        claims.claim_delete(by=cast.actor("contributor"), claim=claim, version=1)
    with workspace_scope(cast.workspace.pk):
        assert (Claim.objects.count(), SuccessCriterion.objects.count()) == (1, 2)


def test_a_claim_goes_with_its_criteria(cast: Cast) -> None:
    claim = make_claim(cast, make_partnership(cast))
    make_criterion(cast, claim)
    claims.claim_delete(by=cast.actor("contributor"), claim=claim, version=1)
    with workspace_scope(cast.workspace.pk):
        assert (Claim.objects.count(), SuccessCriterion.objects.count()) == (0, 0)
        assert [row["model"] for row in Entry.objects.order_by("-sequence")[0].rows] == [
            "partnerships.historicalsuccesscriterion",
            "partnerships.historicalclaim",
        ]
