"""A Chromium for the browser tests: one of this machine's, or installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from . import debian
from .failures import Failure
from .places import Places
from .processes import ProgramFailed, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Where playwright keeps its browsers, and what is in there, by system.
CACHES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
PROGRAMS = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
)


def have(places: Places, env: Mapping[str, str]) -> tuple[Path, str]:
    """A Chromium that starts, and a few words on where it came from.

    SEAM_CHROMIUM, then PATH, then playwright's; else it is installed. Raises Failure.
    """
    asked = env.get("SEAM_CHROMIUM")
    if asked:
        if not _starts(Path(asked)):
            raise Failure(f"SEAM_CHROMIUM is {asked}, which does not start.")
        return Path(asked), "as SEAM_CHROMIUM says"
    found = _found(env)
    if found:
        return found, "found"
    _install(places)
    installed = _found(env)
    if not installed:
        raise Failure(
            "Chromium was installed but does not start; set SEAM_CHROMIUM to one that does."
        )
    return installed, "installed"


def _found(env: Mapping[str, str]) -> Path | None:
    return next((path for path in _candidates(env) if _starts(path)), None)


def _candidates(env: Mapping[str, str]) -> Iterator[Path]:
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield Path(path)
    for cache in (env.get("PLAYWRIGHT_BROWSERS_PATH", ""), *CACHES):
        for pattern in PROGRAMS if cache else ():
            yield from sorted(Path(cache).expanduser().glob(pattern), reverse=True)


def _starts(path: Path) -> bool:
    """Some systems ship a `chromium` that only tells how to install it."""
    try:
        return "rom" in run([path, "--version"])
    except ProgramFailed:
        return False


def _install(places: Places) -> None:
    log = places.logs / "chromium.log"
    if debian.may_install():
        debian.install("chromium", log=log)
        return
    try:
        run([places.python, "-m", "playwright", "install", "chromium"], log=log)
    except ProgramFailed as failure:
        line = "sudo apt-get install chromium" if debian.is_debian() else "install Chromium"
        raise Failure(
            f"No Chromium, and playwright could not fetch one ({failure.last_line}); {line}, "
            "or set SEAM_CHROMIUM to one."
        ) from None
