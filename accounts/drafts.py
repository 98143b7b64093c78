"""Forms that survive a closed browser.

A view opens its form with `opened(request, Form, key=…)`. While the person types, the page saves
a draft under that key; when they come back the form offers it; when the form is saved, it goes.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import once
from accounts.models import Draft
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.forms import SeamForm
from config.kernel.requests import MemberRequest

F = TypeVar("F", bound=SeamForm)

#: The name under which a form posts its own key, so that saving it deletes the draft.
KEY_FIELD = "draft_key"

#: Names that are never kept: secrets, and what belongs to the page rather than to the text. The
#: version is kept: a text that comes back after somebody else wrote must not run over theirs.
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "password", KEY_FIELD, once.KEY_FIELD})

#: What one draft may hold, in characters over all fields.
LARGEST = 200_000

#: How many drafts one person has in a workspace; the oldest give way.
MOST = 200

#: What a key may be, in characters.
LONGEST_KEY = 120


def opened(request: MemberRequest, form_class: type[F], *, key: str, **kwargs: Any) -> F:
    """The form as this request finds it: filled from the POST, from the draft, or fresh.

    `key` names the form and its object, such as `partner:12`. `?draft=restore` fills in the
    draft; otherwise `form.draft` offers it. One query on a GET, none on a POST.
    """
    if request.method == "POST":
        form = form_class(request.POST, request.FILES or None, **kwargs)
        form.draft_key = key
        return form
    draft = _drafts_of(request.actor).filter(key=key).first()
    restored = draft is not None and request.GET.get("draft") == "restore"
    if draft is not None and restored:
        typed = _unticked(form_class) | draft.fields
        kwargs["initial"] = dict(kwargs.get("initial") or {}) | typed
    form = form_class(**kwargs)
    form.draft_key, form.draft = key, None if restored else draft
    return form


def _unticked(form_class: type[SeamForm]) -> dict[str, Any]:
    """What a browser says of boxes that nobody ticked: nothing. The row's own would come back."""
    boxes = {
        name: field
        for name, field in form_class.base_fields.items()
        if isinstance(field, forms.BooleanField | forms.MultipleChoiceField)
    }
    return {n: False if isinstance(f, forms.BooleanField) else [] for n, f in boxes.items()}


def size(fields: dict[str, Any]) -> int:
    """How many characters a draft of `fields` holds."""
    return sum(len(name) + len(str(value)) for name, value in fields.items())


def keep(*, by: Actor, key: str, fields: dict[str, Any]) -> Draft:
    """Keep what was typed so far; a later draft of the same form replaces it."""
    named = {_storable(name): _storable(value) for name, value in fields.items()}
    kept = {name: value for name, value in named.items() if name not in NEVER_KEPT}
    draft, new = Draft.objects.update_or_create(
        workspace_id=by.workspace_id,
        user_id=_person(by),
        key=key[:LONGEST_KEY],
        defaults={"fields": kept, "saved_at": clock.now()},
    )
    if new:
        _forget_oldest(by)
    return draft


def _storable(value: Any) -> Any:
    """Without NUL bytes, which PostgreSQL cannot hold in a text; the form says so on saving."""
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return str(value).replace("\x00", "")


def _forget_oldest(by: Actor) -> None:
    kept = _drafts_of(by).order_by("-saved_at", "-id").values_list("id", flat=True)[:MOST]
    _drafts_of(by).exclude(id__in=list(kept)).delete()


def _drafts_of(actor: Actor) -> QuerySet[Draft]:
    return Draft.objects.filter(workspace_id=actor.workspace_id, user_id=_person(actor))


def _person(actor: Actor) -> int:
    if actor.user_id is None:
        raise ValueError("the system types nothing")
    return actor.user_id


def are_kept(*, by: Actor, keys: Collection[str]) -> bool:
    """Whether this person has a draft under any of the keys. One query."""
    return _drafts_of(by).filter(key__in=keys).exists()


def discard(*, by: Actor, key: str) -> None:
    """Forget the draft of a form."""
    _drafts_of(by).filter(key=key[:LONGEST_KEY]).delete()


def discard_saved(request: HttpRequest, actor: Actor) -> None:
    """After a form was saved: its draft is said, so it goes. The form names its own key."""
    key = request.POST.get(KEY_FIELD)
    if key and "\x00" not in key:
        discard(by=actor, key=key)
