"""Inviting, accepting once, revoking."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.actions.invitations import (
    invitation_accept,
    invitation_accept_as_new,
    invitation_create,
    invitation_revoke,
)
from accounts.actions.memberships import membership_end
from accounts.models import Invitation, Membership, User
from accounts.rules.invitations import InvitationState
from accounts.tokens import InvitationToken, read_token
from config.kernel import clock
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from tests.concurrently import concurrently
from tests.conftest import PASSWORD, Cast


def invited(cast: Cast, email: str, roles: list[str] | None = None) -> tuple[Invitation, str]:
    return invitation_create(
        by=cast.actor("administrator"), email=email, roles=roles or ["contributor"]
    )


def again(cast: Cast, invitation: Invitation) -> Invitation:
    with workspace_scope(cast.workspace.pk):
        return Invitation.objects.get(pk=invitation.pk)


def test_the_link_says_the_workspace_and_the_database_keeps_only_a_digest(cast: Cast) -> None:
    invitation, text = invited(cast, " New.Person@Example.ORG ")
    token = read_token(text)
    assert token is not None
    assert (token.workspace_id, token.digest) == (cast.workspace.pk, invitation.secret_digest)
    assert token.secret not in str(vars(invitation))
    assert invitation.email == "new.person@example.org"
    assert invitation.expires_at - invitation.invited_at == timedelta(days=7)


def test_the_mail_with_the_link_goes_out_once_it_is_certain(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _, text = invited(cast, "new@example.org")
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    assert f"/invitations/{text}/" in letter.body
    assert cast.workspace.name in letter.subject


@pytest.mark.parametrize("text", ["", "1.abc", "nonsense", "1.abc.def", "\x00", "é.é.é"])
def test_a_link_that_was_never_signed_here_is_nobody_s(text: str) -> None:
    assert read_token(text) is None


def test_a_new_person_becomes_a_member_and_history_says_by_whom(cast: Cast) -> None:
    invitation, _ = invited(cast, "new@example.org", ["approver", "contributor"])
    member = invitation_accept_as_new(invitation=invitation, name="New", password=PASSWORD)
    assert member.user.check_password(PASSWORD)
    assert member.roles == ["contributor", "approver"]
    with workspace_scope(cast.workspace.pk):
        assert Membership.history.filter(id=member.pk).get().history_user_id == member.user_id
    assert again(cast, invitation).state is InvitationState.ACCEPTED


def test_a_link_works_once(cast: Cast) -> None:
    invitation, _ = invited(cast, "new@example.org")
    member = invitation_accept_as_new(invitation=invitation, name="New", password=PASSWORD)
    with pytest.raises(DomainError, match="has been used"):
        invitation_accept(invitation=invitation, user=member.user)
    with pytest.raises(DomainError, match="has been accepted"):
        invitation_revoke(by=cast.actor("administrator"), invitation=invitation)


def test_somebody_with_an_account_accepts_with_it(cast: Cast) -> None:
    stranger = cast.user("stranger")
    invitation, _ = invited(cast, stranger.email, ["auditor"])
    with pytest.raises(DomainError, match="Sign in"):
        invitation_accept_as_new(invitation=invitation, name="X", password=PASSWORD)
    assert invitation_accept(invitation=invitation, user=stranger).roles == ["auditor"]


def test_an_invitation_is_for_one_address(cast: Cast) -> None:
    invitation, _ = invited(cast, "new@example.org")
    with pytest.raises(DomainError, match="another address"):
        invitation_accept(invitation=invitation, user=cast.user("stranger"))


def test_an_expired_link_makes_nobody_a_member(cast: Cast) -> None:
    invitation, _ = invited(cast, "new@example.org")
    with clock.moved_to(invitation.expires_at), pytest.raises(DomainError, match="expired"):
        invitation_accept_as_new(invitation=invitation, name="New", password=PASSWORD)
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_revoked_link_makes_nobody_a_member(cast: Cast) -> None:
    invitation, _ = invited(cast, "new@example.org")
    for _twice in range(2):
        invitation_revoke(by=cast.actor("administrator"), invitation=invitation)
    with pytest.raises(DomainError, match="revoked"):
        invitation_accept_as_new(invitation=invitation, name="New", password=PASSWORD)


def test_a_second_invitation_replaces_the_first(cast: Cast) -> None:
    first, _ = invited(cast, "new@example.org")
    second, _ = invited(cast, "new@example.org", ["auditor"])
    assert again(cast, first).state is InvitationState.REVOKED
    assert again(cast, second).state is InvitationState.OPEN


def test_a_guest_can_be_asked_for_two_proposals_at_once(cast: Cast) -> None:
    first, _ = invited(cast, "guest@example.org", ["guest"])
    second, _ = invited(cast, "guest@example.org", ["guest"])
    member = invitation_accept_as_new(invitation=first, name="Guest", password=PASSWORD)
    assert invitation_accept(invitation=second, user=member.user).pk == member.pk
    assert member.is_guest


@pytest.mark.parametrize("roles", [["guest"], ["approver"]])
def test_a_member_is_not_invited_again(cast: Cast, roles: list[str]) -> None:
    with pytest.raises(DomainError, match="is a member"):
        invited(cast, cast.user("contributor").email, roles)


def test_a_guest_may_become_a_member(cast: Cast) -> None:
    first, _ = invited(cast, "guest@example.org", ["guest"])
    guest = invitation_accept_as_new(invitation=first, name="Guest", password=PASSWORD)
    second, _ = invited(cast, "guest@example.org", ["auditor"])
    assert invitation_accept(invitation=second, user=guest.user).roles == ["auditor"]


def test_a_guest_s_link_never_takes_a_member_s_roles_away(cast: Cast) -> None:
    """Invited as guest, then made a member before the guest's link was followed."""
    late, _ = invited(cast, "guest@example.org", ["guest"])
    first, _ = invited(cast, "guest@example.org", ["approver"])
    member = invitation_accept_as_new(invitation=first, name="Guest", password=PASSWORD)
    with pytest.raises(DomainError, match="member already"):
        invitation_accept(invitation=late, user=member.user)


def test_whoever_left_can_come_back(cast: Cast) -> None:
    member = cast.members["contributor"]
    membership_end(by=cast.actor("administrator"), membership=member, version=None)
    invitation, _ = invited(cast, member.user.email, ["auditor"])
    back = invitation_accept(invitation=invitation, user=member.user)
    assert (back.pk, back.roles, back.ended_at) == (member.pk, ["auditor"], None)


@pytest.mark.parametrize("roles", [[], ["guest", "approver"]])
def test_roles_must_make_sense(cast: Cast, roles: list[str]) -> None:
    with pytest.raises(DomainError, match="role"):
        invitation_create(by=cast.actor("administrator"), email="x@example.org", roles=roles)


def at_the_same_moment(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, which waits until two have come that far, or until one clearly will not."""
    here = Barrier(2)

    def together(*args: Any, **kwargs: Any) -> Any:
        with suppress(BrokenBarrierError):
            here.wait(timeout=1)
        return function(*args, **kwargs)

    return together


def test_of_two_who_make_one_account_at_once_one_is_told_to_sign_in(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast, email = committed_cast, f"new.{committed_cast.workspace.pk}@example.org"
    here, _ = invited(cast, email)
    there, _ = invitation_create(by=cast.actor("stranger"), email=email, roles=["auditor"])
    monkeypatch.setattr(
        type(User.objects), "create_user", at_the_same_moment(type(User.objects).create_user)
    )
    results = concurrently(
        *[
            partial(invitation_accept_as_new, invitation=each, name="New", password=PASSWORD)
            for each in (here, there)
        ]
    )
    refused = [result for result in results if isinstance(result, Exception)]
    assert [str(each) for each in refused] == [
        "There is an account for this address. Sign in to accept."
    ]
    assert isinstance(refused[0], DomainError)


def test_of_two_invitations_of_one_address_at_once_one_stays_open(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = committed_cast
    monkeypatch.setattr(InvitationToken, "fresh", at_the_same_moment(InvitationToken.fresh))
    results = concurrently(*[partial(invited, cast, "new@example.org")] * 2)
    assert not any(isinstance(result, Exception) for result in results)
    with workspace_scope(cast.workspace.pk):
        assert Invitation.objects.filter(revoked_at=None).count() == 1
