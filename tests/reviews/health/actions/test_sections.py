"""The sections of a review: saved one by one, by several people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from evidence.models import Artifact
from partnerships.models import Claim, Partnership, SuccessCriterion, Trigger
from reviews.gate.judging import judgement_of
from reviews.gate.selectors.policies import gate_policy
from reviews.health.actions.sections import (
    Count,
    Seen,
    boundary_answer,
    criteria_look,
    drift_count,
    evidence_answer,
    lines_check,
    triggers_answer,
)
from reviews.models import (
    CriterionFared,
    DriftIndicator,
    DriftSeen,
    HealthReview,
    LessTrusted,
    LineChecked,
    Sighting,
)
from reviews.selectors.dossier import dossier_of
from tests.conftest import Cast
from tests.evidence.factories import make_artifact
from tests.reviews.health.stage import ANSWERS, answer, close, in_days, open_review
from tests.reviews.stage import decide, make_ready


@pytest.fixture
def review(cast: Cast) -> Iterator[HealthReview]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield open_review(cast, make_ready(cast))


@pytest.fixture
def partnership(review: HealthReview) -> Partnership:
    found: Partnership = review.partnership
    return found


def test_two_people_write_two_sections_of_the_same_version(
    cast: Cast, review: HealthReview
) -> None:
    by = cast.actor("contributor")
    boundary_answer(by=by, review=review, version=1, boundary=ANSWERS["boundary"])
    evidence_answer(by=by, review=review, version=1, evidence=ANSWERS["evidence"], less_trusted={})
    with pytest.raises(StaleVersion):
        boundary_answer(by=by, review=review, version=1, boundary="One was violated")


def test_an_artifact_is_on_the_list_while_somebody_says_why(
    cast: Cast, review: HealthReview
) -> None:
    by, artifact = cast.actor("contributor"), Artifact.objects.get()
    said = {"evidence": ANSWERS["evidence"], "version": None}
    for why in ("Theirs", "Theirs alone"):
        evidence_answer(by=by, review=review, less_trusted={artifact.pk: why}, **said)
        assert LessTrusted.objects.get().why == why
    evidence_answer(by=by, review=review, less_trusted={artifact.pk: " "}, **said)
    assert not LessTrusted.objects.exists()


def test_what_was_not_read_for_the_partnership_is_not_its_evidence(
    cast: Cast, review: HealthReview
) -> None:
    other = make_artifact(cast)
    with pytest.raises(ValueError, match="no artifact of this partnership"):
        evidence_answer(
            by=cast.actor("contributor"),
            review=review,
            version=None,
            evidence=ANSWERS["evidence"],
            less_trusted={other.pk: "Theirs"},
        )


def test_a_trigger_said_to_be_seen_is_noted_at_once(
    cast: Cast, review: HealthReview, partnership: Partnership
) -> None:
    trigger = Trigger.objects.select_related("partnership").get()
    triggers_answer(
        by=cast.actor("contributor"),
        review=review,
        version=1,
        triggers=ANSWERS["triggers"],
        seen=[Seen(trigger, in_days(-2), "Two months at 85")],
    )
    sighting = Sighting.objects.get()
    assert (sighting.review_id, sighting.trigger_id) == (review.pk, trigger.pk)
    (part,) = dossier_of(partnership).sightings
    assert part.what == "Two months at 85"


def test_half_of_a_sighting_saves_nothing(cast: Cast, review: HealthReview) -> None:
    trigger = Trigger.objects.select_related("partnership").get()
    with pytest.raises(DomainError) as refused:
        triggers_answer(
            by=cast.actor("contributor"),
            review=review,
            version=1,
            triggers=ANSWERS["triggers"],
            seen=[Seen(trigger, None, "")],
        )
    fields = [problem.field for problem in refused.value.problems]
    assert fields == [f"seen_on_{trigger.pk}", f"what_{trigger.pk}"]
    assert HealthReview.objects.get(pk=review.pk).triggers == ""


def test_an_overstepped_line_stands_in_the_dossier_once_the_review_is_closed(
    cast: Cast, review: HealthReview, partnership: Partnership
) -> None:
    claim, by = Claim.objects.get(), cast.actor("contributor")
    with pytest.raises(DomainError, match="more than it establishes"):
        lines_check(by=by, review=review, lines={claim.pk: (True, "")})
    lines_check(by=by, review=review, lines={claim.pk: (False, "")})
    lines_check(by=by, review=review, lines={claim.pk: (True, "In the board's report")})
    assert LineChecked.objects.get().overstepped
    close(cast, answer(cast, review))
    assert dossier_of(partnership).health_reviews[0].overstepped


def test_drift_is_counted_by_usual_and_by_own_indicators(
    cast: Cast, review: HealthReview, partnership: Partnership
) -> None:
    by = cast.actor("contributor")
    usual = {"missed_change_windows": Count(2, "Both in May")}
    drift_count(by=by, review=review, counts=usual, own_name="Calls past the path", own_count=0)
    own = DriftIndicator.objects.get(kind="own")
    assert {(str(row.indicator), row.count) for row in DriftSeen.objects.all()} == {
        ("Missed change windows", 2),
        ("Calls past the path", 0),
    }
    drift_count(by=by, review=review, counts={str(own.pk): Count(3)})
    assert [row.count for row in DriftSeen.objects.all()] == [3]
    with pytest.raises(DomainError, match="what you counted"):
        drift_count(by=by, review=review, counts={}, own_count=1)


def test_how_criteria_fared_is_said_and_taken_back(cast: Cast, review: HealthReview) -> None:
    by, criterion = cast.actor("contributor"), SuccessCriterion.objects.order_by("pk")[0]
    criteria_look(by=by, review=review, fared={criterion.pk: ("borne_out", "97 of 100")})
    assert CriterionFared.objects.get().observed == "97 of 100"
    criteria_look(by=by, review=review, fared={})
    assert not CriterionFared.objects.exists()


def test_a_sighting_puts_the_commitment_in_question(cast: Cast, review: HealthReview) -> None:
    partnership = review.partnership
    decide(cast, partnership, "commit")
    partnership.refresh_from_db()
    trigger = Trigger.objects.select_related("partnership").get()
    triggers_answer(
        by=cast.actor("contributor"),
        review=review,
        version=None,
        triggers=ANSWERS["triggers"],
        seen=[Seen(trigger, in_days(0), "Two months at 85")],
    )
    judged = judgement_of("commit", dossier_of(partnership), gate_policy(cast.workspace.pk))
    assert "question.trigger_seen" in [each.code for each in judged.questions]
