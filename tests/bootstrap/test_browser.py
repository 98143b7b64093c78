from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import browser, debian
from config.bootstrap.failures import Failure
from config.bootstrap.places import Places

Program = Callable[..., Path]


@pytest.fixture(autouse=True)
def _machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any browser, and an ordinary user."""
    monkeypatch.setenv("PATH", f"{tmp_path}/bin")
    monkeypatch.setattr(browser, "CACHES", (f"{tmp_path}/cache",))
    monkeypatch.setattr(debian, "may_install", lambda: False)


def test_the_one_that_was_named_is_used(places: Places, program: Program) -> None:
    named = program("named", says="Chromium 150")
    assert browser.have(places, {"SEAM_CHROMIUM": str(named)})[0] == named


def test_a_named_one_that_does_not_start_is_refused(places: Places, program: Program) -> None:
    named = program("named", code=1)
    with pytest.raises(Failure, match="does not start"):
        browser.have(places, {"SEAM_CHROMIUM": str(named)})


def test_then_the_one_on_path_then_playwrights_newest(places: Places, program: Program) -> None:
    program("cache/chromium-1/chrome-linux/chrome", says="Chromium 140")
    newest = program("cache/chromium-2/chrome-linux/chrome", says="Chromium 150")
    assert browser.have(places, {}) == (newest, "found")
    on_path = program("bin/google-chrome", says="Google Chrome 150")
    assert browser.have(places, {}) == (on_path, "found")


def test_one_that_only_tells_how_to_install_it_is_passed_over(
    places: Places, program: Program
) -> None:
    program("bin/chromium", says="install the snap", code=10)
    chrome = program("bin/google-chrome", says="Google Chrome 150")
    assert browser.have(places, {})[0] == chrome


def test_root_on_debian_installs_it_with_apt(
    places: Places, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: True)
    monkeypatch.setattr(
        debian,
        "install",
        lambda package, log: program(f"bin/{package}", says="Chromium 150"),
    )
    assert browser.have(places, {})[1] == "installed"


def test_elsewhere_playwright_installs_it(places: Places, program: Program) -> None:
    cache = places.checkout.parent / "cache/chromium-9/chrome-linux"
    python = program("seam/.venv/bin/python")
    python.write_text(
        f"#!/bin/sh\nset -e\nPATH=/usr/bin:/bin\nmkdir -p {cache}\n"
        f"printf '#!/bin/sh\\necho Chromium 150\\n' > {cache}/chrome\nchmod +x {cache}/chrome\n"
    )
    assert browser.have(places, {}) == (cache / "chrome", "installed")


def test_when_nothing_helps_the_person_is_told_what_does(places: Places, program: Program) -> None:
    program("seam/.venv/bin/python", says="getaddrinfo failed", code=1)
    with pytest.raises(Failure, match=r"getaddrinfo failed.*or set SEAM_CHROMIUM"):
        browser.have(places, dict(os.environ) | {"SEAM_CHROMIUM": ""})
