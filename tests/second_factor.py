"""Somebody with an app for codes, for tests: what it shows now, and their recovery codes."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth

from accounts.models import User

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


#: The half minute, counted from 1970, that it is for a test.
HALF_MINUTE = 60_000_000


def stop_the_codes(patch: pytest.MonkeyPatch) -> None:
    """The app shows one code for the whole of a test, so that none runs out between two lines."""
    patch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([HALF_MINUTE]))


def enrol(user: User) -> list[str]:
    """Give the person an app and recovery codes; the codes."""
    auth.TOTP.activate(user, KEY)
    codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    return codes


def shown_by_app(key: str = KEY) -> str:
    """What the app shows now."""
    code: str = auth.format_hotp_value(auth.hotp_value(key, HALF_MINUTE))
    return code


def wrong_code() -> str:
    """Six digits that the app does not show now."""
    return f"{(int(shown_by_app()) + 1) % 1_000_000:06}"


def factors_of(user: User) -> set[str]:
    """The kinds of what the person enrolled."""
    return set(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
