"""The Fit Card as a task list, and its sections one a screen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import drafts
from accounts.drafts import opened
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.dossier import FitCardPart
from partnerships.forms.fit_cards import SECTION_FORMS
from partnerships.models import FitCard, Partnership
from partnerships.rules.fit_cards import FIELDS, ROWS, Section, SectionStatus, section_status
from partnerships.selectors.dossier import fit_card_part
from partnerships.sentences import BOOK, SECTION_LABELS
from partnerships.views.card_rows import ROWS_OF
from partnerships.views.conditions import ROW_LABELS, section_conditions
from partnerships.views.rows import row_list

#: What the task list calls each status.
TASK_STATUS = {
    SectionStatus.NOT_STARTED: "empty",
    SectionStatus.IN_PROGRESS: "started",
    SectionStatus.COMPLETE: "complete",
}


@dataclass(frozen=True, slots=True)
class Task:
    """One section in the task list and, below it, as it reads."""

    section: Section
    title: str | Promise
    hint: str | Promise
    status: str
    href: str
    texts: list[tuple[str, str]]
    rows_title: str | Promise
    rows: tuple[object, ...]
    row_template: str


def fit_card_detail(request: MemberRequest, pk: int) -> HttpResponse:
    card = access.fit_card_for_read(request.actor, pk)
    may_write = access.may_write(request.actor)
    tasks = tasks_of(card.partnership, fit_card_part(card), may_write=may_write)
    context = {
        "partnership": card.partnership,
        "tasks": tasks,
        "complete": sum(task.status == "complete" for task in tasks),
        "may_write": may_write,
    }
    return render_page(request, "partnerships/fit_card_detail.html", context)


def fit_card_section_edit(request: MemberRequest, pk: int, section: str) -> HttpResponse:
    card = access.fit_card_for_update(request.actor, pk)
    asked = _section(section)
    form = opened(request, SECTION_FORMS[asked], key=f"fit_card:{pk}:{asked}", row=card)
    if form.is_valid():
        with form.catching():
            fit_card_section_update(
                by=request.actor, fit_card=card, version=form.seen_version, **form.values
            )
            messages.success(request, _("“%s” is saved.") % SECTION_LABELS[asked])
            _say_what_is_left(request, card, asked)
            return see_other(request, href("partnerships:fit_card_detail", pk))
    context = {
        "form": form,
        "section": asked,
        "title": SECTION_LABELS[asked],
        "neighbours": _neighbours(pk, asked),
        **_around(request, card, asked),
    }
    return render_page(
        request, "partnerships/fit_card_section_edit.html", context, status=form.status
    )


def _say_what_is_left(request: MemberRequest, card: FitCard, section: Section) -> None:
    """A row that was typed beside the section is not saved with it: say so, it is a draft."""
    if section in ROWS_OF:
        rows = ROWS_OF[section](card.partnership)
        if drafts.are_kept(by=request.actor, keys=rows.draft_keys()):
            messages.warning(request, str(rows.form.left_open))


def tasks_of(partnership: Partnership, card: FitCardPart, *, may_write: bool) -> list[Task]:
    """The card's sections. For readers a title leads to the section as it reads. No query."""
    return [_task(partnership, card, section, may_write) for section in Section]


def _task(partnership: Partnership, card: FitCardPart, section: Section, may_write: bool) -> Task:
    edit = href("partnerships:fit_card_section_edit", partnership.pk, section)
    page = href("partnerships:fit_card_detail", partnership.pk)
    rows = ROWS.get(section, "")
    return Task(
        section=section,
        title=SECTION_LABELS[section],
        hint=SECTION_FORMS[section].question,
        status=TASK_STATUS[section_status(card, section)],
        href=edit if may_write else f"{page}#{section}",
        texts=[(_label(name), said(getattr(card, name))) for name in FIELDS[section]],
        rows_title=ROW_LABELS[rows] if rows else "",
        rows=getattr(card, rows) if rows else (),
        row_template=f"partnerships/rows/{ROWS_OF[section].actions.noun}.html" if rows else "",
    )


def said(value: Any) -> str:
    """What was said in a field, in words; "" while nobody has."""
    if isinstance(value, Enum):
        return str(BOOK.label(value))
    if isinstance(value, int | Decimal):
        return number_format(value, use_l10n=True, force_grouping=True)
    return value or ""


def _label(name: str) -> str:
    return capfirst(str(FitCard._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError:
        raise Http404 from None


def _around(request: MemberRequest, card: FitCard, section: Section) -> dict[str, object]:
    """The section's rows if it has any, and what stands in its margin."""
    if section in ROWS_OF:
        rows = ROWS_OF[section](card.partnership)
        return {"row_list": row_list(request, rows), **rows.around()}
    conditions = section_conditions(fit_card_part(card), section)
    return {"partnership": card.partnership, "conditions": conditions}


_PREVIOUS, _NEXT = gettext_lazy("Previous section"), gettext_lazy("Next section")


def _neighbours(pk: int, section: Section) -> list[tuple[str, str | Promise, str | Promise]]:
    """(address, which, title) of the sections before and after."""
    order = list(Section)
    at = order.index(section)
    beside = [(order[at - 1], _PREVIOUS)] if at else []
    beside += [(order[at + 1], _NEXT)] if at + 1 < len(order) else []
    return [
        (href("partnerships:fit_card_section_edit", pk, each), which, SECTION_LABELS[each])
        for each, which in beside
    ]
