"""Taking a proposal back."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from reviews.decisions.forms import WithdrawForm
from reviews.models import Proposal
from tests.bad_input import assert_refused, bad_values, nothing_written
from tests.conftest import Cast
from tests.reviews.stage import authorise, make_proposal


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    with workspace_scope(cast.workspace.pk):
        return make_proposal(cast)


def test_a_withdrawn_proposal_shows_why_in_the_trail(cast: Cast, proposal: Proposal) -> None:
    client = cast.client("contributor")
    response = client.post(cast.url(f"proposals/{proposal.pk}/withdraw/"), {"reason": "Too early"})
    assert response.status_code == 303
    assert "Too early" in client.get(cast.url("trail/")).content.decode()


def test_too_late_is_said_with_what_happened(cast: Cast, proposal: Proposal) -> None:
    with workspace_scope(cast.workspace.pk):
        authorise(cast, proposal)
    response = cast.client("contributor").post(cast.url(f"proposals/{proposal.pk}/withdraw/"))
    assert response.status_code == 409
    assert "The evidence bears it." in response.content.decode()


@pytest.mark.parametrize(("field", "value"), bad_values(WithdrawForm, leave_out=("version",)))
def test_bad_input_is_answered_in_words(
    cast: Cast, proposal: Proposal, field: str, value: str
) -> None:
    with nothing_written(cast):
        assert_refused(
            cast.client("contributor"),
            cast.url(f"proposals/{proposal.pk}/withdraw/"),
            {"reason": "Too early"},
            field,
            value,
        )
