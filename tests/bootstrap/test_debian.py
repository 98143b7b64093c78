from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import debian
from config.bootstrap.failures import Failure


@pytest.mark.parametrize(
    ("release", "expected"), [("NAME=x\nID=debian\n", True), ("ID=ubuntu\nID_LIKE=debian\n", False)]
)
def test_only_debian_itself_is_debian(
    release: str, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "os-release").write_text(release)
    monkeypatch.setattr(debian, "OS_RELEASE", tmp_path / "os-release")
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get")
    assert debian.is_debian() is expected


def test_only_root_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "is_debian", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not debian.may_install()


def test_a_failed_installation_says_why(
    tmp_path: Path, program: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program("bin/apt-get", says="E: Unable to locate package", code=100)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin")
    with pytest.raises(Failure, match="apt-get update failed: E: Unable to locate package"):
        debian.install("chromium", log=tmp_path / "log")
