"""django-allauth's forms of the second factor, worded as ours are."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.sign_in import reword
from accounts.second_factor import LONGEST_CODE

_CODE_MISSING = _("Enter the code that your app shows now.")


def _ask_for_code(form: forms.Form, label: Any, missing: Any) -> None:
    reword(form, {"code": label}, {"code": missing})
    widget = form.fields["code"].widget
    widget.attrs |= {"class": "w-10", "maxlength": str(LONGEST_CODE), "spellcheck": "false"}


class CodeForm(base.AuthenticateForm):
    """Signing in: the code after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, _("Code"), _("Enter the code of your app, or a recovery code."))


class CodeAgainForm(base.ReauthenticateForm):
    """Before something important: the code again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, _("Code"), _("Enter the code of your app, or a recovery code."))


class EnrolForm(totp.ActivateTOTPForm):
    """Enrolling: a first code proves that the app holds the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self, _("The code that your app shows"), _CODE_MISSING)
