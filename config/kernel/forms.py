"""Forms: shape and wording. What a row may hold is decided by actions and the database."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError, StaleVersion

#: What a text area takes, in characters. Longer belongs into a file.
LONG_TEXT = 20_000


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST is a form with every answer missing, not no form."""
    return request.POST if request.method == "POST" else None


class SeamRenderer(TemplatesSetting):
    """Fields look alike everywhere: label, hint, error, input."""

    field_template_name = "django/forms/field.html"


@dataclass(frozen=True)
class Group:
    """Fields of a form that are asked together, under words that say what about.

    `css` may narrow when they are shown; without styles everything is there.
    """

    fields: tuple[str, ...]
    legend: Any = ""
    css: str = ""


@dataclass(frozen=True)
class Conflict:
    """One field that somebody else changed meanwhile: both texts, side by side."""

    name: str
    label: str
    yours: str
    theirs: str


class LongTextField(forms.CharField):
    """Prose of at most LONG_TEXT characters in a text area."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG_TEXT)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows, "maxlength": False}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """One kind of line end, so that a text that nobody touched is the text that stands."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class DateField(forms.DateField):
    """A date, typed or picked; year first, as every locale's date input sends it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"])
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("Enter a date that exists, year first, such as 2027-03-31.")},
        )
        super().__init__(**kwargs)


class CurrencyField(forms.CharField):
    """Three letters of ISO 4217, in capitals whatever was typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Currency"))
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("help_text", _("Three letters, such as EUR."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).upper()

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (len(value) == 3 and value.isascii() and value.isalpha()):
            raise forms.ValidationError(_("Enter the currency as three letters, such as EUR."))


class SeamForm(forms.Form):
    """The base of every form that writes.

    `version` travels hidden with a form that changes a row, so that a write that saw an older
    row is refused; `conflicts` then holds both texts. `form_key` travels hidden too: what is sent
    twice is written once (accounts.once).
    """

    required_css_class = "required"
    #: Fields that may be left for later and yet are not called optional: a decision asks for them.
    asked_later: Collection[str] = ()
    #: How the fields are set out; without groups they stand one below the other.
    groups: tuple[Group, ...] = ()
    label_suffix = ""
    use_required_attribute = False

    version = forms.IntegerField(
        min_value=1, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, row: models.Model | None = None, **kwargs: Any) -> None:
        self.row = row
        self.conflicts: list[Conflict] = []
        self.draft_key = ""
        self.form_key = uuid.uuid4().hex
        self.draft: Any = None
        if row is not None:
            kwargs["initial"] = self._from_row(row) | dict(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            self._word_errors(name, field)

    def _from_row(self, row: models.Model) -> dict[str, Any]:
        names = [name for name in self.base_fields if hasattr(row, name)]
        values = {name: getattr(row, name) for name in names}
        return {name: getattr(v, "pk", v) for name, v in values.items()}

    def _word_errors(self, name: str, field: forms.Field) -> None:
        if name == "version":
            field.error_messages["invalid"] = _("This page is out of date. Open the form again.")
        if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
            field.error_messages["required"] = _missing(name, field)
        if isinstance(field, forms.CharField) and field.max_length:
            for validator in field.validators:
                if getattr(validator, "code", "") == "max_length":
                    validator.message = _(  # type: ignore[attr-defined]
                        "Shorten this to %(limit_value)d characters; it has %(show_value)d."
                    )

    def clean_version(self) -> int | None:
        """A form that changes a row must say which version of it the person had before them."""
        seen: int | None = self.cleaned_data["version"]
        if seen is None and hasattr(self.row, "version"):
            raise forms.ValidationError(_("This page is out of date. Open the form again."))
        return seen

    @property
    def grouped(self) -> list[tuple[Group, list[forms.BoundField]]]:
        """The groups with their fields as a template shows them."""
        return [(group, [self[name] for name in group.fields]) for group in self.groups]

    @property
    def seen_version(self) -> int | None:
        """The version of the row that the person had before them; None for a new row."""
        seen = self.cleaned_data.get("version")
        return int(seen) if seen else None

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form: 409 stale, 422 invalid, else 200."""
        if self.conflicts:
            return 409
        return 422 if self.is_bound and self.errors else 200

    @contextmanager
    def catching(self) -> Iterator[None]:
        """Turn an action's refusal inside the block into errors of this form."""
        try:
            yield
        except DomainError as refusal:
            self.refuse(refusal)

    def refuse(self, refusal: DomainError) -> None:
        """Show the refusal's sentences at their fields, and both texts if the row moved on."""
        for problem in refusal.problems:
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, forms.ValidationError(str(problem.text)))
        if isinstance(refusal, StaleVersion):
            self._take_over(refusal.current)

    def _take_over(self, current: models.Model) -> None:
        for name, theirs in self._from_row(current).items():
            yours = self[name].value() if name != "version" else None
            if name != "version" and self._shown(name, yours) != self._shown(name, theirs):
                label = str(self.fields[name].label or name)
                self.conflicts.append(
                    Conflict(name, label, self._shown(name, yours), self._shown(name, theirs))
                )
        seen: Any = self.data
        now = seen.copy()
        now[self.add_prefix("version")] = str(getattr(current, "version", ""))
        self.data = now

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        choices = _by_value(getattr(field, "choices", []))
        if isinstance(value, list | tuple):
            return ", ".join(str(choices.get(str(item), item)) for item in value)
        text = "" if value is None else str(value)
        return str(choices.get(text, text)).replace("\r\n", "\n").strip()


def _by_value(choices: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """What each choice is called, those within groups too."""
    found: dict[str, Any] = {}
    for value, label in choices:
        found |= _by_value(label) if isinstance(label, list | tuple) else {str(value): label}
    return found


def _missing(name: str, field: forms.Field) -> Any:
    """What to say of an empty field that has no sentence of its own: what would fill it."""
    if isinstance(field, forms.ChoiceField):
        asked = _("Choose an answer for “{label}”.")
    elif isinstance(field, forms.FileField):
        asked = _("Choose a file for “{label}”.")
    else:
        asked = _("Fill in “{label}”.")
    return format_lazy(asked, label=field.label or name)
