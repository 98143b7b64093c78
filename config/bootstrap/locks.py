"""The locks: hash-pinned, without any address, and in step with pyproject.toml."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from .places import Places
from .processes import ProgramFailed, run

ADDRESS = re.compile(r"\w+://|(?:^|\s)(?:-i|--(?:extra-)?index-url|--find-links|--trusted-host)\b")
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?\s*(?:~=\s*([0-9.]+))?$")
#: How a lock is made; it goes to `requirements/<lock>.txt`.
COMPILE = (
    "uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "
    "--no-emit-index-url --quiet"
)


def problems(places: Places) -> Iterator[str]:
    """A sentence for each thing that is wrong with the locks."""
    project = tomllib.loads((places.checkout / "pyproject.toml").read_text())
    runtime = project["project"]["dependencies"]
    development = [*runtime, *project["dependency-groups"]["dev"]]
    pins = {}
    for lock, requirements in (("runtime", runtime), ("development", development)):
        path = places.requirements / f"{lock}.txt"
        text = path.read_text()
        pins[lock] = dict(PIN.findall(text))
        yield from _addresses(path, text)
        yield from _missing(path.name, pins[lock], requirements)
    for name, version in pins["runtime"].items():
        if pins["development"].get(name) != version:
            yield f"development.txt must pin {name} {version}, as runtime.txt does."
    if shutil.which("uv"):
        yield from _compiled_otherwise(places)


def _addresses(path: Path, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if ADDRESS.search(line):
            yield f"{path.name}, line {number}, names an address: {line.strip()}"


def _missing(lock: str, pins: dict[str, str], requirements: list[str]) -> Iterator[str]:
    for requirement in requirements:
        found = REQUIREMENT.match(requirement)
        if found is None:
            yield f"pyproject.toml: write {requirement!r} as name~=version."
            continue
        name, version = re.sub(r"[._]", "-", found[1].lower()), found[2]
        if name not in pins:
            yield f"{lock} does not pin {name}."
        elif version and not _is_compatible(pins[name], version):
            yield f"{lock} pins {name} {pins[name]}, pyproject.toml asks for ~={version}."


def _is_compatible(pinned: str, wanted: str) -> bool:
    """Whether `pinned` satisfies `~=wanted`: not older, and equal but for the last part."""
    have, least = _numbers(pinned), _numbers(wanted)
    return have >= least and have[: len(least) - 1] == least[:-1]


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _compiled_otherwise(places: Places) -> Iterator[str]:
    """What uv would write, given the versions that are pinned now."""
    for lock, arguments in (("runtime", []), ("development", ["--group", "dev"])):
        path = places.requirements / f"{lock}.txt"
        with tempfile.TemporaryDirectory() as folder:
            again = Path(folder, path.name)
            shutil.copy(path, again)
            command: list[str | Path] = [
                *COMPILE.split(),
                *arguments,
                "pyproject.toml",
                "-o",
                again,
            ]
            try:
                run(command, cwd=places.checkout)
            except ProgramFailed as failure:
                yield f"{path.name} could not be compiled: {failure.last_line}"
                continue
            if again.read_text() != path.read_text():
                line = " ".join([*COMPILE.split(), *arguments, "pyproject.toml", "-o", path.name])
                yield f"{path.name} is not what pyproject.toml gives; in requirements/: {line}"
