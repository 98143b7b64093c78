"""Whoever saw a link could have followed it: it does not bring them a second name to sign with."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest

from accounts.actions.invitations import invitation_accept_as_new, invitation_create
from accounts.actions.memberships import membership_update
from accounts.models import Membership
from config.kernel.actors import Actor
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from evidence.actions.readings import reading_assess, reading_create
from reviews.decisions.actions.guests import guest_invite
from reviews.decisions.actions.proposals import proposal_make
from reviews.decisions.actions.signatures import proposal_authorise
from reviews.decisions.selectors.people import signers_of
from reviews.gate.actions.policies import policy_agree, policy_propose
from reviews.gate.rules.policy import DEFAULT
from reviews.models import Decision, Proposal
from tests.conftest import PASSWORD, Cast
from tests.evidence.factories import make_artifact
from tests.factories import complete_claim
from tests.reviews.stage import make_ready, on_screen, terms_for

HERSELF = ["contributor", "approver", "administrator"]


@pytest.fixture(autouse=True)
def _inside(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk):
        yield


@pytest.fixture
def proposer(cast: Cast) -> Actor:
    """An administrator who also contributes: the only one in a small team."""
    admin = cast.members["administrator"]
    changed = membership_update(by=admin.actor, membership=admin, version=None, roles=HERSELF)
    return changed.actor


def joined(by: Actor, email: str, roles: Collection[str], *, link_shown: bool) -> Membership:
    invitation, _ = invitation_create(by=by, email=email, roles=roles, link_shown=link_shown)
    return invitation_accept_as_new(invitation=invitation, name="Made up", password=PASSWORD)


def proposed(cast: Cast, by: Actor) -> Proposal:
    return proposal_make(
        by=by,
        partnership=make_ready(cast),
        kind="commit",
        rationale="The pilot ran eight weeks.",
        terms=terms_for("commit"),
    )


def sign(by: Actor, proposal: Proposal) -> Decision:
    return proposal_authorise(
        by=by, proposal=proposal, shown=on_screen(proposal), reason="It holds."
    )


@pytest.mark.parametrize("before", [True, False])
def test_who_came_by_a_link_that_the_proposer_saw_does_not_sign(
    cast: Cast, proposer: Actor, before: bool
) -> None:
    proposal = None if before else proposed(cast, proposer)
    made_up = joined(proposer, "second@example.net", ["approver"], link_shown=True)
    proposal = proposal or proposed(cast, proposer)
    with pytest.raises(DomainError, match="saw a link"):
        sign(made_up.actor, proposal)
    assert made_up.user_id not in {person.user_id for person in signers_of(proposal).people}


def test_a_letter_that_nobody_saw_lets_a_team_of_two_work(cast: Cast, proposer: Actor) -> None:
    colleague = joined(proposer, "second@example.net", ["approver"], link_shown=False)
    sign(colleague.actor, proposed(cast, proposer))


def test_who_saw_the_link_may_sign_what_the_other_proposes(cast: Cast, proposer: Actor) -> None:
    colleague = joined(proposer, "second@example.net", ["contributor"], link_shown=True)
    sign(proposer, proposed(cast, colleague.actor))


def test_a_role_that_came_later_changes_nothing(cast: Cast, proposer: Actor) -> None:
    made_up = joined(proposer, "second@example.net", ["contributor"], link_shown=True)
    promoted = membership_update(
        by=proposer, membership=made_up, version=None, roles=["contributor", "approver"]
    )
    with pytest.raises(DomainError, match="saw a link"):
        sign(promoted.actor, proposed(cast, proposer))


def test_a_made_up_administrator_passes_no_link_on(cast: Cast, proposer: Actor) -> None:
    """Neither an approver's nor a guest's: behind the second name is the first."""
    proposal = proposed(cast, proposer)
    second = joined(proposer, "second@example.net", ["administrator"], link_shown=True)
    third = joined(second.actor, "third@example.net", ["approver"], link_shown=True)
    seat, _ = guest_invite(
        by=second.actor, proposal=proposal, email="guest@example.net", link_shown=True
    )
    guest = invitation_accept_as_new(invitation=seat.invitation, name="Guest", password=PASSWORD)
    for made_up in (third, guest):
        with pytest.raises(DomainError, match="saw a link"):
            sign(made_up.actor, proposal)


def test_a_person_alone_still_has_a_guest(cast: Cast, proposer: Actor) -> None:
    proposal = proposed(cast, proposer)
    seat, _ = guest_invite(by=proposer, proposal=proposal, email="guest@example.net")
    guest = invitation_accept_as_new(invitation=seat.invitation, name="Guest", password=PASSWORD)
    sign(guest.actor, proposal)


@pytest.mark.parametrize("link_shown", [True, False])
def test_whoever_saw_the_link_cannot_have_their_reading_assessed_through_it(
    cast: Cast, proposer: Actor, link_shown: bool
) -> None:
    partnership = make_ready(cast)
    claim = complete_claim(cast, partnership)
    artifact = make_artifact(cast, partnership.partner)
    criterion = claim.criteria.select_related("claim__partnership").first()
    reading = reading_create(
        by=proposer, artifact=artifact, criterion=criterion, bearing="supports", why="Ninety held"
    )
    other = joined(proposer, "made.up@example.org", ["contributor"], link_shown=link_shown)
    said = {"reading": reading, "version": None, "verdict": "upheld", "why": "I looked"}
    if not link_shown:
        assert reading_assess(by=other.actor, **said).verdict == "upheld"
        return
    with pytest.raises(DomainError) as refused:
        reading_assess(by=other.actor, **said)
    assert "could be one person" in str(refused.value.problems[0].text)


def test_whoever_saw_the_link_cannot_have_their_policy_agreed_to_through_it(
    cast: Cast, proposer: Actor
) -> None:
    asked = replace(DEFAULT, limits=replace(DEFAULT.limits, long_exit_days=400))
    change = policy_propose(by=proposer, policy=asked, reason="Ours take longer")
    other = joined(proposer, "made.up@example.org", ["contributor"], link_shown=True)
    with pytest.raises(DomainError) as refused:
        policy_agree(by=other.actor, change=change)
    assert "could be one person" in str(refused.value.problems[0].text)
    assert policy_agree(by=cast.actor("approver"), change=change).long_exit_days == 400
