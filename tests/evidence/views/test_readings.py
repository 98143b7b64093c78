"""Saying what an artifact shows."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from evidence.models import Artifact, Reading
from partnerships.models import SuccessCriterion
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.evidence.views.helpers import GOOD_READING, fragment
from tests.factories import make_claim, make_criterion, make_partnership


@pytest.fixture
def criterion(cast: Cast) -> SuccessCriterion:
    partnership = make_partnership(cast, name="Card acquiring")
    return make_criterion(cast, make_claim(cast, partnership))


@pytest.fixture
def artifact(cast: Cast, criterion: SuccessCriterion) -> Artifact:
    return make_artifact(cast, criterion.claim.partnership.partner)


def new(cast: Cast, artifact: Artifact) -> str:
    return cast.url(f"artifacts/{artifact.pk}/readings/new/")


def test_criteria_stand_under_their_claims(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    other = make_partnership(cast, name="Payouts", partner=artifact.partner)
    far = make_criterion(cast, make_claim(cast, other), statement="Payouts arrive on Friday")
    url = new(cast, artifact) + f"?partnership={other.pk}&criterion={far.pk}"
    page = cast.client("contributor").get(url).content.decode()
    assert page.index("Payouts arrive on Friday") < page.index(criterion.statement)
    assert "Card acquiring: about whether refunds settle" in page
    assert f'value="{far.pk}" id="id_criterion_0_0" checked' in " ".join(page.split())


def test_a_reading_is_added_and_shown_with_its_reader(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    client = cast.client("contributor")
    response = client.post(new(cast, artifact), {**GOOD_READING, "criterion": str(criterion.pk)})
    assert response.status_code == 303
    page = client.get(response["Location"]).content.decode()
    for said in ("97 of 100 refunds settled", "Weekends were not counted", "Contributor"):
        assert said in page
    again = client.get(new(cast, artifact)).content.decode()
    assert "It has been read for every criterion" in again
    assert "Already read for" in again


def test_a_criterion_that_was_read_meanwhile_is_refused(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    make_reading(cast, artifact, criterion)
    response = cast.client("contributor").post(
        new(cast, artifact), {**GOOD_READING, "criterion": str(criterion.pk)}
    )
    assert response.status_code == 422


def test_the_form_comes_back_with_what_was_typed(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    bad = {**GOOD_READING, "criterion": str(criterion.pk), "bearing": ""}
    response = cast.client("contributor").post(new(cast, artifact), bad)
    assert response.status_code == 422
    page = response.content.decode()
    assert "97 of 100 refunds settled" in page
    assert "Say whether it supports or refutes" in page


def test_a_criterion_of_another_partner_is_no_choice(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    foreign = make_criterion(cast, make_claim(cast, make_partnership(cast)))
    response = cast.client("contributor").post(
        new(cast, artifact), {**GOOD_READING, "criterion": str(foreign.pk)}
    )
    assert response.status_code == 422
    assert "Choose one of the criteria listed" in response.content.decode()


def test_without_a_criterion_the_page_says_what_to_do(cast: Cast) -> None:
    artifact = make_artifact(cast)
    page = cast.client("contributor").get(new(cast, artifact)).content.decode()
    assert "There is no success criterion to read it for" in page
    assert f"partners/{artifact.partner_id}/" in page


def test_a_reading_is_edited_by_version(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    reading = make_reading(cast, artifact, criterion)
    client, url = cast.client("contributor"), cast.url(f"readings/{reading.pk}/edit/")
    page = client.get(url).content.decode()
    assert criterion.statement in page
    assert "One market only" in page
    theirs = {**GOOD_READING, "why": "Theirs came first", "version": "1"}
    assert client.post(url, theirs).status_code == 303
    stale = client.post(url, {**GOOD_READING, "why": "Mine", "version": "1"}, **fragment("form"))
    assert stale.status_code == 409
    assert "Theirs came first" in stale.content.decode()


def test_a_reading_is_withdrawn_with_a_reason(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    reading = make_reading(cast, artifact, criterion)
    client, url = cast.client("contributor"), cast.url(f"readings/{reading.pk}/withdraw/")
    assert client.post(url, {"version": "1", "reason": ""}).status_code == 422
    done = client.post(url, {"version": "1", "reason": "Read the wrong table"})
    assert done.status_code == 303
    body = client.get(done["Location"]).content.decode()
    assert "Withdrawn, does not count: Read the wrong table" in body
    assert 'class="tag neutral void boxed"' in body
    assert 'class="tag success boxed">' not in body.partition(f'id="reading-{reading.pk}"')[2]
    with workspace_scope(cast.workspace.pk):
        assert Reading.objects.get().withdrawn_at is not None
    refused = client.post(url, {"version": "2", "reason": "Again"})
    assert refused.status_code == 422
    assert "was withdrawn" in refused.content.decode()
