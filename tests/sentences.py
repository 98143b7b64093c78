"""What every phrasebook must hold to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import TextChoices

from config.kernel.findings import Finding
from config.kernel.sentences import Phrasebook


def assert_worded(book: Phrasebook, findings: Iterable[Finding]) -> None:
    """Each finding can be told, no sentence is left over, and each reads as a sentence."""
    findings = list(findings)
    assert {finding.code for finding in findings} == set(book.sentences)
    for finding in findings:
        told = book.sentence(finding)
        assert told.endswith("."), told
        assert "!" not in told, told
        assert "invalid" not in told.lower(), told


def assert_words_agree(words: type, choices: type) -> None:
    """A rule's enum and a model's choices hold the same values in the same order."""
    assert issubclass(choices, TextChoices)
    assert [member.value for member in words] == choices.values  # type: ignore[attr-defined]
