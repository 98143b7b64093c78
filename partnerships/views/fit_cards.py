"""The Fit Card as a task list, and its sections one a screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import drafts
from accounts.drafts import opened
from accounts.templatetags.people import person
from config.kernel.amounts import in_days, in_money
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.actions.incentives import incentives_review as look_again
from partnerships.dossier import FitCardPart, PartnerFactPart, PartnerPart
from partnerships.forms.fit_cards import SECTION_FORMS, IncentivesReviewForm
from partnerships.models import FitCard, Partnership
from partnerships.rules.fit_cards import FIELDS, Section, SectionStatus, section_status
from partnerships.rules.incentives import facts_since_look
from partnerships.selectors.dossier import fit_card_part, partner_part
from partnerships.sentences import BOOK, SECTION_LABELS
from partnerships.views.card_rows import ROWS_OF, CardRows
from partnerships.views.conditions import section_conditions
from partnerships.views.rows import row_list

#: What the task list calls each status.
TASK_STATUS = {
    SectionStatus.NOT_STARTED: "empty",
    SectionStatus.IN_PROGRESS: "started",
    SectionStatus.COMPLETE: "complete",
}


@dataclass(frozen=True, slots=True)
class TaskRows:
    """One list of rows of a section, to be read."""

    title: str | Promise
    rows: tuple[object, ...]
    template: str


@dataclass(frozen=True, slots=True)
class Task:
    """One section in the task list and, below it, as it reads."""

    section: Section
    title: str | Promise
    hint: str | Promise
    status: str
    href: str
    texts: list[tuple[str, str]]
    lists: list[TaskRows]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to read; what was never written stands in the list alone."""
        return any(text for _label, text in self.texts) or any(each.rows for each in self.lists)


def fit_card_detail(request: MemberRequest, pk: int) -> HttpResponse:
    card = access.fit_card_for_read(request.actor, pk)
    may_write = access.may_write(request.actor)
    tasks = tasks_of(card.partnership, fit_card_part(card.partnership), may_write=may_write)
    complete = sum(task.status == "complete" for task in tasks)
    context = {
        "partnership": card.partnership,
        "tasks": tasks,
        "complete": complete,
        "lacks_claim": may_write and complete == len(tasks) and _lacks_claim(card),
        "may_write": may_write,
    }
    return render_page(request, "partnerships/fit_card_detail.html", context)


def _lacks_claim(card: FitCard) -> bool:
    return not card.partnership.claims.exists()


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
            return see_other(request, _after(request, pk, asked))
    context = {
        "form": form,
        "section": asked,
        "has_next": asked != list(Section)[-1],
        "title": SECTION_LABELS[asked],
        "neighbours": _neighbours(pk, asked),
        **_around(request, card, asked),
    }
    return render_page(
        request, "partnerships/fit_card_section_edit.html", context, status=form.status
    )


def incentives_review(request: MemberRequest, pk: int) -> HttpResponse:
    """Another look at the conflict risks, after something about the partner changed."""
    card = access.fit_card_for_update(request.actor, pk)
    form = opened(
        request,
        IncentivesReviewForm,
        key=f"incentives:{pk}",
        row=card,
        initial={"incentives_seen": ""},
    )
    if form.is_valid():
        with form.catching():
            look_again(by=request.actor, fit_card=card, version=form.seen_version, **form.values)
            messages.success(request, _("It is noted that you looked, and what you saw."))
            return see_other(
                request, href("partnerships:fit_card_section_edit", pk, Section.INCENTIVES)
            )
    part, partner = _parts(card)
    context = {
        "form": form,
        "partnership": card.partnership,
        "facts": facts_since_look(part, partner),
        "card": part,
        "conditions": section_conditions(part, Section.INCENTIVES, partner),
    }
    return render_page(request, "partnerships/incentives_review.html", context, status=form.status)


def _say_what_is_left(request: MemberRequest, card: FitCard, section: Section) -> None:
    """A row that was typed beside the section is not saved with it: say so, it is a draft."""
    for kind in ROWS_OF.get(section, ()):
        rows = kind(card.partnership)
        if drafts.are_kept(by=request.actor, keys=rows.draft_keys()):
            messages.warning(request, str(rows.form.left_open))


def tasks_of(partnership: Partnership, card: FitCardPart, *, may_write: bool) -> list[Task]:
    """The card's sections. For readers a title leads to the section as it reads. No query."""
    return [_task(partnership, card, section, may_write) for section in Section]


def _task(partnership: Partnership, card: FitCardPart, section: Section, may_write: bool) -> Task:
    edit = href("partnerships:fit_card_section_edit", partnership.pk, section)
    page = href("partnerships:fit_card_detail", partnership.pk)
    task = Task(
        section=section,
        title=SECTION_LABELS[section],
        hint=SECTION_FORMS[section].question,
        status=TASK_STATUS[section_status(card, section)],
        href=edit if may_write else f"{page}#{section}",
        texts=list(_texts(card, section)),
        lists=[_task_rows(card, rows) for rows in ROWS_OF.get(section, ())],
    )
    return task if may_write or task.says_something else replace(task, href="")


def _task_rows(card: FitCardPart, rows: type[CardRows]) -> TaskRows:
    template = f"partnerships/rows/{rows.actions.noun}.html"
    return TaskRows(rows.form.title, getattr(card, rows.column), template)


def _texts(card: FitCardPart, section: Section) -> Iterator[tuple[str, str]]:
    """What each field of a section says, under its label. An amount stands with its currency."""
    for name in FIELDS[section]:
        if name != "exit_currency":
            yield _label(name), said(card, name)
    if section is Section.INCENTIVES and card.incentives_looked_at is not None:
        yield _("Looked at again"), _looked(card, card.incentives_looked_at)


def said(card: FitCardPart, name: str) -> str:
    """What was said in a field, in words; "" while nobody has."""
    value: Any = getattr(card, name)
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(BOOK.label(value))
    if name == "exit_days":
        return in_days(value)
    return in_money(value, card.exit_currency) if name == "exit_cost" else str(value)


def _looked(card: FitCardPart, moment: datetime) -> str:
    seen = {
        "date": date_format(timezone.localtime(moment), "DATE_FORMAT"),
        "name": person(card.incentives_looked_by_id),
        "seen": card.incentives_seen,
    }
    return _("%(date)s, %(name)s: %(seen)s") % seen


def _label(name: str) -> str:
    return capfirst(str(FitCard._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def _section(name: str) -> Section:
    try:
        return Section(name)
    except ValueError:
        raise Http404 from None


def _around(request: MemberRequest, card: FitCard, section: Section) -> dict[str, object]:
    """The section's rows if it has any, what stands in its margin, and a notice above it."""
    part, partner = _parts(card)
    wanted = section is Section.INCENTIVES
    return {
        "partnership": card.partnership,
        "row_lists": [
            row_list(request, kind(card.partnership)) for kind in ROWS_OF.get(section, ())
        ],
        "conditions": section_conditions(part, section, partner),
        "look": _look(card, facts_since_look(part, partner)) if wanted else None,
    }


def _parts(card: FitCard) -> tuple[FitCardPart, PartnerPart]:
    return fit_card_part(card.partnership), partner_part(card.partnership.partner)


def _look(card: FitCard, facts: tuple[PartnerFactPart, ...]) -> dict[str, object] | None:
    """The facts that ask for another look, and the form that answers; None when there are none.

    The form has a page of its own, where its draft comes back.
    """
    if not facts:
        return None
    form = IncentivesReviewForm(row=card, auto_id="look_%s", initial={"incentives_seen": ""})
    form.draft_key = f"incentives:{card.partnership_id}"
    return {"facts": facts, "form": form}


_PREVIOUS, _NEXT = gettext_lazy("Previous section"), gettext_lazy("Next section")


def _after(request: MemberRequest, pk: int, section: Section) -> str:
    """The list of sections, or the section after this one for who goes on."""
    later = list(Section)[list(Section).index(section) + 1 :]
    if later and "onward" in request.POST:
        return href("partnerships:fit_card_section_edit", pk, later[0])
    return href("partnerships:fit_card_detail", pk)


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
