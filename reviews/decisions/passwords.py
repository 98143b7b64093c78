"""Who is it, for every signature: the password again, and a code of whoever has a second factor."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.second_factor import RECOVERY_CODES, has_second_factor, kind_of_code
from config.kernel.errors import DomainError, Problem
from config.kernel.sentences import Text
from reviews.models import ProvenBy

#: So many wrong passwords and codes, counted for each person, close the door for so long.
TRIES = 5
PERIOD = 5 * 60  # seconds

WRONG = _("This is not your password. Enter the password that you sign in with.")
WRONG_CODE = _(
    "This code does not fit, or was used already. Enter the one that your app shows next, or a "
    "recovery code."
)
CLOSED = _("Too many wrong passwords or codes. Wait five minutes, then try again.")


def confirm_identity(user: User, password: str, code: str = "") -> ProvenBy:
    """By what this person has just proved who they are; raises DomainError unless they have.

    Whoever enrolled a second factor needs `code` beside `password`, every time. The code is used
    up, whether or not the signature then comes about.

    Call it outside of the action that it lets through, so that a refused try still counts. After
    TRIES wrong ones within PERIOD even the right ones are refused, in the same words. The person's
    row is locked meanwhile: tries at the same moment count one after the other.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    key = f"signature.password.{person.pk}"
    if cache.get(key, 0) >= TRIES:
        raise DomainError(Problem(CLOSED, "password"))
    if not person.check_password(password):
        raise _wrong(key, WRONG, "password")
    proven_by = _by_code(person, code, key) if has_second_factor(person) else ProvenBy.PASSWORD
    cache.delete(key)
    return proven_by


def _by_code(person: User, code: str, key: str) -> ProvenBy:
    kind = kind_of_code(person, code)
    if kind is None:
        raise _wrong(key, WRONG_CODE, "code")
    return ProvenBy.RECOVERY_CODE if kind == RECOVERY_CODES else ProvenBy.TOTP


def _wrong(key: str, said: Text, field: str) -> DomainError:
    """One more wrong try is counted; the last one closes the door."""
    wrong = cache.get(key, 0) + 1
    cache.set(key, wrong, PERIOD)
    return DomainError(Problem(CLOSED if wrong >= TRIES else said, field))
