"""What a judgement says about one claim: the same judgement, read claim by claim.

Nothing is judged anew here. Of the requirements that are asked of each claim, this keeps what names
the claim, its success criteria or their readings, and leaves the rest to the other claims.
"""

from __future__ import annotations

from dataclasses import replace

from config.kernel.findings import Finding
from partnerships.dossier import ClaimPart
from reviews.dossier import Dossier
from reviews.gate.rules.judgement import Judgement, Requirement, RequirementCode, State

#: What is asked of each claim, in reading order.
OF_EACH_CLAIM = (
    RequirementCode.CLAIMS_WELL_FORMED,
    RequirementCode.SUPPORTED,
    RequirementCode.INDEPENDENT,
    RequirementCode.REAL_CONDITIONS,
    RequirementCode.TREND,
    RequirementCode.REFUTATIONS_ANSWERED,
    RequirementCode.EVIDENCE_AUDITABLE,
)


def requirements_of_claim(
    judged: Judgement, dossier: Dossier, claim: ClaimPart
) -> tuple[Requirement, ...]:
    """What was judged of this claim. A requirement that only other claims fail is met by it."""
    own = _Own(dossier, claim)
    return tuple(
        _narrowed(each, own) for each in judged.requirements() if each.code in OF_EACH_CLAIM
    )


class _Own:
    """The ids of a claim, its criteria and their readings."""

    def __init__(self, dossier: Dossier, claim: ClaimPart) -> None:
        self.claims = {claim.id}
        self.criteria = {each.id for each in claim.criteria}
        self.readings = {each.id for each in dossier.readings if each.criterion_id in self.criteria}

    def has(self, found: Finding) -> bool:
        """Whether a finding is about the claim: by the noun that it names, or by its facts."""
        by_noun = {"claim": self.claims, "criterion": self.criteria, "reading": self.readings}
        ids = by_noun.get(found.code.partition(".")[0])
        if ids is not None:
            return found.subject in ids
        return (
            found.value("claim_id") in self.claims or found.value("criterion_id") in self.criteria
        )


def _narrowed(requirement: Requirement, own: _Own) -> Requirement:
    findings = tuple(each for each in requirement.findings if own.has(each))
    return replace(
        requirement,
        state=State.MET if requirement.state.stops and not findings else requirement.state,
        findings=findings,
        counted=tuple(each for each in requirement.counted if each in own.readings),
        not_counted=tuple(
            each for each in requirement.not_counted if each.reading_id in own.readings
        ),
    )
