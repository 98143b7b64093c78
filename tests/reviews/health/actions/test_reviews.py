"""A health review is opened once, answered, and closed for good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError

from accounts.ledger.models import Entry
from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_revalidate, artifact_withdraw
from evidence.models import Artifact, Doubt
from partnerships.models import Partnership, Position
from reviews.health.actions.reviews import health_review_close, health_review_open
from reviews.health.actions.sections import boundary_answer
from reviews.health.errors import ReviewClosed, ReviewOpen
from reviews.models import HealthReview
from reviews.selectors.dossier import dossier_of
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.evidence.factories import make_reading
from tests.reviews.health.stage import (
    ANSWERS,
    answer,
    close,
    hold_review,
    in_days,
    note_violation,
    open_review,
)
from tests.reviews.stage import decide, make_ready


@pytest.fixture
def partnership(cast: Cast) -> Iterator[Partnership]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield make_ready(cast)


def last_entry() -> Entry:
    entry: Entry = Entry.objects.order_by("-sequence")[0]
    return entry


def test_it_is_opened_by_whoever_begins_it(cast: Cast, partnership: Partnership) -> None:
    review = open_review(cast, partnership)
    assert review.opened_by_id == cast.user("contributor").pk
    assert review.due_on is None
    entry = last_entry()
    found = (entry.kind, entry.subject_id, entry.thread_id)
    assert found == ("health_review.opened", review.pk, partnership.pk)


def test_what_is_committed_to_says_by_when_it_was_due(cast: Cast, partnership: Partnership) -> None:
    decide(cast, partnership, "commit")
    assert open_review(cast, partnership).due_on is not None


def test_a_second_one_is_refused_with_the_first(cast: Cast, partnership: Partnership) -> None:
    first = open_review(cast, partnership)
    with pytest.raises(ReviewOpen) as refused:
        open_review(cast, partnership)
    assert refused.value.review == first
    close(cast, answer(cast, first))
    assert open_review(cast, partnership) != first


def test_of_two_who_open_one_at_once_the_second_is_led_to_the_first(committed_cast: Cast) -> None:
    partnership = make_ready(committed_cast)
    by = committed_cast.actor("contributor")
    done = concurrently(
        lambda: health_review_open(by=by, partnership=partnership),
        lambda: health_review_open(by=by, partnership=partnership),
    )
    (refused,) = [each for each in done if isinstance(each, Exception)]
    assert isinstance(refused, ReviewOpen)


def test_it_is_closed_today_by_another_if_need_be(cast: Cast, partnership: Partnership) -> None:
    review = close(cast, answer(cast, open_review(cast, partnership)), role="approver")
    assert review.held_on == in_days(0)
    assert review.closed_by_id == cast.user("approver").pk
    assert last_entry().kind == "health_review.closed"
    (part,) = dossier_of(partnership).health_reviews
    assert part.held_on == in_days(0)


def test_without_answers_it_stays_open(cast: Cast, partnership: Partnership) -> None:
    review = open_review(cast, partnership)
    with pytest.raises(DomainError) as refused:
        close(cast, review)
    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["boundary", "evidence", "triggers"]
    assert HealthReview.objects.get(pk=review.pk).closed_at is None


def test_going_on_despite_a_violation_is_justified(cast: Cast, partnership: Partnership) -> None:
    review = open_review(cast, partnership)
    note_violation(cast, partnership, review=review)
    answer(cast, review)
    with pytest.raises(DomainError, match="A boundary was violated"):
        close(cast, review)
    assert close(cast, review, ends_in_reason="Put right the same day").closed_at


def test_a_violation_noted_between_two_reviews_asks_for_a_reason_once(
    cast: Cast, partnership: Partnership
) -> None:
    note_violation(cast, partnership)
    review = answer(cast, open_review(cast, partnership))
    with pytest.raises(DomainError, match="A boundary was violated"):
        close(cast, review)
    close(cast, review, ends_in_reason="Put right the same day")
    assert hold_review(cast, partnership).closed_at


def test_a_closed_one_is_refused_any_change(cast: Cast, partnership: Partnership) -> None:
    review = hold_review(cast, partnership)
    by = cast.actor("contributor")
    with pytest.raises(ReviewClosed):
        close(cast, review)
    with pytest.raises(ReviewClosed):
        boundary_answer(by=by, review=review, version=None, boundary="One was, after all")
    with pytest.raises(ReviewClosed):
        note_violation(cast, partnership, review=review)


def test_the_database_refuses_it_too(cast: Cast, partnership: Partnership) -> None:
    review = hold_review(cast, partnership)
    row = HealthReview.objects.get(pk=review.pk)
    row.boundary = "Another"
    by = cast.actor("contributor")
    with (
        pytest.raises(DatabaseError, match="is closed"),
        recorded(by=by, kind="health_review.written", subject=review),
    ):
        row.save()


def test_whoever_saw_an_older_version_does_not_close_it(
    cast: Cast, partnership: Partnership
) -> None:
    review = answer(cast, open_review(cast, partnership))
    with pytest.raises(StaleVersion):
        health_review_close(
            by=cast.actor("contributor"), review=review, version=1, ends_in="continue"
        )


def test_what_is_trusted_less_weighs_nothing_until_it_is_looked_at(
    cast: Cast, partnership: Partnership
) -> None:
    artifact = Artifact.objects.get()
    review = open_review(cast, partnership)
    answer(cast, review, less_trusted={artifact.pk: "Their own figures"})
    assert not Doubt.objects.exists()
    close(cast, review)
    doubt = Doubt.objects.get()
    assert (doubt.artifact_id, doubt.why) == (artifact.pk, "Their own figures")
    assert (doubt.doubted_on, doubt.looked_again_id) == (in_days(0), None)
    assert last_entry().kind == "health_review.closed", "one action, one entry"
    artifact_revalidate(
        by=cast.actor("contributor"),
        artifact=artifact,
        version=None,
        looked_on=clock.today(),
        seen="The logs say the same",
    )
    assert Doubt.objects.get().looked_again_id is not None


def test_every_partnership_that_relies_on_it_is_judged_again(
    cast: Cast, partnership: Partnership
) -> None:
    artifact = Artifact.objects.get()
    other = make_ready(cast, partner=partnership.partner)
    criterion = other.claims.get().criteria.select_related("claim__partnership").first()
    assert criterion is not None
    make_reading(cast, artifact, criterion)
    review = answer(cast, open_review(cast, partnership), less_trusted={artifact.pk: "Theirs"})
    Position.objects.update(judged_on=in_days(0))
    close(cast, review)
    assert set(Position.objects.values_list("judged_on", flat=True)) == {None}


def test_what_was_withdrawn_meanwhile_is_not_doubted(cast: Cast, partnership: Partnership) -> None:
    artifact = Artifact.objects.get()
    review = answer(cast, open_review(cast, partnership), less_trusted={artifact.pk: "Theirs"})
    by = cast.actor("contributor")
    artifact_withdraw(by=by, artifact=artifact, version=None, reason="Miscounted")
    close(cast, review)
    assert not Doubt.objects.exists()


def test_an_answer_of_one_word_is_no_answer(cast: Cast, partnership: Partnership) -> None:
    review = open_review(cast, partnership)
    by = cast.actor("contributor")
    with pytest.raises(DomainError, match="whole sentence"):
        boundary_answer(by=by, review=review, version=1, boundary="None")
    assert boundary_answer(by=by, review=review, version=1, boundary=ANSWERS["boundary"]).boundary
