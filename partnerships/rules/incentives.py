"""When the incentives of a partner ask for another look.

Evidence can degrade as incentives change (chapter 6). A dated fact about the partner that was
learnt after somebody last looked at the conflict risks asks for a look at each of its partnerships.
"""

from __future__ import annotations

from datetime import date

from config.kernel.findings import Finding, Findings, finding
from partnerships.dossier import FitCardPart, PartnerFactPart, PartnerPart
from partnerships.rules.card_rows import is_unresolved
from partnerships.rules.fit_cards import Section


def facts_since_look(card: FitCardPart, partner: PartnerPart) -> tuple[PartnerFactPart, ...]:
    """The facts about the partner that nobody has held against this card's conflict risks yet."""
    looked = card.incentives_looked_at
    return tuple(
        fact
        for fact in partner.facts
        if fact.recorded_at is not None and (looked is None or fact.recorded_at > looked)
    )


def incentive_findings(card: FitCardPart, partner: PartnerPart) -> Findings:
    """That the conflict risks want another look, and which of them were observed and stand open."""
    unresolved = (_unresolved(risk.id) for risk in card.conflict_risks if is_unresolved(risk))
    return (*look_again(card, partner), *unresolved)


def look_again(card: FitCardPart, partner: PartnerPart) -> Findings:
    """One finding with the fact that was learnt last; none when somebody looked since."""
    facts = facts_since_look(card, partner)
    if not facts:
        return ()
    latest = max(facts, key=lambda fact: (fact.recorded_at, fact.happened_on))
    return (
        finding(
            "fit_card.incentives_look_again",
            subject=card.partnership_id,
            section=Section.INCENTIVES,
            fact=latest.statement,
            date=latest.happened_on,
        ),
    )


def partner_fact_problems(fact: PartnerFactPart, today: date) -> Findings:
    """A fact is something that happened; what is only expected is none yet."""
    if fact.happened_on <= today:
        return ()
    return (finding("partner_fact.happened_on_to_come", subject=fact.id, field="happened_on"),)


def _unresolved(risk_id: str) -> Finding:
    return finding(
        "conflict_risk.unresolved",
        subject=risk_id,
        section=Section.INCENTIVES,
        field="resolved_on",
    )
