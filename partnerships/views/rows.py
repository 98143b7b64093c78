"""Rows that are added, changed and removed in place, and on pages of their own without JavaScript.

Four nouns share this: conflict risks, integration points, exit steps and success criteria. Each
says what it is with a `Rows`; the fragment `rows` of its three templates holds the whole list with
at most one form open in it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponse

from accounts.drafts import discard_saved, opened
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.forms.rows import RemoveForm, RowForm
from partnerships.models import Partnership

#: The id of the block that HTMX swaps, and the name of the fragment that fills it.
BLOCK = "rows"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the list shows it: `part` of the dossier, and where it is changed."""

    part: Any
    id: str
    name: str
    edit_url: str
    remove_url: str


class Rows(ABC):
    """One noun's rows beneath one parent: a partnership's card, or a claim."""

    noun: ClassVar[str]
    form: ClassVar[type[RowForm]]
    #: The field by which a row is called.
    named_by: ClassVar[str]

    @abstractmethod
    def partnership(self) -> Partnership:
        """Whose pages these are."""

    @abstractmethod
    def page(self) -> str:
        """The address of the page on which the rows stand."""

    @abstractmethod
    def parent_id(self) -> int:
        """What new rows belong to: part of the key of their draft."""

    @abstractmethod
    def read(self) -> tuple[Iterable[Any], dict[str, Any]]:
        """The rows as they stand now, and what else the block shows."""

    @abstractmethod
    def create(self, *, by: Actor, **values: Any) -> Any:
        """Write a new row."""

    @abstractmethod
    def update(self, row: Any, *, by: Actor, version: int | None, **values: Any) -> Any:
        """Write a changed row."""

    @abstractmethod
    def delete(self, row: Any, *, by: Actor, version: int | None) -> None:
        """Remove a row."""

    def url(self, verb: str, pk: int | str) -> str:
        return href(f"partnerships:{self.noun}_{verb}", pk)


def block(request: MemberRequest, rows: Rows, **shown: Any) -> dict[str, Any]:
    """The context of the block. `shown` names the form that is open in it, if any.

    `?row=` names the row whose form was closed, "new" the form of a new one: the focus goes back.
    """
    parts, more = rows.read()
    return {
        "partnership": rows.partnership(),
        "rows": [_row(rows, part) for part in parts],
        "rows_form": rows.form,
        "rows_page": rows.page(),
        "rows_css": rows.noun,
        "add_url": rows.url("create", rows.parent_id()),
        "row_template": f"partnerships/rows/{rows.noun}.html",
        "focus_row": request.GET.get("row", ""),
        "may_write": access.may_write(request.actor),
        **more,
        **shown,
    }


def _row(rows: Rows, part: Any) -> Row:
    return Row(
        part=part,
        id=part.id,
        name=getattr(part, rows.named_by),
        edit_url=rows.url("edit", part.id),
        remove_url=rows.url("remove", part.id),
    )


def row_create(request: MemberRequest, rows: Rows) -> HttpResponse:
    """The form of a new row; saving it leads back to the list."""
    form = opened(request, rows.form, key=f"{rows.noun}:new:{rows.parent_id()}")
    if form.is_valid():
        with form.catching():
            row = rows.create(by=request.actor, **form.values)
            return _saved(request, rows, "create", row.pk)
    url = rows.url("create", rows.parent_id())
    return _form(request, rows, "create", form, open_row="new", form_url=url)


def row_edit(request: MemberRequest, rows: Rows, row: Any) -> HttpResponse:
    """The form of a row that is there."""
    form = opened(request, rows.form, key=f"{rows.noun}:{row.pk}", row=row)
    if form.is_valid():
        with form.catching():
            rows.update(row, by=request.actor, version=form.seen_version, **form.values)
            return _saved(request, rows, "edit", row.pk)
    url = rows.url("edit", row.pk)
    return _form(request, rows, "edit", form, open_row=str(row.pk), form_url=url)


def row_remove(request: MemberRequest, rows: Rows, row: Any) -> HttpResponse:
    """The question whether a row is to go; the answer is posted."""
    posted = request.POST if request.method == "POST" else None
    form = RemoveForm(posted, row=row)
    if form.is_valid():
        with form.catching():
            rows.delete(row, by=request.actor, version=form.seen_version)
            return _saved(request, rows, "remove", None)
    url = rows.url("remove", row.pk)
    shown = {"open_row": str(row.pk), "removing": True, "form_url": url}
    return _form(request, rows, "remove", form, **shown)


def _form(
    request: MemberRequest, rows: Rows, verb: str, form: RowForm | RemoveForm, **shown: Any
) -> HttpResponse:
    if _in_place(request):
        form.auto_id = "row_%s"  # the page around it has a form of its own
        for first in form.visible_fields()[: 0 if form.is_bound else 1]:
            first.field.widget.attrs["autofocus"] = True
    context = block(request, rows, row_form=form, form=form, **shown)
    return render_page(request, _template(rows, verb), context, status=form.status)


def _saved(request: MemberRequest, rows: Rows, verb: str, pk: int | None) -> HttpResponse:
    if not _in_place(request):
        return see_other(request, f"{rows.page()}#{BLOCK}")
    discard_saved(request, request.actor)
    context = block(request, rows, focus_row=str(pk) if pk else "")
    return render_page(request, _template(rows, verb), context)


def _template(rows: Rows, verb: str) -> str:
    return f"partnerships/{rows.noun}_{verb}.html"


def _in_place(request: MemberRequest) -> bool:
    return bool(request.htmx) and request.htmx.target == BLOCK
