"""Scale steps: the register, one step with its uncertainties and options, forms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.actors import Actor
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions import scale_steps as actions
from partnerships.forms.rows import RemoveForm
from partnerships.forms.scale_steps import OptionForm, ScaleStepForm, UncertaintyForm
from partnerships.models import Option
from partnerships.selectors import scale_steps as selectors
from partnerships.selectors.partnerships import partnerships_called
from partnerships.views.rows import Rows, row_list, row_views


def scale_step_list(request: MemberRequest) -> HttpResponse:
    search = request.GET.get("q", "")
    page = selectors.step_page(
        access.scale_steps_for_read(request.actor), search=search, after=request.GET.get("after")
    )
    context = {
        "page": page,
        "search": search,
        "is_empty": not (page.rows or search or request.GET.get("after")),
        "may_write": access.may_write(request.actor),
    }
    return render_page(request, "partnerships/scale_step_list.html", context)


def scale_step_detail(request: MemberRequest, pk: int) -> HttpResponse:
    step = access.scale_step_for_read(request.actor, pk)
    context = {
        "scale_step": step,
        "uncertainties": row_list(request, Uncertainties(step)),
        "options": row_list(request, Options(step)),
        "claims": selectors.claims_about(step),
        "may_write": access.may_write(request.actor),
    }
    return render_page(request, "partnerships/scale_step_detail.html", context)


def scale_step_create(request: MemberRequest) -> HttpResponse:
    access.require_contributor(request.actor)
    form = opened(request, ScaleStepForm, key="scale_step:new")
    if form.is_valid():
        with form.catching():
            step = actions.scale_step_create(by=request.actor, **form.values)
            messages.success(request, _("The step is saved. Now say what you do not know yet."))
            return see_other(request, href("partnerships:scale_step_detail", step.pk))
    return render_page(
        request, "partnerships/scale_step_create.html", {"form": form}, status=form.status
    )


def scale_step_edit(request: MemberRequest, pk: int) -> HttpResponse:
    step = access.scale_step_for_update(request.actor, pk)
    form = opened(request, ScaleStepForm, key=f"scale_step:{pk}", row=step)
    if form.is_valid():
        with form.catching():
            actions.scale_step_update(
                by=request.actor, scale_step=step, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("partnerships:scale_step_detail", pk))
    context = {"form": form, "scale_step": step}
    return render_page(request, "partnerships/scale_step_edit.html", context, status=form.status)


def scale_step_remove(request: MemberRequest, pk: int) -> HttpResponse:
    step = access.scale_step_for_update(request.actor, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None, row=step)
    if form.is_valid():
        with form.catching():
            actions.scale_step_delete(by=request.actor, scale_step=step, version=form.seen_version)
            messages.success(request, _("The step is removed. Its history stays."))
            return see_other(request, href("partnerships:scale_step_list"))
    context = {"form": form, "scale_step": step}
    return render_page(request, "partnerships/scale_step_remove.html", context, status=form.status)


class StepRows(Rows):
    """Rows beneath a scale step."""

    layout = "layouts/scale_step.html"

    def page(self) -> str:
        return href("partnerships:scale_step_detail", self.parent.pk)

    def around(self) -> dict[str, Any]:
        return {"scale_step": self.parent}


class Uncertainties(StepRows):
    """What is not known about a step."""

    actions = actions.UNCERTAINTIES
    form = UncertaintyForm
    named_by = "statement"

    def read(self) -> Iterable[Any]:
        return self.parent.uncertainties.all()


class Options(StepRows):
    """The ways to take a step, side by side."""

    actions = actions.OPTIONS
    form = OptionForm
    named_by = "called"
    list_template = "partnerships/rows/options.html"

    def read(self) -> Iterable[Option]:
        return selectors.options_of(self.parent)

    def form_extras(self, actor: Actor, row: Any = None) -> dict[str, Any]:
        among = selectors.partnerships_to_choose(access.partnerships_for_read(actor), row)
        return {
            "find": partial(partnerships_called, among),
            "options_url": href("partnerships:partnership_list"),
        }


UNCERTAINTY = row_views(Uncertainties, access.scale_step_for_update, access.uncertainty_for_update)
OPTION = row_views(Options, access.scale_step_for_update, access.option_for_update)
