"""How sign-in by django-allauth behaves here: people come by invitation, not by signing up."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The e-mail address or the password is wrong. Check both, then try again."
        ),
        "too_many_login_attempts": _(
            "The sign-in failed too often. Wait a few minutes, then try again."
        ),
        "incorrect_password": _("This is not your password. Enter the one you sign in with."),
        "enter_current_password": _("This is not the password you have now. Enter that one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor proves it again by that: the password alone removes none."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        by_code = [each for each in methods if each["id"] == "mfa_reauthenticate"]
        return by_code or methods


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "This code does not fit. Enter the one that your app shows now; each works once."
        ),
        "cannot_generate_recovery_codes": _("Enrol an app first; recovery codes come with it."),
    }
