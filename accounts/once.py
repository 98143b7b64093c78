"""A form that is sent twice writes once: a second click, a reload, a connection that hung.

A page gives each form a key of its own. The first time the form is saved, the key is kept with the
address that the person was sent on to; whoever sends the same again is sent there too. A form that
was changed in between is another form. Two at the same moment wait for each other.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts.models import SentForm
from config.kernel import clock
from config.kernel.pages import see_other

#: The name under which a form posts its key.
KEY_FIELD = "form_key"

_KEY = re.compile(r"[0-9a-f]{32}")

#: Names that differ between two sendings of the same.
NOT_SAID = frozenset({"csrfmiddlewaretoken"})

#: How long a key is kept: nobody sends a form again after that by mistake.
KEPT_FOR = timedelta(days=1)


def once(request: HttpRequest, respond: Callable[[], HttpResponse]) -> HttpResponse:
    """What `respond` answers; where the same form was saved before, the way to what was saved."""
    if not has_key(request):
        return respond()
    user: Any = request.user
    with transaction.atomic():
        sent, is_new = SentForm.objects.get_or_create(
            user_id=user.pk, digest=_digest(request), defaults={"sent_at": clock.now()}
        )
        if not is_new:
            return see_other(request, sent.saved_at_address)
        response = respond()
        _keep(sent, saved_at_address(request, response))
    return response


def has_key(request: HttpRequest) -> bool:
    """Whether a signed-in person sends a form that carries a key."""
    if request.method != "POST" or not request.user.is_authenticated:
        return False
    return _KEY.fullmatch(request.POST.get(KEY_FIELD, "")) is not None


def mark_saved(request: HttpRequest, address: str) -> None:
    """Say that a form was saved whose answer sends nobody on: what was saved is at `address`."""
    request.saved_at_address = address  # type: ignore[attr-defined]


def saved_at_address(request: HttpRequest, response: HttpResponse) -> str:
    """Where what was saved is to be read; "" if nothing was. A write that went through sends the
    person on, by redirect or by HTMX.
    """
    if response.status_code == 303:
        return str(response["Location"])
    marked = getattr(request, "saved_at_address", "")
    return str(response.headers.get("HX-Redirect", marked))


def _keep(sent: SentForm, address: str) -> None:
    if not address:
        sent.delete()
        return
    sent.saved_at_address = address
    sent.save(update_fields=["saved_at_address"])
    own = SentForm.objects.filter(user_id=sent.user_id)
    own.filter(sent_at__lt=clock.now() - KEPT_FOR).delete()


def _digest(request: HttpRequest) -> str:
    """SHA-256 over everything that was sent, files by what is known without reading them."""
    said = [request.path, *sorted(_said(request))]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _said(request: HttpRequest) -> Iterator[list[str]]:
    for name, values in request.POST.lists():
        if name not in NOT_SAID:
            yield [name, *values]
    for name, files in request.FILES.lists():
        yield [name, *[f"{file.name} {file.size}" for file in files]]
