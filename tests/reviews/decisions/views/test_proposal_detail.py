"""The proposal's page: the frozen dossier, who may sign, what changed since."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.invitations import invitation_accept
from accounts.models import User
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_update
from partnerships.actions.fit_cards import fit_card_section_update
from reviews.decisions.actions.guests import guest_invite
from reviews.models import Proposal
from tests.conftest import PASSWORD, Cast
from tests.evidence.factories import OBSERVATION, a_pdf, make_artifact
from tests.factories import make_claim, make_criterion
from tests.reviews.stage import authorise, make_proposal, make_ready, on_screen, read_file_for


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    with workspace_scope(cast.workspace.pk):
        return make_proposal(cast)


def page(cast: Cast, proposal: Proposal, role: str) -> str:
    response = cast.client(role).get(cast.url(f"proposals/{proposal.pk}/"))
    assert response.status_code == 200
    return response.content.decode()


def guest_of(cast: Cast, proposal: Proposal) -> Client:
    with workspace_scope(cast.workspace.pk):
        seat, _secret = guest_invite(
            by=cast.actor("contributor"), proposal=proposal, email="guest@example.net"
        )
        user = User.objects.create_user(email="guest@example.net", name="Gus", password=PASSWORD)
        invitation_accept(invitation=seat.invitation, user=user)
    client = Client()
    client.force_login(user)
    return client


def test_it_shows_what_was_frozen_and_says_what_changed_since(
    cast: Cast, proposal: Proposal
) -> None:
    with workspace_scope(cast.workspace.pk):
        fit_card_section_update(
            by=cast.actor("contributor"),
            fit_card=proposal.partnership.fit_card,
            version=None,
            capability="Something else altogether",
        )
    shown = page(cast, proposal, "approver")
    assert "Stated: capability" in shown
    assert "Something else altogether" not in shown
    assert "Fit Card changed</a>" in shown
    assert '<span class="muted">(capability provided)</span>' in shown
    assert cast.url(f"partnerships/{proposal.partnership_id}/timeline/") in shown
    assert proposal.dossier_digest in shown


def test_an_unchanged_dossier_says_so(cast: Cast, proposal: Proposal) -> None:
    assert "Nothing in it has changed" in page(cast, proposal, "auditor")


def test_the_approver_is_asked_for_a_word_and_the_proposer_told_why_not(
    cast: Cast, proposal: Proposal
) -> None:
    assert "I authorise the commitment" in page(cast, proposal, "approver")
    own = page(cast, proposal, "contributor")
    assert "I authorise the commitment" not in own
    assert 'aria-disabled="true"' in own
    assert "Withdraw" in own


def test_once_decided_it_shows_the_signature_and_the_record(cast: Cast, proposal: Proposal) -> None:
    with workspace_scope(cast.workspace.pk):
        decision = authorise(cast, proposal)
    shown = page(cast, proposal, "auditor")
    assert "The evidence bears it." in shown
    assert f"/decisions/{decision.pk}/" in shown
    assert "Your word" not in shown


def test_a_stranger_finds_nothing(cast: Cast, proposal: Proposal) -> None:
    client = cast.client("stranger")
    assert client.get(cast.url(f"proposals/{proposal.pk}/")).status_code == 404
    elsewhere = f"/workspaces/{cast.elsewhere.workspace.slug}/proposals/{proposal.pk}/"
    assert client.get(elsewhere).status_code == 404


def test_a_guest_sees_this_proposal_and_nothing_else(cast: Cast, proposal: Proposal) -> None:
    with workspace_scope(cast.workspace.pk):
        other = make_proposal(cast)
    client = guest_of(cast, proposal)
    shown = client.get(cast.url(f"proposals/{proposal.pk}/"))
    assert shown.status_code == 200
    body = shown.content.decode()
    assert "I authorise the commitment" in body
    assert cast.url("partnerships/") not in body
    assert cast.url("trail/") not in body
    assert client.get(cast.url())["Location"] == cast.url(f"proposals/{proposal.pk}/")
    for path in (
        f"proposals/{other.pk}/",
        f"partnerships/{proposal.partnership_id}/decisions/",
        f"partnerships/{proposal.partnership_id}/timeline/",
        "trail/",
        f"history/proposal/{proposal.pk}/",
        "partners/",
    ):
        assert client.get(cast.url(path)).status_code == 404


def test_a_guest_signs_and_is_told_plainly_that_it_is_over(cast: Cast, proposal: Proposal) -> None:
    client = guest_of(cast, proposal)
    signed = client.post(
        cast.url(f"proposals/{proposal.pk}/authorise/"),
        {"password": PASSWORD, "reason": "It holds.", "shown": on_screen(proposal)},
    )
    assert signed.status_code == 303
    after = client.get(signed["Location"])
    assert after.status_code == 410
    body = after.content.decode()
    assert "Your part is done" in body
    assert f"You authorised “{proposal.partnership.name}: Commit”" in body
    assert "It holds." in body
    assert proposal.dossier_digest in body
    assert "If you gave your word" not in body
    assert client.get(cast.url("trail/")).status_code == 410
    stranger = cast.client("stranger").get(cast.url("trail/"))
    assert stranger.status_code == 404


def test_a_guest_who_did_not_sign_is_told_no_word_of_theirs(cast: Cast, proposal: Proposal) -> None:
    client = guest_of(cast, proposal)
    with workspace_scope(cast.workspace.pk):
        authorise(cast, proposal)
    body = client.get(cast.url(f"proposals/{proposal.pk}/")).content.decode()
    assert "If you gave your word" in body
    assert "You authorised" not in body


def test_who_signs_can_open_the_files_of_the_dossier_as_they_were_frozen(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast)
        reading = read_file_for(cast, partnership, a_pdf("pilot.pdf", b"as it was"))
        proposal = make_proposal(cast, partnership)
        by, sha256 = cast.actor("contributor"), reading.artifact.file.sha256
        said = {name: getattr(reading.artifact, name) for name in OBSERVATION}
        artifact_update(
            by=by, artifact=reading.artifact, version=None, upload=a_pdf("b.pdf", b"new"), **said
        )
    address = cast.url(f"proposals/{proposal.pk}/files/{sha256}/")
    guest = guest_of(cast, proposal)
    for client in (cast.client("approver"), guest):
        body = client.get(cast.url(f"proposals/{proposal.pk}/")).content.decode()
        assert address in body
        assert 'href="https://example.org/sla"' in body
        assert b"as it was" in b"".join(client.get(address))
    assert guest.get(cast.url(f"proposals/{proposal.pk}/files/{'0' * 64}/")).status_code == 404
    assert guest.get(cast.url(f"artifacts/{reading.artifact_id}/file/")).status_code == 404
    with workspace_scope(cast.workspace.pk):
        authorise(cast, proposal)
    assert guest.get(address).status_code == 410
    assert b"as it was" in b"".join(cast.client("auditor").get(address))


def test_a_file_that_no_frozen_dossier_names_is_not_served_beside_it(
    cast: Cast, proposal: Proposal
) -> None:
    with workspace_scope(cast.workspace.pk):
        artifact = make_artifact(cast, proposal.partnership.partner, upload=a_pdf())
    address = cast.url(f"proposals/{proposal.pk}/files/{artifact.file.sha256}/")
    assert cast.client("approver").get(address).status_code == 404


def test_who_proposed_is_told_that_somebody_else_decides(cast: Cast, proposal: Proposal) -> None:
    shown = page(cast, proposal, "contributor")
    assert "You proposed this; somebody else has to decide it." in shown
    assert "An administrator can give you the role" not in shown


def test_the_number_of_queries_does_not_grow_with_the_dossier(
    cast: Cast, proposal: Proposal
) -> None:
    client = cast.client("approver")
    address = cast.url(f"proposals/{proposal.pk}/")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    with workspace_scope(cast.workspace.pk):
        for _number in range(4):
            claim = make_claim(cast, proposal.partnership)
            make_criterion(cast, claim)
    client.get(address)  # what was written is judged once
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)
