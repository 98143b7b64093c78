"""A line of the desk is handed over and given back, with and without JavaScript and by the keyboard
alone; every page is looked at as a phone and a desk, in light and dark, by axe-core.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from config.kernel.scope import workspace_scope
from tests.browser.conftest import Visitor
from tests.factories import make_partnership
from tests.reviews.stage import another_member, make_proposal, make_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def fill_the_desk(window: Visitor) -> str:
    """A card that is not complete and a proposal; the address of another contributor."""
    cast = window.cast
    with workspace_scope(cast.workspace.pk):
        make_partnership(cast, name="Storage")
        make_proposal(cast, make_ready(cast, name="Payments"))
        another = another_member(cast, "contributor").user
    return str(another.email)


def narrow(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    main.get_by_role("link", name="Incomplete (1)").click()
    expect(main).not_to_contain_text("Payments: Commit")
    window.look()
    main.get_by_role("link", name="All (2)").click()
    expect(main).to_contain_text("Payments: Commit")


def hand_over(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    main.get_by_role("link", name="Hand over Storage, Incomplete").press("Enter")
    window.look()
    main.get_by_role("button", name="Hand over").press("Enter")
    expect(main).to_contain_text("Say what they need to know")
    window.look()
    main.get_by_label("To whom").select_option(index=1)
    main.get_by_role("textbox", name="Note").fill("Away until Monday")
    main.get_by_role("button", name="Hand over").press("Enter")
    expect(main.get_by_role("link", name="Storage")).to_have_count(0)
    main.get_by_role("link", name="Handed over (1)").click()
    expect(main).to_contain_text("Away until Monday")
    window.look()


def give_back(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    expect(main).to_contain_text("Handed over by Contributor")
    window.look()
    main.get_by_role("button", name="Give back Storage").press("Enter")
    expect(main).not_to_contain_text("Storage")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_line_goes_to_another_desk_and_comes_back(visitor: Open, javascript: bool) -> None:
    giver, receiver, auditor = (visitor(javascript=javascript) for _ in range(3))
    email = fill_the_desk(giver)
    giver.sign_in("contributor")
    giver.look()
    narrow(giver)
    hand_over(giver)
    auditor.sign_in("auditor")
    auditor.go("overview/")
    expect(auditor.page.get_by_role("main")).to_contain_text("handed over by Contributor")
    auditor.look()
    receiver.sign_in(email)
    give_back(receiver)
    giver.go()
    expect(giver.page.get_by_role("link", name="Storage", exact=True)).to_be_visible()
