"""What stands in the margin: each thing that will be asked for, and whether it is known yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from config.kernel.findings import Finding
from partnerships.dossier import BoundaryDesignPart, ClaimPart, FitCardPart, PartnerPart
from partnerships.models import BoundaryDesign, Claim, FitCard
from partnerships.rules.boundary import DESIGN_FIELDS, design_gaps
from partnerships.rules.fit_cards import FIELDS, ROWS, Section, section_gaps
from partnerships.rules.incentives import incentive_findings
from partnerships.rules.policy import Policy
from partnerships.sentences import BOOK

ROW_LABELS = {
    "conflict_risks": _("Conflict risks"),
    "integration_points": _("Integration points"),
    "exit_steps": _("Steps of the way out"),
}

#: What goes with another answer, and is named only where it is missing.
WHEN_MISSING = frozenset({"exit_currency"})

#: The claim's fields that a decision asks for, in the order of its sentence.
CLAIM_FIELDS = (
    "uncertainty",
    "capability",
    "boundary",
    "evidence_expected",
    "deferral_date",
    "does_not_establish",
)


@dataclass(frozen=True, slots=True)
class MarginCondition:
    """One line of the margin. What nobody has said yet is unknown, never good."""

    state: str
    text: str | Promise
    clear: str = ""
    href: str | None = None


def section_conditions(
    card: FitCardPart, section: Section, partner: PartnerPart
) -> list[MarginCondition]:
    """A section's texts, then its rows, each with what would meet it.

    `partner` with its facts where the section is about incentives.
    """
    gaps = section_gaps(card, section)
    texts = {name: [gap for gap in gaps if _is_text(gap, name)] for name in FIELDS[section]}
    conditions = [
        _condition(capfirst(_label(FitCard, name)), about)
        for name, about in texts.items()
        if about or name not in WHEN_MISSING
    ]
    if section in ROWS:
        about_rows = [gap for gap in gaps if not any(_is_text(gap, f) for f in FIELDS[section])]
        conditions.append(_condition(ROW_LABELS[ROWS[section]], about_rows))
    if section is Section.INCENTIVES:
        conditions += _changed_incentives(card, partner)
    return conditions


def _changed_incentives(card: FitCardPart, partner: PartnerPart) -> list[MarginCondition]:
    """What has shown, or changed about the partner, since the risks were written down."""
    return [
        MarginCondition("not_met", _CHANGED[found.code], BOOK.sentence(found), _url(found))
        for found in incentive_findings(card, partner)
    ]


_CHANGED = {
    "fit_card.incentives_look_again": _("Another look at the conflict risks"),
    "conflict_risk.unresolved": _("A conflict that was observed"),
}


def _url(found: Finding) -> str | None:
    place = BOOK.place(found)
    return place.url if place else None


def claim_conditions(claim: ClaimPart, gaps: Iterable[Finding]) -> list[MarginCondition]:
    """A claim's blanks, then its success criteria, each with what would meet it."""
    gaps = list(gaps)
    conditions = [
        _condition(
            capfirst(_label(Claim, name)),
            [gap for gap in gaps if gap.code.startswith("claim.") and gap.field == name],
        )
        for name in CLAIM_FIELDS
    ]
    about_rows = [gap for gap in gaps if not (gap.code.startswith("claim.") and gap.field)]
    return [*conditions, _condition(_("Success criteria"), about_rows)]


def _state(found: Finding) -> str:
    """What nobody has said yet is unknown; anything else that was found is not met."""
    return "unknown" if found.code.endswith("_missing") else "not_met"


def design_conditions(design: BoundaryDesignPart, policy: Policy) -> list[MarginCondition]:
    """What the design says of itself, then whether every responsibility is settled."""
    gaps = design_gaps(design, policy)
    texts = [
        _condition(capfirst(_label(BoundaryDesign, name)), _of_design(gaps, name))
        for name in DESIGN_FIELDS
    ]
    return [*texts, _settled(len(unsettled_responsibilities(design, policy)))]


def _settled(missing: int) -> MarginCondition:
    if not missing:
        return MarginCondition("met", _("Responsibilities"))
    told = ngettext("%(count)d is not settled yet.", "%(count)d are not settled yet.", missing)
    return MarginCondition("unknown", _("Responsibilities"), told % {"count": missing})


def unsettled_responsibilities(design: BoundaryDesignPart, policy: Policy) -> list[MarginCondition]:
    """What keeps each responsibility from being settled, those that the policy asks for last."""
    gaps = design_gaps(design, policy)
    rows = [
        _condition(capfirst(each.name), _about(gaps, each.id)) for each in design.responsibilities
    ]
    unlisted = [gap for gap in gaps if gap.code == "boundary_design.responsibility_missing"]
    rows += [_condition(capfirst(str(gap.value("name"))), [gap]) for gap in unlisted]
    return [each for each in rows if each.state != "met"]


def remarks_on(findings: Iterable[Finding]) -> list[MarginCondition]:
    """What nobody has to settle before a decision and everybody should see."""
    problems = BOOK.problems(findings)
    return [MarginCondition("unknown", each.text, href=each.url) for each in problems]


def _condition(text: str | Promise, gaps: list[Finding]) -> MarginCondition:
    if not gaps:
        return MarginCondition("met", text)
    problem = BOOK.problem(gaps[0])
    return MarginCondition(_state(gaps[0]), text, str(problem.text), problem.url)


def _of_design(gaps: Iterable[Finding], field: str) -> list[Finding]:
    return [gap for gap in gaps if gap.code == f"boundary_design.{field}_missing"]


def _about(gaps: Iterable[Finding], responsibility_id: str) -> list[Finding]:
    return [
        gap
        for gap in gaps
        if gap.code.startswith("responsibility.") and gap.subject == responsibility_id
    ]


def _is_text(gap: Finding, name: str) -> bool:
    return gap.code.startswith("fit_card.") and gap.field == name


def _label(model: type[FitCard | Claim | BoundaryDesign], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
