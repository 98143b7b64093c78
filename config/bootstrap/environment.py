"""The Python environment `.venv` and the packages in it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import sys
from pathlib import Path

from . import debian
from .failures import Failure
from .places import Places, read
from .processes import ProgramFailed, run
from .steps import Step, step

#: Each lock contains the ones before it.
LOCKS = ("runtime", "development")
_WORKS = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
_HAS_PACKAGES = "import importlib.util as u, sys; sys.exit(u.find_spec('django') is None)"


def prepare(places: Places, lock: str) -> None:
    """Make `.venv` when it is missing or broken, and install what the lock names.

    `lock` is "runtime" or "development". Nothing is installed when the lock is the one that was
    installed last. Raises Failure.
    """
    with step("Python environment") as current:
        current.outcome = _make_environment(places)
    with step("Packages") as current:
        if is_installed(places, lock):
            current.outcome = "as in the lock"
        else:
            _install(places, lock, current)


def is_installed(places: Places, lock: str) -> bool:
    """Whether the environment was last filled from this very lock, and still has its packages."""
    if _stamps(places).get(lock) != _digest(places, lock):
        return False
    return _succeeds(places, _HAS_PACKAGES)


def _make_environment(places: Places) -> str:
    if any(_stamps(places)) and _succeeds(places, _HAS_PACKAGES):
        return "ready"
    if _succeeds(places, _WORKS):
        return "ready"
    if importlib.util.find_spec("ensurepip") is None:
        _install_venv(places)
    try:
        run([sys.executable, "-m", "venv", "--clear", places.venv], log=places.logs / "venv.log")
    except ProgramFailed as failure:
        raise Failure(
            f"The Python environment could not be made in {places.venv}: {failure.last_line}"
        ) from None
    return "made in .venv"


def _install_venv(places: Places) -> None:
    """Debian keeps the part of Python that makes environments in a package of its own."""
    if debian.may_install():
        debian.install("python3-venv", log=places.logs / "apt.log")
        importlib.invalidate_caches()
        return
    if shutil.which("apt-get"):
        line = "type: sudo apt-get install python3-venv"
    else:
        line = "install your system's package for Python's venv and ensurepip modules"
    raise Failure(f"This Python cannot make environments; {line}, then start again.")


def _install(places: Places, lock: str, current: Step) -> None:
    path = places.requirements / f"{lock}.txt"
    log = places.logs / "packages.log"
    command: list[str | Path] = [places.python, "-m", "pip", "install", "--require-hashes"]
    # The lock is complete, and a machine without a compiler can only take wheels.
    command += ["--no-deps", "--only-binary", ":all:", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "-r", path]
    (places.venv / "seam-packages.json").unlink(missing_ok=True)
    try:
        run(command, log=log)
    except ProgramFailed as failure:
        raise Failure(
            f"The packages could not be installed: {_reason(failure)} (pip's output is in {log})."
        ) from None
    contained = LOCKS[: LOCKS.index(lock) + 1]
    stamps = {name: _digest(places, name) for name in contained}
    (places.venv / "seam-packages.json").write_text(json.dumps(stamps))
    current.outcome = f"installed from requirements/{lock}.txt"


def _reason(failure: ProgramFailed) -> str:
    unreachable = (
        "NewConnectionError",
        "ConnectTimeoutError",
        "NameResolutionError",
        "Max retries",
    )
    if any(word in failure.output for word in unreachable):
        return "pip could not reach the package index; check the network and pip's settings"
    return failure.last_line.removeprefix("ERROR: ")


def _digest(places: Places, lock: str) -> str:
    content = (places.requirements / f"{lock}.txt").read_bytes()
    return hashlib.sha256(content).hexdigest()


def _stamps(places: Places) -> dict[str, str]:
    text = read(places.venv / "seam-packages.json")
    return json.loads(text) if text else {}


def _succeeds(places: Places, code: str) -> bool:
    if not places.python.exists():
        return False
    try:
        run([places.python, "-c", code])
    except ProgramFailed:
        return False
    return True
