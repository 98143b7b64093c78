"""The bootstrap runs before anything is installed."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.bootstrap.conftest import CHECKOUT

MODULES = sorted((CHECKOUT / "config" / "bootstrap").glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_the_standard_library_alone(module: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            imported.add((node.module or "").partition(".")[0])
    assert imported <= sys.stdlib_module_names


def test_an_old_python_can_read_manage_py_and_is_told_what_is_needed() -> None:
    source = (CHECKOUT / "manage.py").read_text()
    tree = ast.parse(source, feature_version=(3, 7))
    refusal = next(node.lineno for node in tree.body if isinstance(node, ast.If))
    ours = next(
        node.lineno
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("config")
    )
    assert refusal < ours
    assert "Seam needs Python 3.11 or newer" in source


def test_config_itself_imports_nothing() -> None:
    assert not [
        node
        for node in ast.walk(ast.parse((CHECKOUT / "config" / "__init__.py").read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
