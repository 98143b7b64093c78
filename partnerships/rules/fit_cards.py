"""The Partner Fit Card: its sections and what each still lacks.

Chapter 3.2 names five parts (capability, incentives, integration, evidence, exit); section 3.1
adds that fit is more than features: operational cadence and failure behaviour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from config.kernel.findings import Finding, Findings, finding, is_blank, is_unsaid, named
from partnerships.dossier import (
    ConflictRiskPart,
    ExitStepPart,
    FitCardPart,
    IntegrationPointPart,
)
from partnerships.rules.vocabulary import FallbackKind

Row = ConflictRiskPart | IntegrationPointPart | ExitStepPart


class Section(StrEnum):
    """A section of the Fit Card, in the order of the card. The value is its part of the URL."""

    CAPABILITY = "capability"
    INCENTIVES = "incentives"
    INTEGRATION = "integration"
    EVIDENCE = "evidence"
    EXIT = "exit"
    CADENCE = "cadence"
    FAILURE = "failure"


class SectionStatus(StrEnum):
    """How far a section has come. It says what is written, not how good it is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"


# What each section says in fields of the Fit Card, all of them needed.
FIELDS: dict[Section, tuple[str, ...]] = {
    Section.CAPABILITY: ("capability", "uncertainty_reduced", "complementary"),
    Section.INCENTIVES: ("incentives",),
    Section.INTEGRATION: ("integration_surface",),
    Section.EVIDENCE: ("evidence_expected",),
    Section.EXIT: (
        "exit_days",
        "exit_cost",
        "exit_currency",
        "exit_basis",
        "portability",
        "data_portability",
    ),
    Section.CADENCE: ("operational_cadence",),
    Section.FAILURE: ("failure_behaviour",),
}

# What is asked only once something else was said: a currency once there is an amount.
_FOLLOWS = {"exit_currency": "exit_cost"}

# The rows of each section that has some: at least one is needed.
ROWS: dict[Section, str] = {
    Section.INCENTIVES: "conflict_risks",
    Section.INTEGRATION: "integration_points",
    Section.EXIT: "exit_steps",
}


def fit_card_gaps(card: FitCardPart) -> Findings:
    """What the whole card still lacks, section by section; empty when it is complete."""
    return tuple(gap for section in Section for gap in section_gaps(card, section))


def section_gaps(card: FitCardPart, section: Section) -> Findings:
    """What one section still lacks; empty when it is complete."""
    return (*_text_gaps(card, section), *_row_gaps(card, section))


def section_status(card: FitCardPart, section: Section) -> SectionStatus:
    """Complete without gaps; not started without a word in it; otherwise in progress."""
    if not section_gaps(card, section):
        return SectionStatus.COMPLETE
    if _has_text(card, section) or _rows(card, section):
        return SectionStatus.IN_PROGRESS
    return SectionStatus.NOT_STARTED


def _has_text(card: FitCardPart, section: Section) -> bool:
    return any(not is_unsaid(getattr(card, field)) for field in FIELDS[section])


def _rows(card: FitCardPart, section: Section) -> tuple[object, ...]:
    rows: tuple[object, ...] = getattr(card, ROWS[section]) if section in ROWS else ()
    return rows


def _text_gaps(card: FitCardPart, section: Section) -> Iterator[Finding]:
    for field in FIELDS[section]:
        if field in _FOLLOWS and is_unsaid(getattr(card, _FOLLOWS[field])):
            continue
        if is_unsaid(getattr(card, field)):
            yield finding(
                f"fit_card.{field}_missing",
                subject=card.partnership_id,
                section=section,
                field=field,
            )


def _row_gaps(card: FitCardPart, section: Section) -> Iterator[Finding]:
    if section not in ROWS:
        return
    if not _rows(card, section):
        yield finding(
            f"fit_card.{ROWS[section]}_missing", subject=card.partnership_id, section=section
        )
    names = {row.id: _name(row) for row in getattr(card, ROWS[section])}
    for gap in _EACH_ROW[section](card):
        yield named(gap, names[gap.subject])


def _name(row: ConflictRiskPart | IntegrationPointPart | ExitStepPart) -> str:
    """What people call a row of the card, so that they know which one is meant."""
    match row:
        case ConflictRiskPart():
            return row.description
        case IntegrationPointPart():
            return row.name
    return row.step


def _conflict_risk_gaps(card: FitCardPart) -> Iterator[Finding]:
    for risk in card.conflict_risks:
        yield from _blanks("conflict_risk", risk, "description", "early_observation", "watcher")


def _integration_point_gaps(card: FitCardPart) -> Iterator[Finding]:
    for point in card.integration_points:
        yield from _blanks("integration_point", point, "name")
        yield from _stand_in_gaps(point)
        if not point.audit_means:
            yield _missing("integration_point", point, "audit_means")
        yield from _blanks("integration_point", point, "audited_how")


def _stand_in_gaps(point: IntegrationPointPart) -> Iterator[Finding]:
    """What stands in when the point stops. That nothing does is an answer: somebody looked."""
    if point.fallback_kind is None:
        if point.single_point_of_failure or not is_blank(point.fallback):
            yield _missing("integration_point", point, "fallback_kind")
    elif point.fallback_kind is not FallbackKind.NONE:
        yield from _blanks("integration_point", point, "fallback")


def _exit_step_gaps(card: FitCardPart) -> Iterator[Finding]:
    for step in card.exit_steps:
        yield from _blanks("exit_step", step, "step", "owner")


_EACH_ROW: dict[Section, Callable[[FitCardPart], Iterator[Finding]]] = {
    Section.INCENTIVES: _conflict_risk_gaps,
    Section.INTEGRATION: _integration_point_gaps,
    Section.EXIT: _exit_step_gaps,
}


def _blanks(noun: str, row: Row, *fields: str) -> Iterator[Finding]:
    for field in fields:
        if is_blank(getattr(row, field)):
            yield _missing(noun, row, field)


def _missing(noun: str, row: Row, field: str) -> Finding:
    section = _SECTION_OF[noun]
    return finding(f"{noun}.{field}_missing", subject=row.id, section=section, field=field)


_SECTION_OF = {
    "conflict_risk": Section.INCENTIVES,
    "integration_point": Section.INTEGRATION,
    "exit_step": Section.EXIT,
}
