"""Two people who write one section of a health review: nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest

from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_withdraw
from evidence.models import Artifact
from partnerships.actions.criteria import criterion_create, criterion_delete
from partnerships.models import Claim, SuccessCriterion, Trigger
from reviews.models import CriterionFared, HealthReview, LessTrusted, Sighting
from tests.bad_input import nothing_written
from tests.conftest import Cast
from tests.reviews.health.stage import in_days, open_review
from tests.reviews.stage import make_ready


@pytest.fixture
def review(cast: Cast) -> HealthReview:
    return open_review(cast, make_ready(cast))


def opened(cast: Cast, review: HealthReview, section: str) -> tuple[str, dict[str, Any]]:
    """The address of a section, and what its form holds when it is opened."""
    url = cast.url(f"health-reviews/{review.pk}/{section}/")
    form = cast.client("contributor").get(url).context["form"]
    return url, {each.html_name: each.value() or "" for each in form}


def only(cast: Cast, model: Any, **found: Any) -> Any:
    with workspace_scope(cast.workspace.pk):
        return model.objects.get(**found)


def another_criterion(cast: Cast) -> SuccessCriterion:
    with workspace_scope(cast.workspace.pk):
        claim = Claim.objects.select_related("partnership").get()
        said = {"statement": "Refunds arrive", "claim": claim}
        row: SuccessCriterion = criterion_create(by=cast.actor("contributor"), **said)
        return row


def test_what_another_said_of_a_criterion_meanwhile_stands_beside_ones_own(
    cast: Cast, review: HealthReview
) -> None:
    one, client = only(cast, SuccessCriterion).pk, cast.client("contributor")
    two = another_criterion(cast).pk
    url, seen = opened(cast, review, "criteria")
    said = {f"fared_{one}": "borne_out", f"observed_{one}": "Nine in ten"}
    assert client.post(url, seen | said).status_code == 303
    mine = {f"fared_{two}": "borne_out", f"observed_{two}": "All of them"}
    with nothing_written(cast):
        refused = client.post(url, seen | mine)
    assert refused.status_code == 409
    assert {each.theirs for each in refused.context["form"].conflicts} >= {"Nine in ten"}
    now = refused.context["form"]["stood"].value()
    assert client.post(url, seen | said | mine | {"stood": now}).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert CriterionFared.objects.count() == 2


def test_who_typed_the_same_as_another_is_not_stopped(cast: Cast, review: HealthReview) -> None:
    one, client = only(cast, SuccessCriterion).pk, cast.client("contributor")
    url, seen = opened(cast, review, "criteria")
    said = seen | {f"fared_{one}": "borne_out", f"observed_{one}": "Nine in ten"}
    assert [client.post(url, said).status_code for _ in range(2)] == [303, 303]


def test_what_was_typed_of_a_criterion_that_was_removed_meanwhile_is_shown(
    cast: Cast, review: HealthReview
) -> None:
    row, by = another_criterion(cast), cast.actor("contributor")
    url, seen = opened(cast, review, "criteria")
    with workspace_scope(cast.workspace.pk):
        criterion_delete(by=by, criterion=row, version=None)
    said = {f"fared_{row.pk}": "borne_out", f"observed_{row.pk}": "All came at once"}
    with nothing_written(cast):
        refused = cast.client("contributor").post(url, seen | said)
    assert refused.status_code == 409
    assert "All came at once" in refused.content.decode()


def test_why_less_is_trusted_is_not_run_over_though_the_answer_is_the_same(
    cast: Cast, review: HealthReview
) -> None:
    artifact, client = only(cast, Artifact).pk, cast.client("contributor")
    answer = {"evidence": "We trust all of it but one."}
    url, seen = opened(cast, review, "evidence")
    client.post(url, seen | answer)
    url, seen = opened(cast, review, "evidence")
    client.post(url, seen | {f"why_{artifact}": "They were sold"})
    with nothing_written(cast):
        assert client.post(url, seen | {f"why_{artifact}": ""}).status_code == 409
    assert only(cast, LessTrusted).why == "They were sold"


def test_what_was_typed_of_an_artifact_that_was_withdrawn_meanwhile_is_shown(
    cast: Cast, review: HealthReview
) -> None:
    artifact, by = only(cast, Artifact), cast.actor("contributor")
    url, seen = opened(cast, review, "evidence")
    with workspace_scope(cast.workspace.pk):
        artifact_withdraw(by=by, artifact=artifact, version=None, reason="A forgery")
    said = {"evidence": "We trust one less.", f"why_{artifact.pk}": "They were sold"}
    refused = cast.client("contributor").post(url, seen | said)
    assert refused.status_code == 409
    assert "They were sold" in refused.content.decode()


def test_a_trigger_that_another_said_was_seen_is_not_dropped_in_silence(
    cast: Cast, review: HealthReview
) -> None:
    pk, client = only(cast, Trigger).pk, cast.client("contributor")
    url, seen = opened(cast, review, "triggers")
    said = {
        "triggers": "What they say, and no more.",
        f"seen_{pk}": "yes",
        f"seen_on_{pk}": f"{in_days(-1)}",
    }
    assert client.post(url, seen | said | {f"what_{pk}": "Two months"}).status_code == 303
    refused = client.post(url, seen | said | {f"what_{pk}": "Three months"})
    assert refused.status_code == 409
    assert "Three months" in refused.content.decode()
    assert only(cast, Sighting).what == "Two months"


@pytest.mark.parametrize(
    ("section", "text", "answer"),
    [("criteria", "observed", "fared"), ("lines", "how", "line")],
)
def test_a_text_without_its_answer_is_not_dropped(
    cast: Cast, review: HealthReview, section: str, text: str, answer: str
) -> None:
    asked = {"criteria": SuccessCriterion, "lines": Claim}[section]
    pk = only(cast, asked).pk
    url, seen = opened(cast, review, section)
    with nothing_written(cast):
        refused = cast.client("contributor").post(url, seen | {f"{text}_{pk}": "It slipped"})
    assert refused.status_code == 422
    assert f"{answer}_{pk}" in refused.context["form"].errors
    assert "It slipped" in refused.content.decode()


def test_a_note_without_a_count_and_a_sighting_that_was_not_one_are_asked_about(
    cast: Cast, review: HealthReview
) -> None:
    client, pk = cast.client("contributor"), only(cast, Trigger).pk
    url, seen = opened(cast, review, "drift")
    note = next(name for name in seen if name.startswith("note_"))
    assert client.post(url, seen | {note: "More than before"}).status_code == 422
    url, seen = opened(cast, review, "triggers")
    said = {"triggers": "What they say, and no more.", f"seen_{pk}": "no"}
    assert client.post(url, seen | said | {f"what_{pk}": "Two months"}).status_code == 422
