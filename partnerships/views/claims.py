"""Claims: the sentence that a partnership stands on, and what would bear it out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.drafts import opened
from config.kernel.pages import href, render_page, see_other
from config.kernel.requests import MemberRequest, asked_id
from partnerships import access
from partnerships.actions import claims as actions
from partnerships.actions.criteria import CRITERIA
from partnerships.forms.claims import ClaimForm
from partnerships.forms.rows import CriterionForm, RemoveForm
from partnerships.models import Partnership
from partnerships.selectors.dossier import claim_part, claim_parts
from partnerships.selectors.overview import ClaimProgress, claim_progress
from partnerships.selectors.scale_steps import uncertainties_behind, uncertainties_to_choose
from partnerships.views.conditions import claim_conditions, remarks_on
from partnerships.views.rows import Rows, row_list, row_views


def claim_list(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for_read(request.actor, pk)
    claims = claim_parts(partnership)
    context = {
        "partnership": partnership,
        "claims": claim_progress(claims, uncertainties_behind(claims)),
        "may_write": access.may_write(request.actor),
    }
    return render_page(request, "partnerships/claim_list.html", context)


def claim_create(request: MemberRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for_update(request.actor, pk)
    form = opened(
        request,
        ClaimForm,
        key=f"claim:new:{pk}",
        partner=partnership.partner.name,
        steps=uncertainties_to_choose(access.uncertainties_for_read(request.actor)),
        initial={"about": asked_id(request, "about"), **_of_the_card(partnership)},
    )
    if form.is_valid():
        with form.catching():
            claim = actions.claim_create(by=request.actor, partnership=partnership, **form.values)
            messages.success(
                request, _("The claim is saved. Now say what would show that it holds.")
            )
            return see_other(request, href("partnerships:claim_detail", claim.pk))
    context = {"form": form, "partnership": partnership}
    return render_page(request, "partnerships/claim_create.html", context, status=form.status)


def _of_the_card(partnership: Partnership) -> dict[str, str]:
    """What the Fit Card says already, for the first claim to begin with. Two queries."""
    if partnership.claims.exists():
        return {}
    names = ("capability", "evidence_expected")
    return {name: getattr(partnership.fit_card, name) for name in names}


def claim_detail(request: MemberRequest, pk: int) -> HttpResponse:
    claim = access.claim_for_read(request.actor, pk)
    criteria = Criteria(claim)
    context = {
        "row_list": row_list(request, criteria),
        "may_write": access.may_write(request.actor),
        **criteria.around(),
    }
    return render_page(request, "partnerships/claim_detail.html", context)


def claim_edit(request: MemberRequest, pk: int) -> HttpResponse:
    claim = access.claim_for_update(request.actor, pk)
    form = opened(
        request,
        ClaimForm,
        key=f"claim:{pk}",
        row=claim,
        partner=claim.partnership.partner.name,
        steps=uncertainties_to_choose(access.uncertainties_for_read(request.actor), claim.about_id),
    )
    if form.is_valid():
        with form.catching():
            actions.claim_update(
                by=request.actor, claim=claim, version=form.seen_version, **form.values
            )
            messages.success(request, _("Saved."))
            return see_other(request, href("partnerships:claim_detail", pk))
    context = {"form": form, "claim": claim, "partnership": claim.partnership}
    return render_page(request, "partnerships/claim_edit.html", context, status=form.status)


def claim_remove(request: MemberRequest, pk: int) -> HttpResponse:
    claim = access.claim_for_update(request.actor, pk)
    form = RemoveForm(request.POST if request.method == "POST" else None, row=claim)
    if form.is_valid():
        with form.catching():
            actions.claim_delete(by=request.actor, claim=claim, version=form.seen_version)
            messages.success(request, _("The claim is removed. Its history stays."))
            return see_other(request, href("partnerships:claim_list", claim.partnership_id))
    context = {"form": form, "claim": claim, "partnership": claim.partnership}
    return render_page(request, "partnerships/claim_remove.html", context, status=form.status)


class Criteria(Rows):
    """The success criteria of a claim."""

    actions = CRITERIA
    form = CriterionForm
    named_by = "statement"

    def page(self) -> str:
        return href("partnerships:claim_detail", self.parent.pk)

    def read(self) -> Iterable[Any]:
        return self._progress.claim.criteria

    def about(self) -> str:
        return str(self.parent.uncertainty)

    def around(self) -> dict[str, Any]:
        progress = self._progress
        return {
            "partnership": self.parent.partnership,
            "claim": self.parent,
            "conditions": claim_conditions(progress.claim, progress.gaps),
            "remarks": remarks_on(progress.remarks),
        }

    @cached_property
    def _progress(self) -> ClaimProgress:
        claims = (claim_part(self.parent),)
        (progress,) = claim_progress(claims, uncertainties_behind(claims))
        return progress


CRITERION = row_views(Criteria, access.claim_for_update, access.criterion_for_update)
