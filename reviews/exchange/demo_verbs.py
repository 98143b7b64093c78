"""What a step of the demo can say, and the action behind each word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

VERBS: Mapping[str, Callable[..., Any]] = {}
