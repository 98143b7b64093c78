"""Dependency depth and reversibility: declared, implied by facts, and which holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.drafts import opened
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions.dependency import dependency_declare
from partnerships.forms.dependency import DependencyForm
from partnerships.models import Partnership
from partnerships.rules.dependency import Dependency, Judged, Reason
from partnerships.selectors.dependency import dependency_now
from partnerships.sentences import BOOK


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """One fact, what it raises to, and where it can be changed."""

    text: str
    raises_to: str | Promise
    href: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two as the page shows it: what was declared, what the facts imply, what holds."""

    title: str | Promise
    declared: str | Promise
    declared_reason: str
    implied: str | Promise
    reasons: list[ReasonShown]
    holds: str | Promise
    raised: bool


def partnership_dependency(request: MemberRequest, pk: int) -> HttpResponse:
    """Everybody reads; contributors declare."""
    if request.method == "POST":
        partnership = access.partnership_for_update(request.actor, pk)
    else:
        partnership = access.partnership_for_read(request.actor, pk)
    may_write = access.may_write(request.actor)
    form = _form(request, partnership) if may_write else None
    if form is not None and form.is_valid():
        with form.catching():
            dependency_declare(
                by=request.actor, partnership=partnership, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("partnerships:partnership_dependency", pk))
    context = {
        "partnership": partnership,
        "form": form,
        "compared": compared(partnership, dependency_now(partnership), may_write=may_write),
    }
    status = form.status if form is not None else 200
    return render_page(request, "partnerships/partnership_dependency.html", context, status=status)


def _form(request: MemberRequest, partnership: Partnership) -> DependencyForm:
    return opened(request, DependencyForm, key=f"dependency:{partnership.pk}", row=partnership)


_DEPTH, _REVERSIBILITY = gettext_lazy("Dependency depth"), gettext_lazy("Reversibility")


def compared(
    partnership: Partnership, dependency: Dependency, *, may_write: bool
) -> list[Compared]:
    """Depth and reversibility for reading; the reasons lead somewhere for those who write."""
    return [
        _compared(_DEPTH, dependency.depth, partnership.depth_reason, may_write),
        _compared(
            _REVERSIBILITY, dependency.reversibility, partnership.reversibility_reason, may_write
        ),
    ]


def _compared(title: str | Promise, judged: Judged[Any], reason: str, may_write: bool) -> Compared:
    return Compared(
        title=title,
        declared=_label(judged.declared),
        declared_reason=reason,
        implied=_label(judged.implied),
        reasons=[_reason(each, may_write) for each in judged.reasons],
        holds=_label(judged.holds),
        raised=judged.raised,
    )


def _reason(reason: Reason[Any], may_write: bool) -> ReasonShown:
    place = BOOK.place(reason.finding) if may_write else None
    url = place.url if place else None
    return ReasonShown(BOOK.sentence(reason.finding), _label(reason.raises_to), url)


def _label(level: Enum | None) -> str | Promise:
    return BOOK.label(level) if level is not None else ""
