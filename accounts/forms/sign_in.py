"""django-allauth's forms, worded as ours are: labels and sentences instead of placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _


def reword(form: forms.Form, labels: dict[str, Any], missing: dict[str, Any]) -> None:
    """Give fields their labels and the sentences for when they are empty; drop placeholders.

    A hint that allauth puts beside a field goes too: the page has its own words around it.
    """
    form.label_suffix = ""
    form.use_required_attribute = False
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.error_messages["required"] = missing.get(name, field.error_messages["required"])


class SignInForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            {"login": _("E-mail address")},
            {"login": _("Enter your e-mail address."), "password": _("Enter your password.")},
        )
        self.fields["password"].help_text = ""


class PasswordResetForm(allauth.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            {"email": _("E-mail address")},
            {"email": _("Enter your e-mail address.")},
        )


class PasswordKeyForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            {"password1": _("New password"), "password2": _("New password, once more")},
            {
                "password1": _("Enter the new password."),
                "password2": _("Enter the new password once more."),
            },
        )


class PasswordChangeForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            {
                "oldpassword": _("Your password now"),
                "password1": _("New password"),
                "password2": _("New password, once more"),
            },
            {
                "oldpassword": _("Enter the password you have now."),
                "password1": _("Enter the new password."),
                "password2": _("Enter the new password once more."),
            },
        )


class PasswordAgainForm(allauth.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, {}, {"password": _("Enter your password.")})
