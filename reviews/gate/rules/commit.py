"""The gate: may this be decided on what is known?

Only a commit is gated. Deferring, renegotiating and unwinding stay possible whatever is missing:
they are the answers to a condition that fails, because they keep options open (chapter 28).
"""

from __future__ import annotations

from datetime import date

from partnerships.dossier import FitCardPart
from partnerships.rules.claims import claims_gaps
from partnerships.rules.fit_cards import Section, SectionStatus, fit_card_gaps, section_status
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier
from reviews.gate.rules.evidence import evidence_gaps
from reviews.gate.rules.judgement import Condition, ConditionCode, Judgement, condition


def judge(kind: DecisionKind, dossier: Dossier, today: date) -> Judgement:
    """What stops a decision of `kind` on this dossier.

    `today` is the day in the workspace's time zone. Panel, form and action all ask this one
    function, so they cannot disagree.
    """
    if kind != DecisionKind.COMMIT:
        return Judgement(kind)
    return Judgement(
        kind,
        (
            _fit_card_complete(dossier),
            _claims_complete(dossier, today),
            _evidence_read(dossier, today),
        ),
    )


def _fit_card_complete(dossier: Dossier) -> Condition:
    card = dossier.fit_card
    return condition(
        ConditionCode.FIT_CARD_COMPLETE, fit_card_gaps(card), is_silent=_is_untouched(card)
    )


def _is_untouched(card: FitCardPart) -> bool:
    return all(section_status(card, each) is SectionStatus.NOT_STARTED for each in Section)


def _claims_complete(dossier: Dossier, today: date) -> Condition:
    """At least one claim, and none of them half said: a decision relies on all it holds."""
    gaps = claims_gaps(dossier.claims, dossier.partnership.id, today)
    return condition(ConditionCode.CLAIMS_COMPLETE, gaps, is_silent=not dossier.claims)


def _evidence_read(dossier: Dossier, today: date) -> Condition:
    """Each success criterion has a reading that counts; unknown as long as nothing was read."""
    gaps = evidence_gaps(dossier, today)
    return condition(ConditionCode.EVIDENCE_READ, gaps, is_silent=not dossier.readings)
