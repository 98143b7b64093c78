"""A partnership as of a moment that a reader asks for on a page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.ledger.moments import entry_at
from config.kernel.errors import DomainError, Problem
from config.kernel.forms import SeamForm
from config.kernel.requests import MemberRequest
from partnerships.models import Partnership
from reviews.dossier import Dossier
from reviews.selectors.dossier import dossier_of


class MomentForm(SeamForm):
    """As of which moment; empty means now."""

    until = forms.CharField(
        label=_("As of"),
        required=False,
        max_length=40,
        help_text=_("An entry of the ledger or a day, such as 120 or 2026-09-30. Empty is now."),
    )

    @property
    def is_answered(self) -> bool:
        """Whether a moment was asked for, and can be had."""
        return self.is_bound and self.is_valid()


def moment_form(request: MemberRequest) -> MomentForm:
    """The form with what the address asks for, if anything."""
    return MomentForm(request.GET if request.GET.get("until") else None)


def dossier_asked(request: MemberRequest, partnership: Partnership, form: MomentForm) -> Dossier:
    """The dossier as of the moment asked for; as of now where that moment cannot be had."""
    if form.is_answered and form.cleaned_data["until"]:
        with form.catching():
            said = form.cleaned_data["until"]
            until = entry_at(partnership.workspace_id, said, request.workspace.zone)
            try:
                return dossier_of(partnership, until=until)
            except Partnership.DoesNotExist:
                form.refuse(_not_yet())
    return dossier_of(partnership)


def _not_yet() -> DomainError:
    return DomainError(
        Problem(_("The partnership was not there yet. Give a later moment."), "until")
    )
