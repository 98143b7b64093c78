"""What every form says of itself."""

from __future__ import annotations

from django import forms

from config.kernel.forms import SeamForm


class SampleForm(SeamForm):
    name = forms.CharField(label="Name")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    why = forms.CharField(label="Why", error_messages={"required": "Say why."})


def test_an_empty_field_says_what_would_fill_it() -> None:
    form = SampleForm({"name": " "})
    assert form.errors == {
        "name": ["Fill in “Name”."],
        "kind": ["Choose an answer for “Kind”."],
        "why": ["Say why."],
    }
    assert form.status == 422
