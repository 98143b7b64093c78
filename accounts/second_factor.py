"""The second factor of a person: the codes of an app, or a recovery code; by django-allauth.

Beside a password, what somebody has. Whoever enrolled one is asked for it when they sign in and,
every time, when they sign a decision.
"""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from accounts.models import User

TOTP = Authenticator.Type.TOTP
RECOVERY_CODES = Authenticator.Type.RECOVERY_CODES

#: Longer than any code, with the spaces that people type in between.
LONGEST_CODE = 40


def has_second_factor(user: User) -> bool:
    """Whether this person enrolled one. One query."""
    return Authenticator.objects.filter(user_id=user.pk, type=TOTP).exists()


def kind_of_code(user: User, code: str) -> Authenticator.Type | None:
    """What this code is of the person's: TOTP, RECOVERY_CODES, or None for a wrong one.

    A code that fits is used up by it: a recovery code for ever, one of the app until the next.
    Call it with the person's row locked, and count what is wrong (reviews/decisions/passwords.py).
    """
    mine = Authenticator.objects.filter(user_id=user.pk, type__in=[TOTP, RECOVERY_CODES])
    for each in sorted(mine, key=lambda row: row.type != TOTP):
        if each.wrap().validate_code(code):
            each.record_usage()
            return Authenticator.Type(each.type)
    return None
