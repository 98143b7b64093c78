"""What people are told, how they choose it, and what administrators see of it, with and without
JavaScript; every page is looked at as a phone and a desk, in light and dark, by axe-core.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from accounts.tasks import SEND
from accounts.unsubscribing import unsubscribe_link
from reviews.tasks import tell
from tests.browser.conftest import Visitor
from tests.reviews.stage import make_proposal

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def read_notices(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    window.page.get_by_role("link", name="1 unread notice").click()
    expect(main).to_contain_text("A proposal waits for your word")
    window.look()
    main.get_by_role("button", name="Mark as read").click()
    expect(main.get_by_role("button", name="Mark as read")).to_have_count(0)
    window.look()


def choose_letters(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    main.get_by_role("link", name="Choose", exact=True).click()
    window.look()
    main.get_by_label("A proposal waits for you").select_option(label="On Mondays")
    main.get_by_role("button", name="Save").click()
    expect(main).to_contain_text("Saved.")
    expect(main.get_by_label("A proposal waits for you")).to_have_value("weekly")


def make_a_calendar(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    window.page.goto(f"{window.server}/profile/calendar/")
    window.look()
    main.get_by_role("button", name="Make the link").click()
    expect(main.get_by_label("Link of the calendar feed")).to_be_visible()
    window.look()
    window.page.goto(f"{window.server}/profile/calendar/")
    expect(main).to_contain_text("not fetched yet")
    main.get_by_role("button", name="Revoke the link").click()
    expect(main).to_contain_text("The link works no more.")


def unsubscribe(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    link = unsubscribe_link(window.cast.user("auditor").pk, "review_due")
    window.page.goto(f"{window.server}/{link.split('/', 3)[3]}")
    window.look()
    main.get_by_role("button", name="Send me no more").click()
    expect(main).to_contain_text("You get no more letters of this kind")
    window.look()


def watch_the_jobs(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    window.sign_in("administrator")
    window.go("background/")
    expect(main).to_contain_text("No worker is alive")
    window.look()
    main.get_by_role("button", name="Do it now Tidying up").click()
    expect(main).to_contain_text("Letters forgotten: 0")
    window.look()


@pytest.mark.parametrize("javascript", [True, False])
def test_people_are_told_choose_how_and_see_that_it_works(visitor: Open, javascript: bool) -> None:
    window, administrator = visitor(javascript=javascript), visitor(javascript=javascript)
    make_proposal(window.cast)
    tell(window.cast.workspace)
    SEND.work(window.cast.workspace)
    window.sign_in("approver")
    read_notices(window)
    choose_letters(window)
    make_a_calendar(window)
    unsubscribe(visitor(javascript=javascript))
    watch_the_jobs(administrator)
