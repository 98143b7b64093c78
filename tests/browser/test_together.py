"""Several people at once, each before a window of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts.actions.memberships import membership_update
from config.kernel.scope import workspace_scope
from tests.browser.conftest import Visitor
from tests.conftest import PASSWORD, Cast
from tests.factories import make_partnership
from tests.reviews.stage import another_member, make_proposal

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def mailed_path(email: str) -> str:
    """The path of the link in the letter to `email`."""
    letter = next(each for each in reversed(mail.outbox) if each.to == [email])
    _before, path, rest = letter.body.partition("/invitations/")
    return path + rest.split()[0]


def open_signature(window: Visitor) -> None:
    window.page.locator("summary", has_text="Authorise").click()
    form = window.page.locator("#authorise")
    form.get_by_label("Your reason").fill("The evidence bears it")
    form.get_by_label("Your password").fill(PASSWORD)


def test_of_two_approvers_one_decides_and_the_other_is_told(
    visitor: Open, committed_cast: Cast
) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        second = another_member(committed_cast, "approver")
        proposal = make_proposal(committed_cast)
        partnership = proposal.partnership.name
    bruno, vera = visitor(), visitor()
    bruno.sign_in("approver")
    vera.sign_in(second.user.email)
    for window in (bruno, vera):
        window.page.get_by_role("link", name=f"{partnership}: Commit", exact=True).click()
        open_signature(window)
    bruno.page.get_by_role("button", name="Sign and authorise").click()
    bruno.page.wait_for_url("**/decisions/*/")
    vera.page.get_by_role("button", name="Sign and authorise").click()
    told = vera.page.locator("#authorise")
    expect(told).to_contain_text("Somebody was there before you")
    expect(told).to_contain_text("Approver")
    vera.look()


def test_of_two_writers_the_second_sees_both_texts(visitor: Open, committed_cast: Cast) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        partnership = make_partnership(committed_cast)
    first, second = visitor(), visitor()
    for window in (first, second):
        window.sign_in("contributor")
        window.go(f"partnerships/{partnership.pk}/fit-card/cadence/")
    for window, text in ((first, "Every Monday"), (second, "Every second Monday")):
        window.page.get_by_label("Operational cadence").fill(text)
        window.page.get_by_role("button", name="Save section").click()
    main = second.page.get_by_role("main")
    expect(main).to_contain_text("Somebody changed this while you were writing")
    expect(main.get_by_label("Operational cadence")).to_have_value("Every second Monday")
    expect(main).to_contain_text("Every Monday")
    second.look()
    second.page.get_by_role("button", name="Save section").click()
    second.page.wait_for_url("**/fit-card/")
    expect(main).to_contain_text("Every second Monday")


def test_a_guest_decides_the_one_proposal_and_is_gone(visitor: Open, committed_cast: Cast) -> None:
    """The only approver proposed it, so nobody here may authorise it."""
    with workspace_scope(committed_cast.workspace.pk):
        both = another_member(committed_cast, "contributor", "approver")
        committed_cast.members["both"] = both
        other = committed_cast.members["approver"]
        membership_update(
            by=committed_cast.actor("administrator"),
            membership=other,
            version=other.version,
            roles=["auditor"],
        )
        proposal = make_proposal(committed_cast, role="both")
    host = visitor()
    host.sign_in(both.user.email)
    host.go(f"proposals/{proposal.pk}/")
    main = host.page.get_by_role("main")
    expect(main).to_contain_text("Nobody here may authorise this")
    main.get_by_role("link", name="Invite a guest approver").click()
    host.look()
    email = f"guest.{committed_cast.workspace.pk}@example.org"
    main.get_by_label("Their e-mail address").fill(email)
    main.get_by_role("button", name="Send the invitation").click()
    expect(main).to_contain_text("is invited")
    expect(main).to_contain_text("You do not see the link")

    guest = visitor()
    guest.page.goto(guest.server + mailed_path(email))
    guest.look()
    guest.page.get_by_label("Your name").fill("Greta")
    guest.page.locator('input[type="password"]').first.fill(PASSWORD)
    guest.page.get_by_role("main").get_by_role("button").first.click()
    guest.page.wait_for_url("**/workspaces/**")
    if "/proposals/" not in guest.page.url:
        guest.go("")
    expect(guest.page.get_by_role("main")).to_contain_text("The frozen dossier")
    guest.look()
    assert guest.page.request.get(f"{guest.server}{guest.cast.url('partnerships/')}").status == 404
    open_signature(guest)
    guest.page.get_by_role("button", name="Sign and authorise").click()
    expect(guest.page.get_by_role("main")).to_contain_text("Your part is done")
    guest.look()
    host.go(f"partnerships/{proposal.partnership_id}/decisions/")
    expect(main).to_contain_text("authorised by Greta")
