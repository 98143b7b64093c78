"""One judgement, read claim by claim."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.rules.vocabulary import Bearing
from partnerships.dossier import CriterionPart
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.judgement import Requirement, RequirementCode, State
from reviews.gate.rules.of_a_claim import OF_EACH_CLAIM, requirements_of_claim
from reviews.gate.rules.policy import DEFAULT
from tests.evidence.parts import READING
from tests.partnerships.parts import COMPLETE_CLAIM, TODAY
from tests.reviews.gate.stages import DEFENSIBLE, impaired, with_refutation, with_row

#: A claim beside the one that is borne out. Its ids are those of other nouns' rows on purpose.
OTHER = replace(
    COMPLETE_CLAIM,
    id=READING.id,
    about_id="72",
    uncertainty="whether refunds settle in two days",
    criteria=(CriterionPart(id=COMPLETE_CLAIM.id, statement="Refunds settle", target="2 days"),),
)
BOTH = replace(DEFENSIBLE, claims=(*DEFENSIBLE.claims, OTHER))


def of(dossier: Dossier, place: int) -> dict[RequirementCode, Requirement]:
    judged = judge(DecisionKind.COMMIT, dossier, DEFAULT, TODAY)
    own = requirements_of_claim(judged, dossier, dossier.claims[place])
    return {each.code: each for each in own}


def states(dossier: Dossier, place: int) -> dict[RequirementCode, State]:
    return {code: each.state for code, each in of(dossier, place).items()}


def test_a_claim_is_asked_what_is_asked_of_each_claim() -> None:
    assert tuple(of(DEFENSIBLE, 0)) == OF_EACH_CLAIM


def test_what_only_another_claim_lacks_does_not_stop_this_one() -> None:
    assert set(states(BOTH, 0).values()) == {State.MET}
    assert states(BOTH, 1)[RequirementCode.SUPPORTED] is State.NOT_MET


def test_what_a_claim_itself_lacks_names_it() -> None:
    incomplete = with_row(BOTH, "claims", 1, does_not_establish="")
    found = of(incomplete, 1)[RequirementCode.CLAIMS_WELL_FORMED]
    assert [each.code for each in found.findings] == ["claim.does_not_establish_missing"]
    assert states(incomplete, 0)[RequirementCode.CLAIMS_WELL_FORMED] is State.MET


def test_a_criterion_without_a_target_is_its_claims() -> None:
    bare = (CriterionPart(id=COMPLETE_CLAIM.id, statement="Refunds settle"),)
    found = of(with_row(BOTH, "claims", 1, criteria=bare), 1)[RequirementCode.CLAIMS_WELL_FORMED]
    assert [each.code for each in found.findings] == ["criterion.target_missing"]


def test_the_evidence_of_a_claim_is_what_was_read_for_it() -> None:
    assert of(BOTH, 0)[RequirementCode.SUPPORTED].counted == (READING.id,)
    assert of(BOTH, 1)[RequirementCode.SUPPORTED].counted == ()
    weak = with_row(BOTH, "readings", 0, bearing=Bearing.AMBIGUOUS)
    (left_out,) = of(weak, 0)[RequirementCode.SUPPORTED].not_counted
    assert left_out.reading_id == READING.id
    assert of(weak, 1)[RequirementCode.SUPPORTED].not_counted == ()


def test_what_refutes_a_claim_stays_with_it() -> None:
    refuted = with_refutation(BOTH)
    assert states(refuted, 0)[RequirementCode.REFUTATIONS_ANSWERED] is State.NOT_MET
    assert states(refuted, 1)[RequirementCode.REFUTATIONS_ANSWERED] is State.MET


@given(st.booleans(), impaired())
def test_of_a_single_claim_nothing_that_was_judged_is_lost(refuted: bool, dossier: Dossier) -> None:
    dossier = with_refutation(dossier) if refuted else dossier
    read_for = {each.criterion_id for each in dossier.readings}
    assume(len(dossier.claims) == 1)
    assume(read_for <= {each.id for each in dossier.claims[0].criteria})
    judged = judge(DecisionKind.COMMIT, dossier, DEFAULT, TODAY)
    assert list(of(dossier, 0).values()) == [
        each for each in judged.requirements() if each.code in OF_EACH_CLAIM
    ]
