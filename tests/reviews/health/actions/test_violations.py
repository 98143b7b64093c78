"""Violations, noted at any time, and put right once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError, Gone, StaleVersion
from config.kernel.scope import workspace_scope
from evidence.selectors.boundaries import boundary_statuses
from partnerships.actions.boundaries import responsibility_create, responsibility_delete
from partnerships.actions.positions import positions_refresh
from partnerships.models import Claim, Partnership, Position, Responsibility
from partnerships.rules.boundary import BoundaryStatus
from reviews.health.actions.violations import violation_resolve
from reviews.models import Violation
from reviews.selectors.dossier import dossier_of
from tests.conftest import Cast
from tests.reviews.health.stage import in_days, note_violation
from tests.reviews.stage import make_ready


@pytest.fixture
def partnership(cast: Cast) -> Iterator[Partnership]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield make_ready(cast)


def put_right(cast: Cast, violation: Violation, **said: object) -> Violation:
    usual = {"version": None, "resolved_on": in_days(0), "resolved_how": "Rolled back"}
    by = cast.actor("contributor")
    return violation_resolve(by=by, violation=violation, **usual | said)  # type: ignore[arg-type]


def test_the_boundary_is_violated_until_it_is_put_right(
    cast: Cast, partnership: Partnership
) -> None:
    claim = Claim.objects.get()
    before = boundary_statuses([claim])[claim.pk]
    first, second = (note_violation(cast, partnership) for _ in range(2))
    assert boundary_statuses([claim]) == {claim.pk: BoundaryStatus.VIOLATED}
    put_right(cast, first)
    assert boundary_statuses([claim]) == {claim.pk: BoundaryStatus.VIOLATED}
    put_right(cast, second)
    assert boundary_statuses([claim]) == {claim.pk: before}


def test_judging_again_counts_the_same(cast: Cast, partnership: Partnership) -> None:
    note_violation(cast, partnership)
    positions_refresh(cast.workspace.pk, in_days(0))
    assert Position.objects.get(partnership=partnership).violations == 1


def test_it_stands_in_the_dossier_and_in_the_trail(cast: Cast, partnership: Partnership) -> None:
    violation = note_violation(cast, partnership)
    (part,) = dossier_of(partnership).violations
    assert (part.what, part.resolved_on) == ("They changed the gateway", None)
    entry = Entry.objects.order_by("-sequence")[0]
    assert (entry.kind, entry.thread_id) == ("violation.noted", partnership.pk)
    put_right(cast, violation)
    (part,) = dossier_of(partnership).violations
    assert part.resolved_how == "Rolled back"


def test_what_is_missing_is_said_at_its_field(cast: Cast, partnership: Partnership) -> None:
    with pytest.raises(DomainError) as refused:
        note_violation(cast, partnership, what=" ", seen_on=in_days(1))
    assert [each.field for each in refused.value.problems] == ["what", "seen_on"]


def test_a_responsibility_that_was_removed_meanwhile_is_said_to_be_gone(
    cast: Cast, partnership: Partnership
) -> None:
    by = cast.actor("contributor")
    duty = responsibility_create(by=by, partnership=partnership, name="Paging")
    responsibility_delete(
        by=by, responsibility=Responsibility.objects.get(pk=duty.pk), version=None
    )
    with pytest.raises(Gone):
        note_violation(cast, partnership, responsibility=duty)


def test_it_is_put_right_once(cast: Cast, partnership: Partnership) -> None:
    violation = note_violation(cast, partnership)
    with pytest.raises(DomainError, match="how it was put right"):
        put_right(cast, violation, resolved_how="")
    put_right(cast, violation, version=1)
    with pytest.raises(StaleVersion):
        put_right(cast, violation, version=1)
    with pytest.raises(DomainError, match="already"):
        put_right(cast, violation)
