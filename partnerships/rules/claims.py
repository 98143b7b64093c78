"""The Partnership Claim: how its sentence is put together and what it still lacks.

Chapter 2.2: "We believe Partner P can reduce uncertainty about X because they provide capability
C, under boundary B, with evidence E", with an explicit deferral trigger; section 6.2 adds the
boundary line, and the chapter's outputs ask for explicit success criteria.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from config.kernel.findings import Finding, Findings, finding, is_blank
from partnerships.dossier import ClaimPart, CriterionPart


class Slot(StrEnum):
    """A blank in one of the claim's sentences. The value is the field that fills it."""

    PARTNER = "partner"
    UNCERTAINTY = "uncertainty"
    CAPABILITY = "capability"
    BOUNDARY = "boundary"
    EVIDENCE = "evidence_expected"
    DEFERRAL_DATE = "deferral_date"
    DOES_NOT_ESTABLISH = "does_not_establish"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: connecting words without a slot, or a slot and its text if any."""

    slot: Slot | None
    text: str | None


_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_TEXT_SLOTS = (Slot.UNCERTAINTY, Slot.CAPABILITY, Slot.BOUNDARY, Slot.EVIDENCE)


def assemble(template: str, filling: Mapping[Slot, str]) -> tuple[Piece, ...]:
    """`template` cut at its {slot} placeholders, each filled from `filling` or left blank.

    The template is a sentence in the reader's language, so that each language keeps its own order
    of words. Raises ValueError when it names a slot that does not exist.
    """
    # Splitting by one group gives words at even places and slots at odd ones.
    parts = enumerate(_PLACEHOLDER.split(template))
    return tuple(
        _filled(Slot(part), filling) if place % 2 else Piece(None, part)
        for place, part in parts
        if part
    )


def _filled(slot: Slot, filling: Mapping[Slot, str]) -> Piece:
    text = filling.get(slot, "")
    if is_blank(text):
        return Piece(slot, None)
    # "Acme Inc." keeps its full stop: it belongs to the name.
    return Piece(slot, text if slot is Slot.PARTNER else _inside_a_sentence(text))


def _inside_a_sentence(text: str) -> str:
    """A text on one line and without a full stop of its own."""
    return re.sub(r"(?<!\.)\.$", "", " ".join(text.split()))


def claim_gaps(claim: ClaimPart, today: date) -> Findings:
    """What the claim still lacks before anybody can decide on it; empty when it is complete.

    `today` is the day in the workspace's time zone. A deferral date in the past is a gap: its
    trigger has fired, so the answer is to defer, or to say anew until when ambiguity is borne.
    """
    return (
        *_slot_gaps(claim),
        *_boundary_line_gaps(claim),
        *_deferral_gaps(claim, today),
        *_criteria_gaps(claim),
    )


def claims_gaps(claims: Iterable[ClaimPart], partnership_id: str, today: date) -> Findings:
    """What a partnership's claims lack: at least one, and none of them half said.

    A decision relies on all the claims it holds.
    """
    claims = tuple(claims)
    if not claims:
        return (finding("partnership.claims_missing", subject=partnership_id),)
    return tuple(gap for claim in claims for gap in claim_gaps(claim, today))


def _slot_gaps(claim: ClaimPart) -> Iterator[Finding]:
    for slot in _TEXT_SLOTS:
        if is_blank(getattr(claim, slot)):
            yield finding(f"claim.{slot}_missing", subject=claim.id, field=slot)


def _boundary_line_gaps(claim: ClaimPart) -> Iterator[Finding]:
    said = claim.does_not_establish
    if is_blank(said):
        yield finding(
            "claim.does_not_establish_missing", subject=claim.id, field=Slot.DOES_NOT_ESTABLISH
        )
    elif _same(said, claim.uncertainty):
        yield finding(
            "claim.does_not_establish_is_the_uncertainty",
            subject=claim.id,
            field=Slot.DOES_NOT_ESTABLISH,
        )


def _same(one: str, other: str) -> bool:
    return _inside_a_sentence(one.casefold()) == _inside_a_sentence(other.casefold())


def _deferral_gaps(claim: ClaimPart, today: date) -> Iterator[Finding]:
    if claim.deferral_date is None:
        yield finding("claim.deferral_date_missing", subject=claim.id, field=Slot.DEFERRAL_DATE)
    elif claim.deferral_date < today:
        yield finding(
            "claim.deferral_date_past",
            subject=claim.id,
            field=Slot.DEFERRAL_DATE,
            date=claim.deferral_date,
        )


def _criteria_gaps(claim: ClaimPart) -> Iterator[Finding]:
    if not claim.criteria:
        yield finding("claim.criteria_missing", subject=claim.id)
    for criterion in claim.criteria:
        yield from _criterion_gaps(criterion)


def _criterion_gaps(criterion: CriterionPart) -> Iterator[Finding]:
    if is_blank(criterion.statement):
        yield finding("criterion.statement_missing", subject=criterion.id, field="statement")
    if is_blank(criterion.target):
        yield finding("criterion.target_missing", subject=criterion.id, field="target")
