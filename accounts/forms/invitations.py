"""The forms of inviting somebody, and of accepting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms.roles import RolesField
from accounts.models import User
from config.kernel.fields import NameField
from config.kernel.forms import SeamForm


class InvitationForm(SeamForm):
    """Whom an administrator invites, and into which roles."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter an e-mail address."),
            "invalid": _("Enter a full e-mail address, such as ana@example.org."),
        },
    )
    roles = RolesField()
    show_link = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Show me the link, to pass it on"),
        help_text=_(
            "Untick it to leave the letter in the mail folder of the machine that runs Seam. "
            "Whoever saw the link of an approver or an administrator could have followed it: "
            "that person will not be able to sign what you propose. Nor does anybody whose link "
            "you saw assess what you read, or stand by what you say."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.MAIL_GOES_OUT:
            del self.fields["show_link"]


class NewPersonForm(SeamForm):
    """Who accepts an invitation without having an account."""

    name = NameField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As colleagues and auditors should read it beside what you decide."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        help_text=_("At least 10 characters. Several words that do not belong together do well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if password := cleaned.get("password"):
            person = User(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as refused:
                self.add_error("password", refused)
        return cleaned
