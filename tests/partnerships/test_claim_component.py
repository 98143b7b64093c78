"""How a claim reads on a page: the chapter's sentence, with its blanks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from partnerships.dossier import ClaimPart
from tests.partnerships.parts import COMPLETE_CLAIM


def read(claim: ClaimPart, partner: str = "Acquirer Inc.") -> str:
    html = render_to_string("components/claim.html", {"claim": claim, "partner": partner})
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_a_claim_reads_as_the_chapter_has_it() -> None:
    assert read(COMPLETE_CLAIM) == (
        "We believe Acquirer Inc. can reduce uncertainty about whether cards are accepted in "
        "two new markets within a quarter because they provide licensed card acquiring, under "
        "boundary chargebacks stay with us, fraud thresholds are shared, with evidence a pilot "
        "under real conditions. If evidence remains ambiguous by 31 January 2027, we defer. This "
        "partnership does not establish that customers in these markets want the product."
    )


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Chargebacks.", "under boundary Chargebacks, with"),
        ("one\n two", "under boundary one two, with"),
        ("and so on..", "under boundary and so on.., with"),
        ("", "under boundary which boundary, with"),
    ],
)
def test_typed_text_fits_into_the_sentence(typed: str, read_as: str) -> None:
    assert read_as in read(replace(COMPLETE_CLAIM, boundary=typed))


def test_an_empty_claim_names_what_belongs_into_each_blank() -> None:
    html = render_to_string("components/claim.html", {"claim": ClaimPart(id="1"), "partner": ""})
    assert html.count('class="unsaid"') == 7
