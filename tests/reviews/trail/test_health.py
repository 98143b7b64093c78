"""What health reviews leave behind is told in sentences, with who wrote it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts.ledger.models import Head
from config.kernel.scope import workspace_scope
from evidence.models import Artifact
from partnerships.models import Partnership
from reviews.health.actions.violations import violation_resolve
from reviews.trail.comparing import Comparison, comparison_of
from tests.conftest import Cast
from tests.reviews.health.stage import answer, close, in_days, note_violation, open_review
from tests.reviews.stage import make_ready


@pytest.fixture
def partnership(cast: Cast) -> Iterator[Partnership]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield make_ready(cast)


def last_entry(cast: Cast) -> int:
    return int(Head.objects.get(workspace_id=cast.workspace.pk).sequence)


def told(found: Comparison) -> dict[str, list[tuple[str, str, str]]]:
    """Noun, name and sentence of each line, by the name of its section."""
    return {
        section.title: [
            (row.noun, row.name, line.sentence) for row in section.rows for line in row.lines
        ]
        for section in found.sections
    }


def test_a_violation_and_how_it_was_put_right(cast: Cast, partnership: Partnership) -> None:
    before = last_entry(cast)
    violation = note_violation(cast, partnership)
    noted = last_entry(cast)
    found = told(comparison_of(partnership, before))
    assert found == {"Health": [("Violation", "They changed the gateway", "Added")]}
    violation_resolve(
        by=cast.actor("contributor"),
        violation=violation,
        version=None,
        resolved_on=in_days(0),
        resolved_how="Rolled back",
    )
    ((_noun, _name, sentence),) = told(comparison_of(partnership, noted))["Health"]
    assert sentence.startswith("Resolved on ")


def test_a_closed_review_and_what_it_trusts_less(cast: Cast, partnership: Partnership) -> None:
    review = open_review(cast, partnership)
    before = last_entry(cast)
    artifact = Artifact.objects.get()
    answer(cast, review, less_trusted={artifact.pk: "Their own figures"})
    assert told(comparison_of(partnership, before)) == {}, "it is not a part before it is closed"
    close(cast, review, role="approver")
    found = comparison_of(partnership, before)
    assert told(found)["Evidence"] == [("Doubt", "Their own figures", "Added")]
    ((noun, name, sentence),) = told(found)["Health"]
    assert (noun, sentence) == ("Health review", "Added")
    assert str(in_days(0).year) in name
    lines = [line for section in found.sections for row in section.rows for line in row.lines]
    closer = cast.user("approver").pk
    assert {line.entry.by_id for line in lines if line.entry} == {closer}
    assert all(line.entry for line in lines)
