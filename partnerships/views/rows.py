"""Rows that are added, changed and removed in place, and on pages of their own without JavaScript.

Whatever hangs in a list beneath one parent shares this: the rows of the Fit Card, the success
criteria of a claim, the uncertainties of a scale step. Each noun says what it is with a `Rows`,
gets its three views by `row_views` and its three addresses by `row_paths`. A `RowList` is the whole
list with at most one form open in it, and is what HTMX swaps.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import URLPattern, path
from django_htmx.http import trigger_client_event

from accounts.drafts import discard_saved, opened
from accounts.once import mark_saved
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions.rows import RowActions
from partnerships.forms.rows import RemoveForm, RowForm

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the list shows it: `part` of the dossier, and where it is changed."""

    part: Any
    id: str
    name: str
    edit_url: str
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowList:
    """A list of rows as it stands, with the form that is open in it, if any.

    `focus` names the row whose form was closed, "new" the form of a new one: the focus goes back.
    `about` is what the rows hang beneath, where a page of one row alone would not say it.
    """

    noun: str
    rows: list[Row]
    words: type[RowForm]
    page: str
    about: str
    add_url: str
    template: str
    list_template: str
    may_write: bool
    heading: str = "h3"
    focus: str = ""
    open_row: str = ""
    removing: bool = False
    form: RowForm | RemoveForm | None = None
    form_url: str = ""

    @property
    def id(self) -> str:
        """The id of the element that HTMX swaps."""
        return f"{self.noun}-rows"

    @property
    def opened(self) -> Row | None:
        """The row whose form is open."""
        return next((row for row in self.rows if row.id == self.open_row), None)


class Rows(ABC):
    """One noun's rows beneath one parent: a partnership's card, a claim, a scale step."""

    actions: ClassVar[RowActions[Any]]
    form: ClassVar[type[RowForm]]
    #: The field by which a row is called.
    named_by: ClassVar[str]
    #: The app whose pages and templates these are.
    app: ClassVar[str] = "partnerships"
    #: What the pages of one row alone extend.
    layout: ClassVar[str] = "layouts/partnership.html"
    #: The element of the list's title, one below what stands above it.
    heading: ClassVar[str] = "h3"
    #: How the rows stand together: one below the other, unless they are set out otherwise.
    list_template: ClassVar[str] = "partnerships/rows/list.html"

    def __init__(self, parent: Any) -> None:
        self.parent = parent

    @classmethod
    def of(cls, row: Any) -> Rows:
        """The rows among which `row` stands."""
        return cls(getattr(row, cls.actions.parent))

    @abstractmethod
    def page(self) -> str:
        """The address of the page on which the rows stand."""

    @abstractmethod
    def read(self) -> Iterable[Any]:
        """The rows as they stand now: parts of the dossier, or whatever has an id."""

    @abstractmethod
    def around(self) -> dict[str, Any]:
        """What the page around the rows shows: the context of its layout and its margin."""

    def about(self) -> str:
        """What they hang beneath, where the layout of a page of one row alone does not name it."""
        return ""

    def asked(self, request: MemberRequest) -> dict[str, Any]:
        """What the address of a new row's form fills in beforehand."""
        return {}

    def form_extras(self, actor: Actor, row: Any = None) -> dict[str, Any]:
        """What the form needs to know, such as what there is to choose from; `row` if it edits."""
        return {}

    @property
    def noun(self) -> str:
        return self.actions.noun

    @property
    def list_id(self) -> str:
        return f"{self.noun}-rows"

    def url(self, verb: str, pk: int | str) -> str:
        return href(f"{self.app}:{self.noun}_{verb}", int(pk))


def row_list(request: MemberRequest, rows: Rows) -> RowList:
    """The rows of a page with no form open in them."""
    return RowList(
        noun=rows.noun,
        rows=[_row(rows, part) for part in rows.read()],
        words=rows.form,
        page=rows.page(),
        about=rows.about(),
        add_url=rows.url("create", rows.parent.pk),
        template=f"{rows.app}/rows/{rows.noun}.html",
        list_template=rows.list_template,
        may_write=access.may_write(request.actor),
        heading=rows.heading,
        focus=request.GET.get(rows.noun, ""),
    )


def _row(rows: Rows, part: Any) -> Row:
    return Row(
        part=part,
        id=str(part.id),
        name=str(getattr(part, rows.named_by)),
        edit_url=rows.url("edit", part.id),
        remove_url=rows.url("remove", part.id),
    )


def row_views(
    kind: type[Rows],
    parent_for_update: Callable[[Actor, int], Any],
    row_for_update: Callable[[Actor, int], Any],
) -> tuple[View, View, View]:
    """The pages that add, change and remove a row of this kind.

    The two functions load and authorise: they raise Http404 or PermissionDenied.
    """

    def create(request: MemberRequest, pk: int) -> HttpResponse:
        return _create(request, kind(parent_for_update(request.actor, pk)))

    def edit(request: MemberRequest, pk: int) -> HttpResponse:
        row = row_for_update(request.actor, pk)
        return _edit(request, kind.of(row), row)

    def remove(request: MemberRequest, pk: int) -> HttpResponse:
        row = row_for_update(request.actor, pk)
        return _remove(request, kind.of(row), row)

    return create, edit, remove


def row_paths(
    above: str, plural: str, noun: str, views: tuple[View, View, View]
) -> list[URLPattern]:
    """The addresses of `row_views`: the new row's below its parent, `above` ending in its id."""
    create, edit, remove = views
    return [
        path(f"{above}/{plural}/new/", create, name=f"{noun}_create"),
        path(f"{plural}/<int:pk>/edit/", edit, name=f"{noun}_edit"),
        path(f"{plural}/<int:pk>/remove/", remove, name=f"{noun}_remove"),
    ]


def _create(request: MemberRequest, rows: Rows) -> HttpResponse:
    """The form of a new row; saving it leads back to the list."""
    key = f"{rows.noun}:new:{rows.parent.pk}"
    extras = rows.form_extras(request.actor)
    form = opened(request, rows.form, key=key, initial=rows.asked(request), **extras)
    if form.is_valid():
        with form.catching():
            parent = {rows.actions.parent: rows.parent}
            row = rows.actions.create(by=request.actor, **parent, **form.values)
            return _saved(request, rows, str(row.pk))
    url = rows.url("create", rows.parent.pk)
    return _form(request, rows, "create", form=form, open_row="new", form_url=url)


def _edit(request: MemberRequest, rows: Rows, row: Any) -> HttpResponse:
    """The form of a row that is there."""
    key = f"{rows.noun}:{row.pk}"
    form = opened(request, rows.form, key=key, row=row, **rows.form_extras(request.actor, row))
    if form.is_valid():
        with form.catching():
            changed = {rows.noun: row, "version": form.seen_version, **form.values}
            rows.actions.update(by=request.actor, **changed)
            return _saved(request, rows, str(row.pk))
    url = rows.url("edit", row.pk)
    return _form(request, rows, "edit", form=form, open_row=str(row.pk), form_url=url)


def _remove(request: MemberRequest, rows: Rows, row: Any) -> HttpResponse:
    """The question whether a row is to go; the answer is posted."""
    posted = request.POST if request.method == "POST" else None
    form = RemoveForm(posted, row=row)
    if form.is_valid():
        with form.catching():
            going = {rows.noun: row, "version": form.seen_version}
            rows.actions.delete(by=request.actor, **going)
            return _saved(request, rows, "")
    shown = {"open_row": str(row.pk), "removing": True, "form_url": rows.url("remove", row.pk)}
    return _form(request, rows, "remove", form=form, **shown)


def _form(
    request: MemberRequest, rows: Rows, verb: str, *, form: RowForm | RemoveForm, **shown: Any
) -> HttpResponse:
    if _in_place(request, rows):
        form.auto_id = f"{rows.noun}_%s"  # the page around it has a form of its own
        for first in form.visible_fields()[: 0 if form.is_bound else 1]:
            first.field.widget.attrs["autofocus"] = True
    listed = replace(row_list(request, rows), form=form, **shown)
    context = {"row_list": listed, "form": form, "layout": rows.layout, **rows.around()}
    template = "partnerships/rows/update.html" if _in_place(request, rows) else _page_of(verb)
    return render_page(request, template, context, status=form.status)


def _page_of(verb: str) -> str:
    return f"partnerships/row_{verb}.html"


def _saved(request: MemberRequest, rows: Rows, pk: str) -> HttpResponse:
    if not _in_place(request, rows):
        return see_other(request, f"{rows.page()}#{rows.list_id}")
    discard_saved(request, request.actor)
    mark_saved(request, f"{rows.page()}#{rows.list_id}")
    context = {"row_list": replace(row_list(request, rows), focus=pk), **rows.around()}
    response = render_page(request, "partnerships/rows/update.html", context)
    return trigger_client_event(response, "saved")  # for what else speaks of the rows


def _in_place(request: MemberRequest, rows: Rows) -> bool:
    return bool(request.htmx) and request.htmx.target == rows.list_id
