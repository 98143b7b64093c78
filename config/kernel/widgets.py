"""Inputs that say more than a bare label."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class HintedRadioSelect(forms.RadioSelect):
    """Radio buttons with a sentence under each that says when it is the right one.

    `hints` maps a choice's value to its sentence; a choice without one stands alone.
    """

    def __init__(self, *, hints: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        hint = self.hints.get(str(value))
        if hint and "id" in option["attrs"]:
            option["hint"] = hint
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option
