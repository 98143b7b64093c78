"""The register of partnerships: list, page, forms."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel import clock
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions import partnerships as actions
from partnerships.actions.positions import positions_refresh
from partnerships.forms.partnerships import PartnershipCreateForm, PartnershipForm
from partnerships.models import Standing
from partnerships.selectors import partnerships as selectors
from partnerships.selectors.overview import partnership_overview
from partnerships.selectors.partners import partner_called, partner_page
from partnerships.views.dependency import compared
from partnerships.views.fit_cards import tasks_of
from partnerships.views.next_steps import next_steps

#: What the register can be narrowed and ordered by, as the address names it.
FILTERS = ("standing", "attention", "bar", "blocked_by", "signal", "sort")


def partnership_list(request: MemberRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    # A form that offers partnerships while one types sends the name under its own field's name.
    search = request.GET.get("q") or request.GET.get("partnership", "")
    waiting = positions_refresh(request.actor.workspace_id, clock.today())
    page = selectors.register_page(
        access.partnerships_for_read(request.actor),
        search=search,
        after=request.GET.get("after"),
        today=clock.today(),
        **asked,
    )
    context = asked | {
        "page": page,
        "search": search,
        "is_empty": not (page.rows or search or any(asked.values()) or request.GET.get("after")),
        "narrows": bool(search or any(asked[name] for name in FILTERS if name != "sort")),
        "waiting": waiting,
        "standings": Standing.choices,
        "may_write": access.may_write(request.actor),
    }
    return render_page(request, "partnerships/partnership_list.html", context)


def partnership_detail(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for_read(request.actor, pk)
    may_write = access.may_write(request.actor)
    positions_refresh(partnership.workspace_id, clock.today(), only=[pk])
    overview = partnership_overview(partnership)
    context = {
        "partnership": partnership,
        "overview": overview,
        "tasks": tasks_of(partnership, overview.parts.fit_card, may_write=may_write),
        "steps": next_steps(partnership, overview, may_write=may_write),
        "compared": compared(partnership, overview.dependency, may_write=may_write),
        "may_write": may_write,
    }
    return render_page(request, "partnerships/partnership_detail.html", context)


def partnership_create(request: MemberRequest) -> HttpResponse:
    access.require_contributor(request.actor)
    partners = access.partners_for_read(request.actor)
    form = opened(
        request,
        PartnershipCreateForm,
        key="partnership:new",
        options_url=href("partnerships:partner_list"),
        initial={"partner": request.GET.get("with", "")},
    )
    if form.is_valid():
        with form.catching():
            values = form.values
            partner = partner_called(partners, name := values.pop("partner"))
            partnership = actions.partnership_create(
                by=request.actor, partner=partner, new_partner="" if partner else name, **values
            )
            messages.success(request, _("The partnership is in the register, as a candidate."))
            return see_other(request, href("partnerships:partnership_detail", partnership.pk))
    context = {"form": form, "page": partner_page(partners)}
    return render_page(request, "partnerships/partnership_create.html", context, status=form.status)


def partnership_edit(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for_update(request.actor, pk)
    form = opened(request, PartnershipForm, key=f"partnership:{pk}", row=partnership)
    if form.is_valid():
        with form.catching():
            actions.partnership_update(
                by=request.actor, partnership=partnership, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("partnerships:partnership_detail", pk))
    context = {"form": form, "partnership": partnership}
    return render_page(request, "partnerships/partnership_edit.html", context, status=form.status)
