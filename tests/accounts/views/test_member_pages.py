"""Members, roles and invitations as people meet them."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.actions.invitations import invitation_create
from accounts.models import Invitation, Membership
from config.kernel.scope import workspace_scope
from tests.conftest import Cast


def membership(cast: Cast, role: str) -> Membership:
    with workspace_scope(cast.workspace.pk):
        return Membership.objects.get(pk=cast.members[role].pk)


def test_everybody_sees_the_members_and_only_administrators_the_buttons(cast: Cast) -> None:
    for role, sees in {"contributor": False, "auditor": False, "administrator": True}.items():
        page = cast.client(role).get(cast.url("members/")).content.decode()
        assert cast.user("approver").email in page
        assert (reverse("accounts:invitation_create", args=[cast.workspace.slug]) in page) is sees


def test_an_administrator_changes_roles(cast: Cast) -> None:
    url = cast.url(f"members/{cast.members['contributor'].pk}/edit/")
    client = cast.client("administrator")
    assert "Contributor" in client.get(url).content.decode()
    answer = client.post(url, {"roles": ["auditor", "contributor"], "version": 1})
    assert answer.status_code == 303
    assert membership(cast, "contributor").roles == ["contributor", "auditor"]


def test_a_stale_form_shows_both_and_saves_nothing(cast: Cast) -> None:
    url = cast.url(f"members/{cast.members['contributor'].pk}/edit/")
    client = cast.client("administrator")
    client.post(url, {"roles": ["auditor"], "version": 1})
    answer = client.post(url, {"roles": ["approver"], "version": 1})
    assert answer.status_code == 409
    assert membership(cast, "contributor").roles == ["auditor"]


def test_the_last_administrator_stays(cast: Cast) -> None:
    client, pk = cast.client("administrator"), cast.members["administrator"].pk
    for page, data in (("edit", {"roles": ["auditor"]}), ("end", {})):
        answer = client.post(
            cast.url(f"members/{pk}/{page}/"), data | {"version": 1, "gives_up": "on"}
        )
        assert answer.status_code == 422
        assert "Somebody has to administer" in answer.content.decode()
    assert membership(cast, "administrator").roles == ["administrator"]


def test_giving_up_one_s_own_administration_takes_a_word(cast: Cast) -> None:
    admin = cast.client("administrator")
    admin.post(
        cast.url(f"members/{cast.members['approver'].pk}/edit/"),
        {"roles": ["approver", "administrator"], "version": 1},
    )
    url = cast.url(f"members/{cast.members['administrator'].pk}/edit/")
    refused = admin.post(url, {"roles": ["auditor"], "version": 1})
    assert refused.status_code == 422
    assert "Tick to confirm" in refused.content.decode()
    assert (
        admin.post(url, {"roles": ["auditor"], "version": 1, "gives_up": "on"}).status_code == 303
    )
    assert membership(cast, "administrator").roles == ["auditor"]


def test_who_has_left_sees_nothing_and_cannot_be_given_roles(cast: Cast) -> None:
    pk = cast.members["contributor"].pk
    admin = cast.client("administrator")
    assert admin.get(cast.url(f"members/{pk}/end/")).status_code == 200
    answer = admin.post(cast.url(f"members/{pk}/end/"), {"version": 1, "reason": "New work"})
    assert answer.status_code == 303
    assert cast.client("contributor").get(cast.url("members/")).status_code == 404
    assert admin.get(cast.url(f"members/{pk}/edit/")).status_code == 404


def test_leaving_sends_one_to_one_s_workspaces(cast: Cast) -> None:
    admin = cast.client("administrator")
    admin.post(
        cast.url(f"members/{cast.members['approver'].pk}/edit/"),
        {"roles": ["approver", "administrator"], "version": 1},
    )
    url = cast.url(f"members/{cast.members['administrator'].pk}/end/")
    answer = admin.post(url, {"version": 1, "gives_up": "on"}, follow=True)
    assert "You belong to no workspace yet" in answer.content.decode()


def test_the_link_of_an_invitation_is_shown_once(cast: Cast) -> None:
    admin = cast.client("administrator")
    url = cast.url("members/invitations/new/")
    data = {"email": "new@example.org", "roles": ["auditor"], "show_link": "on"}
    shown = admin.post(url, data, follow=True)
    assert "/invitations/" in shown.content.decode()
    assert "fresh-link" not in admin.get(cast.url("members/")).content.decode()
    with workspace_scope(cast.workspace.pk):
        assert Invitation.objects.get().link_shown is True


def test_the_link_stays_in_the_mail_folder_for_whoever_asks_so(cast: Cast) -> None:
    admin = cast.client("administrator")
    url = cast.url("members/invitations/new/")
    assert "will not be able to sign what you propose" in admin.get(url).content.decode()
    shown = admin.post(url, {"email": "new@example.org", "roles": ["approver"]}, follow=True)
    assert "waits in the mail folder" in shown.content.decode()
    assert "fresh-link" not in shown.content.decode()
    with workspace_scope(cast.workspace.pk):
        assert Invitation.objects.get().link_shown is False


def test_with_a_mail_server_the_link_is_only_in_the_mail(cast: Cast, settings: Settings) -> None:
    settings.MAIL_GOES_OUT = True
    url = cast.url("members/invitations/new/")
    shown = cast.client("administrator").post(
        url, {"email": "new@example.org", "roles": ["auditor"], "show_link": "on"}, follow=True
    )
    assert "A mail with the link is on its way" in shown.content.decode()
    assert "fresh-link" not in shown.content.decode()
    with workspace_scope(cast.workspace.pk):
        assert Invitation.objects.get().link_shown is False


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": "", "roles": ["auditor"]}, "Enter an e-mail address."),
        ({"email": "nobody", "roles": ["auditor"]}, "Enter a full e-mail address"),
        ({"email": "a\x00b@example.org", "roles": ["auditor"]}, "Null characters"),
        ({"email": "x" * 300 + "@example.org", "roles": ["auditor"]}, "Shorten this"),
        ({"email": "new@example.org"}, "Choose at least one role."),
        ({"email": "new@example.org", "roles": ["guest"]}, "Choose from the roles"),
        ({"email": "new@example.org", "roles": ["<b>"]}, "Choose from the roles"),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(
    cast: Cast, data: dict[str, object], sentence: str
) -> None:
    answer = cast.client("administrator").post(cast.url("members/invitations/new/"), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with workspace_scope(cast.workspace.pk):
        assert not Invitation.objects.exists()


def test_a_revoked_invitation_leaves_the_list(cast: Cast) -> None:
    invitation, _ = invitation_create(
        by=cast.actor("administrator"), email="new@example.org", roles=["auditor"]
    )
    admin = cast.client("administrator")
    assert "new@example.org" in admin.get(cast.url("members/")).content.decode()
    admin.post(cast.url(f"members/invitations/{invitation.pk}/revoke/"))
    assert "new@example.org" not in admin.get(cast.url("members/")).content.decode()


def test_the_member_list_takes_as_many_queries_for_many_as_for_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        invitation_create(
            by=cast.actor("administrator"), email=f"n{number}@example.org", roles=["auditor"]
        )
    client = cast.client("administrator")
    with django_assert_max_num_queries(20):
        client.get(cast.url("members/"))
