"""An approver enrols an app for codes, signs with one of theirs and is asked for one at the door,
with and without JavaScript; every page is looked at, and by axe-core.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from config.kernel.scope import workspace_scope
from tests import second_factor
from tests.browser.conftest import Visitor
from tests.browser.hands import fill, follow, press
from tests.conftest import PASSWORD
from tests.reviews.stage import make_proposal

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


@pytest.fixture(autouse=True)
def _codes_that_stand_still() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        second_factor.stop_the_codes(patch)
        yield


def enrol(window: Visitor) -> list[str]:
    """From the profile to the recovery codes; the codes."""
    window.page.goto(f"{window.server}/profile/")
    follow(window, "An app's codes, beside the password")
    window.look()
    follow(window, "Enrol an app")
    window.page.get_by_label("Password").fill(PASSWORD)
    window.page.get_by_role("main").get_by_role("button").first.click()
    key = window.page.locator("code.whole-digest").inner_text()
    fill(window.page, code="12")
    press(window, "Enrol")
    expect(window.page.get_by_role("main")).to_contain_text("There is a problem")
    window.look()
    fill(window.page, code=second_factor.shown_by_app(key))
    press(window, "Enrol")
    codes = window.page.locator("ul.mono li").all_inner_texts()
    window.look()
    return codes


def sign(window: Visitor, code: str) -> None:
    """Open the form where it is closed, and sign with this code."""
    form = window.page.locator("#authorise")
    if not form.locator('[name="code"]').is_visible():
        window.page.locator("summary", has_text="Authorise").click()
    fill(form, reason="The evidence bears it", password=PASSWORD, code=code)
    window.look()
    press(window, "Sign and authorise")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_who_enrolled_a_second_factor_signs_with_it_and_is_asked_at_the_door(
    visitor: Open, javascript: bool
) -> None:
    window, other = visitor(javascript=javascript), visitor(javascript=javascript)
    with workspace_scope(window.cast.workspace.pk):
        name = make_proposal(window.cast).partnership.name
    window.sign_in("approver")
    codes = enrol(window)
    assert len(codes) == 10
    window.go()
    window.page.get_by_role("link", name=f"{name}: Commit", exact=True).click()
    sign(window, "00000000")
    expect(window.page.locator("#authorise")).to_contain_text("There is a problem")
    sign(window, codes[0])
    window.page.wait_for_url("**/decisions/*/")
    expect(window.page.get_by_role("main")).to_contain_text("recovery code")
    other.page.goto(f"{other.server}/accounts/login/")
    fill(other.page, login=window.cast.user("approver").email, password=PASSWORD)
    press(other, "Sign in")
    other.look()
    fill(other.page, code=codes[1])
    other.page.get_by_role("main").get_by_role("button").first.click()
    other.page.wait_for_url("**/workspaces/**")
