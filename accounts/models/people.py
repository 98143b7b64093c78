"""A person who can sign in. The one table that holds names: erasing one changes no digest."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """People are found and made by their e-mail address, always in lower case."""

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """A new person who can sign in with `email`; without a password, not yet."""
        user = self.model(email=email.strip().lower(), name=name.strip())
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Exempt from history: sign-in writes here, and a name must be erasable.

    `language` and `time_zone` are those of the person's letters: "" for the installation's language
    and for the zone of the workspace that a letter is about.
    """

    email = models.EmailField(_("e-mail address"), unique=True, max_length=254)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language of letters"), max_length=10, blank=True, default="")
    time_zone = models.CharField(_("time zone of letters"), max_length=60, blank=True, default="")
    is_active = models.BooleanField(default=True, editable=False)
    joined_at = models.DateTimeField(auto_now_add=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    audit_exempt = "sign-in writes here outside actions, and names must be erasable"

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="accounts_user_email_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name
