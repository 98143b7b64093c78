"""Inputs that say more than a bare label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


class OfferingInput(forms.TextInput):
    """A line of text that offers words while one types; any other may be typed.

    `offered` are the words; a form sets them when it knows them. A page that answers with words
    while one types replaces the element called `list_id`.
    """

    template_name = "django/forms/widgets/offering_input.html"

    def __init__(self, *, offered: Sequence[str] = (), list_id: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offered = offered
        self.list_id = list_id

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        list_id = self.list_id or f"{context['widget']['attrs'].get('id', name)}_offered"
        context["widget"]["attrs"] |= {"list": list_id, "autocomplete": "off"}
        return context | {"offered": self.offered, "list_id": list_id}
