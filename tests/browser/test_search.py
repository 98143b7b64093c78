"""Finding what has a page, as one types; without JavaScript, by pressing the button."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from config.kernel.scope import workspace_scope
from tests.browser.conftest import Visitor
from tests.browser.hands import fill, follow, press
from tests.conftest import Cast
from tests.factories import make_partnership

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def stage(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_partnership(cast, new_partner="Kältelager Nord", name="Cold storage")
        make_partnership(cast, new_partner="Pedal & Post", name="Sample courier")


def begin(window: Visitor) -> None:
    stage(window.cast)
    window.sign_in("auditor")
    window.page.get_by_role("link", name="Search", exact=True).click()
    window.look()


def test_what_is_typed_is_found_without_pressing_anything(visitor: Open) -> None:
    window = visitor()
    begin(window)
    main = window.page.get_by_role("main")
    window.page.keyboard.type("kalt")
    expect(main.get_by_role("link", name="Kältelager Nord")).to_be_visible()
    expect(main.get_by_role("link", name="Sample courier")).to_have_count(0)
    expect(window.page).to_have_url(re.compile("q=kalt"))
    window.look()
    main.get_by_label("What", exact=True).select_option(label="Partnership")
    expect(main.get_by_role("link", name="Kältelager Nord")).to_have_count(0)
    follow(window, "Cold storage")
    expect(window.page.get_by_role("heading", level=1, name="Cold storage")).to_be_visible()
    window.page.go_back()
    expect(main.get_by_label("Words")).to_have_value("kalt")
    main.get_by_label("Words").fill("warehouse on the moon")
    expect(main).to_contain_text("Nothing has all these words")
    window.look()


def test_without_javascript_a_press_finds(visitor: Open) -> None:
    window = visitor(javascript=False)
    begin(window)
    main = window.page.get_by_role("main")
    fill(main, q="cold", kind="partnership")
    press(window, "Search")
    expect(main.get_by_label("Words")).to_have_value("cold")
    follow(window, "Cold storage")
    expect(window.page.get_by_role("heading", level=1, name="Cold storage")).to_be_visible()
