"""Dated facts about a partner: what changed that may change what it wants."""

from __future__ import annotations

from config.kernel import clock
from config.kernel.findings import Findings
from config.kernel.parts import part_of
from config.kernel.sentences import Phrasebook
from partnerships.actions.rows import RowActions
from partnerships.dossier import PartnerFactPart
from partnerships.models import PartnerFact
from partnerships.rules.incentives import partner_fact_problems
from partnerships.sentences import BOOK


def _problems(fact: PartnerFact) -> Findings:
    return partner_fact_problems(part_of(PartnerFactPart, fact), clock.today())


def _book() -> Phrasebook:
    return BOOK


PARTNER_FACTS = RowActions(
    PartnerFact, "partner_fact", parent="partner", stamp="recorded_at", gaps=_problems, book=_book
)

partner_fact_create = PARTNER_FACTS.create
partner_fact_update = PARTNER_FACTS.update
partner_fact_delete = PARTNER_FACTS.delete
