"""Packages of the operating system, where it is Debian and we may install them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .failures import Failure
from .processes import ProgramFailed, run

OS_RELEASE = Path("/etc/os-release")


def is_debian() -> bool:
    """Whether this is Debian itself: elsewhere the packages have other names or contents."""
    lines = OS_RELEASE.read_text().splitlines() if OS_RELEASE.exists() else []
    return "ID=debian" in lines and shutil.which("apt-get") is not None


def may_install() -> bool:
    """Whether `install` can work: Debian, and root."""
    return is_debian() and os.geteuid() == 0


def install(package: str, *, log: Path) -> None:
    """Install a package with apt, after an update of its lists. Raises Failure with the reason."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", package],
    )
    for command in commands:
        try:
            run(command, env=env, log=log)
        except ProgramFailed as failure:
            line = (
                f"{' '.join(command[:2])} {package}" if "install" in command else "apt-get update"
            )
            raise Failure(f"{line} failed: {failure.last_line} (its output is in {log}).") from None
