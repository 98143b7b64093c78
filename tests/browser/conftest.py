"""A real Chromium before a real server, on rows that are really committed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.conftest import PASSWORD, Cast

#: The rules that axe checks: WCAG 2.2, levels A and AA, and its own good practice.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

#: How long a busy machine may take over one step, in milliseconds. A step that works is quick.
PATIENCE = 30_000

#: How long a page takes to stand in a new size and theme, in milliseconds.
SETTLING = 200

expect.set_options(timeout=PATIENCE)

#: What reaches beyond the window, from the inside out.
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth)
  .reverse().slice(0, 8)
  .map(each => each.tagName + "." + each.className + ": " + each.textContent.trim().slice(0, 40))
"""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session", autouse=True)
def _playwright_runs_a_loop() -> None:
    """Playwright keeps an event loop in this thread; the database is used beside it, not in it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def server(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The address of Seam serving on loopback."""
    with django_db_blocker.unblock():
        thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The Chromium that `manage.py test` found or installed. Its event loop ends with the package,
    for what comes after it on the same process runs loops of its own.
    """
    path = os.environ.get("SEAM_CHROMIUM")
    if not path:
        pytest.fail("Set SEAM_CHROMIUM, or run `python3 manage.py test`, which finds a Chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """One person at one browser window."""

    page: Page
    server: str
    cast: Cast
    axe_source: str
    javascript: bool = True

    def go(self, path: str = "") -> None:
        self.page.goto(f"{self.server}{self.cast.url(path)}")

    def sign_in(self, who: str) -> None:
        """Through the form, as everybody does: a role of the cast, or an e-mail address."""
        email = who if "@" in who else self.cast.user(who).email
        self.page.goto(f"{self.server}/accounts/login/")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/workspaces/**")

    def assert_accessible(self) -> None:
        """No axe-core violation on the page as it stands."""
        self.page.evaluate(self.axe_source)
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", AXE_TAGS
        )
        said = [
            f"{v['id']}: {v['help']} at {[node['target'] for node in v['nodes']]}"
            for v in found["violations"]
        ]
        assert not said, f"{self.page.url}:\n" + "\n".join(said)

    def look(self) -> None:
        """Look at the page as it stands: at a desk by day, on a telephone by night."""
        size = self.page.viewport_size or {"width": 1280, "height": 900}
        for theme, width in (("light", 1280), ("dark", 320)):
            self.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.wait_for_timeout(SETTLING)
            self.assert_no_sideways_scroll()
            if self.javascript:  # axe is a script: without, it would never answer
                self.assert_accessible()
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(size)

    def assert_no_sideways_scroll(self) -> None:
        wide = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wide > 0:
            pytest.fail(f"{self.page.url} is {wide}px too wide: {self.page.evaluate(TOO_WIDE)}")


@pytest.fixture
def visitor(
    server: str, chromium: Browser, committed_cast: Cast
) -> Iterator[Callable[..., Visitor]]:
    """Opens browser windows: `visitor(javascript=False, width=320, theme="dark")`."""
    axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    contexts: list[BrowserContext] = []

    def open_window(*, javascript: bool = True, width: int = 1280, theme: str = "light") -> Visitor:
        context = chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion="reduce",  # axe would measure a colour on its way to another
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Visitor(context.new_page(), server, committed_cast, axe, javascript)

    yield open_window
    for context in contexts:
        context.close()
