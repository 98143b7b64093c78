"""The outside organisations: list, page, form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions import partners as actions
from partnerships.actions.partner_facts import PARTNER_FACTS
from partnerships.forms.partners import PartnerForm
from partnerships.forms.rows import PartnerFactForm
from partnerships.selectors import partners as selectors
from partnerships.selectors.dossier import partner_part
from partnerships.views.rows import Rows, row_list, row_views

#: How many artifacts the page of a partner names; the Evidence Log names all.
ARTIFACTS_SHOWN = 10


def partner_list(request: MemberRequest) -> HttpResponse:
    # A form that offers partners while one types sends the name under its own field's name.
    search = request.GET.get("q") or request.GET.get("partner", "")
    page = selectors.partner_page(
        access.partners_for_read(request.actor), search=search, after=request.GET.get("after")
    )
    context = {
        "page": page,
        "search": search,
        "is_empty": not (page.rows or search or request.GET.get("after")),
        "may_write": access.may_write(request.actor),
    }
    return render_page(request, "partnerships/partner_list.html", context)


def partner_detail(request: MemberRequest, pk: int) -> HttpResponse:
    partner = access.partner_for_read(request.actor, pk)
    artifacts = selectors.latest_artifacts(partner, ARTIFACTS_SHOWN + 1)
    context = {
        "partner": partner,
        "partnerships": selectors.partnerships_of(partner),
        "row_list": row_list(request, PartnerFacts(partner)),
        "artifacts": artifacts[:ARTIFACTS_SHOWN],
        "more_artifacts": len(artifacts) > ARTIFACTS_SHOWN,
        "may_write": access.may_write(request.actor),
    }
    return render_page(request, "partnerships/partner_detail.html", context)


def partner_create(request: MemberRequest) -> HttpResponse:
    access.require_contributor(request.actor)
    form = opened(request, PartnerForm, key="partner:new")
    if form.is_valid():
        with form.catching():
            partner = actions.partner_create(by=request.actor, **form.values)
            messages.success(request, _("The partner is in the register."))
            return see_other(request, href("partnerships:partner_detail", partner.pk))
    return render_page(
        request, "partnerships/partner_create.html", {"form": form}, status=form.status
    )


def partner_edit(request: MemberRequest, pk: int) -> HttpResponse:
    partner = access.partner_for_update(request.actor, pk)
    form = opened(request, PartnerForm, key=f"partner:{pk}", row=partner)
    if form.is_valid():
        with form.catching():
            actions.partner_update(
                by=request.actor, partner=partner, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("partnerships:partner_detail", partner.pk))
    context = {"form": form, "partner": partner}
    return render_page(request, "partnerships/partner_edit.html", context, status=form.status)


class PartnerFacts(Rows):
    """What is known to have changed about a partner."""

    actions = PARTNER_FACTS
    form = PartnerFactForm
    named_by = "statement"
    layout = "layouts/partner.html"
    heading = "h2"

    def page(self) -> str:
        return href("partnerships:partner_detail", self.parent.pk)

    def read(self) -> Iterable[Any]:
        return partner_part(self.parent).facts

    def around(self) -> dict[str, Any]:
        return {"partner": self.parent}


PARTNER_FACT = row_views(PartnerFacts, access.partner_for_update, access.partner_fact_for_update)
