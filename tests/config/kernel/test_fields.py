"""Names on one line and links that are safe to show."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from config.kernel.fields import LinkField, NameField


@pytest.mark.parametrize(
    "name",
    [
        "\u200b",
        "—",
        "a\u202eb",
        "a\nb",
        "a\u2028b",
        "a\tb",
        "a\x07b",
        "Ana\u200d",
        "a\u200cb",
        "\ufeffA",
    ],
)
def test_a_name_that_hides_something_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=r"invisible|letters or digits"):
        NameField().clean(name)


@pytest.mark.parametrize(
    "name",
    ["Ana María", "O’Brien & Co. (2)", "مي\u200cخواهم", "क्\u200dष", "株式会社", "7", " Ana "],
)
def test_a_name_of_any_language_is_taken(name: str) -> None:
    assert NameField().clean(name) == name.strip()


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://user:secret@example.org/", "before the @"),
        ("https://user@example.org/", "before the @"),
        ("https://example.org/\u202egpj.exe", "invisible"),
        ("https://example.org/\x07", "invisible"),
        ("ftp://example.org/", "valid URL"),
        ("javascript:alert(1)", "valid URL"),
    ],
)
def test_a_link_that_shows_something_else_is_refused(link: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        LinkField().clean(link)


@pytest.mark.parametrize("link", ["https://example.org/a@b?c=d@e#f", "http://localhost:8000/"])
def test_a_link_to_a_page_is_taken(link: str) -> None:
    assert LinkField().clean(link) == link
