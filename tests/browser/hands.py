"""What a person does to a page: fill in, press, follow, add a row."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Visitor


def fill(within: Page | Locator, /, **values: str | bool) -> None:
    """Fill in fields by their names: texts, choices, boxes."""
    for name, value in values.items():
        field = within.locator(f'[name="{name}"]')
        if isinstance(value, bool):
            field.set_checked(value)
        elif field.first.get_attribute("type") in ("radio", "checkbox"):
            within.locator(f'[name="{name}"][value="{value}"]').check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def press(window: Visitor, name: str | re.Pattern[str]) -> None:
    window.page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def follow(window: Visitor, name: str | re.Pattern[str]) -> None:
    window.page.get_by_role("main").get_by_role("link", name=name).first.click()


def tab(window: Visitor, name: str) -> None:
    window.page.locator("nav.tabs").get_by_role("link", name=name).click()


def add_row(window: Visitor, button: str, **values: str | bool) -> None:
    """Add a row in place, or on its page where there is no JavaScript."""
    window.page.get_by_role("link", name=button).click()
    fill(window.page.get_by_role("main"), **values)
    press(window, button)
