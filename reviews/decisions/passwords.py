"""The password again, for every signature: that it is still you who sits there."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from config.kernel.errors import DomainError, Problem

#: So many wrong passwords, counted for each person, close the door for so long.
TRIES = 5
PERIOD = 5 * 60  # seconds

WRONG = _("This is not your password. Enter the password that you sign in with.")
CLOSED = _("Too many wrong passwords. Wait five minutes, then try again.")


def confirm_password(user: User, password: str) -> None:
    """Raise DomainError unless `password` is the person's own.

    Call it outside of the action that it lets through, so that a refused try still counts. After
    TRIES wrong passwords within PERIOD even the right one is refused, in the same words. The
    person's row is locked meanwhile: tries at the same moment count one after the other.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    key = f"signature.password.{person.pk}"
    wrong = cache.get(key, 0)
    if wrong >= TRIES:
        raise DomainError(Problem(CLOSED, "password"))
    if not person.check_password(password):
        cache.set(key, wrong + 1, PERIOD)
        raise DomainError(Problem(CLOSED if wrong + 1 >= TRIES else WRONG, "password"))
    cache.delete(key)
