"""What must not stand in a log line."""

from __future__ import annotations

import logging
import re

#: Addresses that hold a secret in the part after these words.
_SECRETS = re.compile(
    r"(?<=/invitations/)[^/\s?&]+|(?<=/password/reset/key/)[^/\s?&]+"
    r"|(?<=/unsubscribe/)[^/\s?&]+|(?<=/calendar/)[^/\s?&]+"
)


def without_secrets(text: str) -> str:
    """The text with the secret part of addresses left out."""
    return _SECRETS.sub("…", text)


class SecretsFilter(logging.Filter):
    """Takes secrets out of lines that others write, such as Django's about failed requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(each) if isinstance(each, str) else each for each in record.args
            )
        if isinstance(record.msg, str):
            record.msg = without_secrets(record.msg)
        return True
