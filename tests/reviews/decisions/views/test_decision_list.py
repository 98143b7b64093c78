"""The decisions of a partnership: what was decided, what is open, what can be decided now."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.scope import workspace_scope
from reviews.decisions.actions.signatures import proposal_decline
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import decide, make_proposal, make_ready, on_screen


def test_it_shows_decisions_newest_first_and_the_open_proposal(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast)
        first = decide(cast, partnership, "commit")
        second = decide(cast, partnership, "renegotiate")
        proposal = make_proposal(cast, partnership, "commit")
    body = (
        cast.client("auditor")
        .get(cast.url(f"partnerships/{partnership.pk}/decisions/"))
        .content.decode()
    )
    assert body.index(f"/decisions/{second.pk}/") < body.index(f"/decisions/{first.pk}/")
    assert f"/proposals/{proposal.pk}/" in body


def test_a_declined_proposal_stays_readable_with_its_reason(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast)
        proposal_decline(
            by=cast.actor("approver"),
            proposal=proposal,
            shown=on_screen(proposal, declining=True),
            reason="The pilot was too short.",
        )
    address = cast.url(f"partnerships/{proposal.partnership_id}/decisions/")
    assert "The pilot was too short." in cast.client("auditor").get(address).content.decode()


def test_what_is_refused_is_visible_with_its_reason(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_partnership(cast)
    address = cast.url(f"partnerships/{partnership.pk}/decisions/")
    body = cast.client("contributor").get(address).content.decode()
    assert "Propose: Renegotiate" in body
    assert body.count('aria-disabled="true"') == 2
    assert "At bar 4, a commitment is not defensible yet." in body
    assert "Nothing has been decided yet" in body


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator"])
def test_who_does_not_propose_is_offered_nothing(cast: Cast, role: str) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast)
    body = cast.client(role).get(cast.url(f"partnerships/{partnership.pk}/decisions/")).content
    assert b"/decisions/new/" not in body


def test_the_number_of_queries_does_not_grow_with_the_decisions(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast)
        decide(cast, partnership, "commit")
        make_proposal(cast, partnership, "commit")
    client = cast.client("auditor")
    address = cast.url(f"partnerships/{partnership.pk}/decisions/")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    with workspace_scope(cast.workspace.pk):
        from reviews.decisions.actions.proposals import proposal_withdraw
        from reviews.models import Proposal

        proposal = Proposal.objects.get(state="open")
        proposal_withdraw(by=cast.actor("contributor"), proposal=proposal)
        for kind in ("renegotiate", "commit", "defer", "commit"):
            decide(cast, partnership, kind)
    client.get(address)  # what was written is judged once
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) + 1  # the signatures of what was not decided


def test_while_a_proposal_is_open_the_reason_is_said_once(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_proposal(cast).partnership
    address = cast.url(f"partnerships/{partnership.pk}/decisions/")
    page = cast.client("contributor").get(address).content.decode()
    assert page.count("The open proposal comes first.") == 1
    assert page.count('aria-describedby="proposal-first"') == 2
