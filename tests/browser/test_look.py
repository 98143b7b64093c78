"""What the pages do for the people who use them, whatever the page is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from config.kernel.scope import workspace_scope
from tests.browser.conftest import Visitor
from tests.conftest import Cast
from tests.factories import make_partnership

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_component_is_accessible(visitor: Open, theme: str, width: int) -> None:
    window = visitor(theme=theme, width=width)
    window.page.goto(f"{window.server}/styleguide/")
    window.assert_accessible()
    window.assert_no_sideways_scroll()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_refused_form_says_so_in_title_summary_and_field(visitor: Open, javascript: bool) -> None:
    window = visitor(javascript=javascript)
    window.page.goto(f"{window.server}/accounts/login/")
    window.page.get_by_role("button", name="Sign in").click()
    expect(window.page).to_have_title("Error: Sign in – Seam")
    summary = window.page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Enter your e-mail address.").click()
    field = window.page.get_by_label("E-mail address")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()


def test_a_dialog_opens_over_the_page_and_closes_again(visitor: Open) -> None:
    window = visitor()
    window.page.goto(f"{window.server}/styleguide/")
    opener = window.page.get_by_role("link", name="Remove the conflict risk")
    opener.click()
    dialog = window.page.get_by_role("dialog", name="Remove this conflict risk?")
    expect(dialog).to_be_visible()
    window.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    opener.click()
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()


def test_a_click_copies_the_whole_digest(visitor: Open) -> None:
    window = visitor()
    window.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.page.goto(f"{window.server}/styleguide/")
    digest = window.page.locator(".digest").first
    digest.click()
    expect(window.page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    copied = window.page.evaluate("navigator.clipboard.readText()")
    assert copied == digest.get_attribute("title")


def test_the_account_menu_closes_by_escape_and_signs_out(visitor: Open) -> None:
    window = visitor()
    window.sign_in("contributor")
    menu = window.page.locator(".menu summary")
    menu.click()
    sign_out = window.page.get_by_role("button", name="Sign out")
    expect(sign_out).to_be_visible()
    window.page.keyboard.press("Escape")
    expect(sign_out).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    sign_out.click()
    window.page.wait_for_url("**/accounts/login/")


def test_what_is_typed_survives_a_closed_window(visitor: Open) -> None:
    window = visitor()
    window.sign_in("contributor")
    window.go("partners/new/")
    window.page.get_by_label("Name").fill("Northgate Payments")
    expect(window.page.locator("[data-draft-state]")).to_contain_text("Draft saved at")
    window.go("partners/new/")
    expect(window.page.get_by_label("Name")).to_have_value("")
    window.page.get_by_role("link", name="Take it up again").click()
    expect(window.page.get_by_label("Name")).to_have_value("Northgate Payments")


def test_a_form_is_sent_once_however_often_the_button_is_pressed(visitor: Open) -> None:
    window = visitor()
    window.sign_in("contributor")
    window.go("partners/new/")
    sent: list[str] = []
    window.page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    window.page.get_by_label("Name").fill("Halden Integration")
    window.page.get_by_role("button", name="Add partner").dblclick()
    expect(window.page.get_by_role("heading", name="Halden Integration")).to_be_visible()
    assert len([url for url in sent if url.endswith("/partners/new/")]) == 1


@pytest.mark.parametrize("tab", ["Overview", "Evidence", "Timeline"])
def test_the_tab_one_is_on_is_in_sight_on_a_telephone(
    visitor: Open, committed_cast: Cast, tab: str
) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        partnership = make_partnership(committed_cast)
    window = visitor(width=320)
    window.sign_in("contributor")
    window.go(f"partnerships/{partnership.pk}/")
    tabs = window.page.get_by_role("navigation", name="Partnership", exact=True)
    tabs.get_by_role("link", name=tab, exact=True).click()
    current = tabs.locator("[aria-current]")
    expect(current).to_have_text(tab)
    box = current.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_what_a_person_resized_is_swapped_without_a_style_that_is_forbidden(
    visitor: Open, committed_cast: Cast
) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        partnership = make_partnership(committed_cast)
    window = visitor()
    window.sign_in("contributor")
    said: list[str] = []
    window.page.on("console", lambda message: said.append(message.text))
    window.go(f"partnerships/{partnership.pk}/fit-card/incentives/")
    window.page.get_by_role("link", name="Add a conflict risk").click()
    risk = window.page.get_by_label("Conflict risk", exact=True)
    risk.evaluate("field => { field.style.height = '200px' }")
    window.page.get_by_role("button", name="Add a conflict risk").click()
    expect(risk).to_have_attribute("aria-invalid", "true")
    assert not [text for text in said if "Content Security Policy" in text]


def test_whoever_opens_a_workspace_finds_the_zone_of_their_browser(visitor: Open) -> None:
    window = visitor()
    window.sign_in("contributor")
    window.page.goto(f"{window.server}/workspaces/new/")
    here = window.page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(window.page.get_by_label("Time zone")).to_have_value({"Etc/UTC": "UTC"}.get(here, here))
