"""A complete dossier to take pieces away from, and a Hypothesis strategy for any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from accounts.dossier import WorkspacePart
from evidence.dossier import (
    AnswerPart,
    AssessmentPart,
    MeasurementPart,
    PilotCriterionPart,
    PilotPart,
    RevalidationPart,
    ValuePart,
)
from evidence.rules.vocabulary import Conditions, Verdict
from partnerships.dossier import (
    BoundaryDesignPart,
    ClaimPart,
    EscalationStepPart,
    ExitRehearsalPart,
    OptionPart,
    PartnerFactPart,
    PartnerPart,
    PartnershipPart,
    ResponsibilityPart,
    ScaleStepPart,
    TriggerPart,
    UncertaintyPart,
)
from partnerships.rules.standing import DecisionKind
from partnerships.rules.vocabulary import (
    CapabilityKind,
    FactKind,
    GapKind,
    OptionKind,
    PartyKind,
    RehearsalKind,
    TimeUnit,
    TriggerCall,
    UncertaintyState,
)
from reviews.dossier import DecisionPart, Dossier, NotApplicablePart
from tests.evidence.parts import ARTIFACT, ARTIFACTS, READING, READINGS
from tests.partnerships.parts import (
    CLAIMS,
    COMPLETE_CARD,
    COMPLETE_CLAIM,
    CONFLICT_RISKS,
    EXIT_REHEARSALS,
    EXIT_STEPS,
    FIT_CARDS,
    INTEGRATION_POINTS,
    PARTNERS,
    PARTNERSHIPS,
    TEXTS,
)

SCALE_STEP = ScaleStepPart(
    id="71",
    name="Sell in two new markets",
    capability_kind=CapabilityKind.COMPLIANCE,
    capability_needed="Card acquiring under a local licence",
    gap_kind=GapKind.REGULATORY,
    gap="We hold no licence there",
    planned_on=date(2027, 4, 1),
    critical_path=True,
    still_owned="Prices, refunds and the answer to every dispute",
    uncertainties=(
        UncertaintyPart(id="72", statement="Whether cards are accepted there"),
        UncertaintyPart(
            id="73",
            statement="Whether anybody there knows us",
            state=UncertaintyState.REDUCED,
            state_reason="Orders by bank transfer came in",
        ),
    ),
    options=(
        OptionPart(id="74", kind=OptionKind.PARTNERSHIP, partnership_id="3", way_back="90 days"),
        OptionPart(id="75", kind=OptionKind.BUILD, what_it_takes="A licence, two years"),
        OptionPart(id="76", kind=OptionKind.DO_WITHOUT, what_stays_ours="Everything"),
    ),
)
BOUNDARY_DESIGN = BoundaryDesignPart(
    partnership_id="3",
    decision_rights="Which orders we take",
    quality_thresholds="Declines below four of a hundred",
    user_outcomes="A refund within two days",
    shared_cadence="A call every second Monday",
    data_access_rights="All authorisation logs for thirteen months",
    responsibilities=(
        ResponsibilityPart(
            id="81",
            name="Incidents",
            party=PartyKind.PARTNER,
            person="Their head of operations",
            audited_how="Incident records, monthly",
            escalation=(
                EscalationStepPart(id="82", who="Their duty manager", within=30),
                EscalationStepPart(id="83", who="Both heads", within=1, unit=TimeUnit.DAYS),
            ),
        ),
        ResponsibilityPart(
            id="84", name="Disputes", party=PartyKind.OTHER, other_party="The card scheme"
        ),
    ),
)
TRIGGER = TriggerPart(
    id="91",
    observable="Declines above eight of a hundred for two months",
    noticed_how="The monthly report",
    noticed_by="Head of risk",
    calls_for=TriggerCall.UNWIND,
)
PILOT = PilotPart(
    id="101",
    question="Do cards clear in one market?",
    conditions=Conditions.REAL_OPERATION,
    starts_on=date(2026, 9, 1),
    ends_on=date(2026, 9, 30),
    boundary="One market, no refunds",
    results="97 of 100 cleared",
    concluded_at=datetime(2026, 10, 1, 8, 0, tzinfo=UTC),
    criteria=(PilotCriterionPart(id="102", criterion_id="11", result="97 of 100"),),
)
MEASUREMENT = MeasurementPart(
    id="111",
    criterion_id="11",
    trigger_id="91",
    name="Payments authorised",
    unit="of 100",
    target=Decimal("96.000000"),
    values=(
        ValuePart(starts_on=date(2026, 7, 1), value=Decimal("95.500000"), note="First month"),
        ValuePart(starts_on=date(2026, 9, 1), value=Decimal("97.000000")),
    ),
)
FACT = PartnerFactPart(
    id="121",
    kind=FactKind.OWNER,
    statement="Sold to a bank",
    happened_on=date(2026, 8, 1),
    source="Their own announcement",
    recorded_at=datetime(2026, 8, 3, 9, 0, tzinfo=UTC),
)
REHEARSAL = ExitRehearsalPart(
    id="131",
    kind=RehearsalKind.WALKED_THROUGH,
    held_on=date(2026, 6, 1),
    who="Platform and legal",
    learnt="The tokens take a month",
)
REVALIDATION = RevalidationPart(
    id="141", looked_on=date(2026, 10, 15), seen="The same", holds_until=date(2027, 6, 30)
)
ASSESSMENT = AssessmentPart(
    id="151",
    verdict=Verdict.UPHELD,
    why="The logs say so",
    assessed_by_id="6",
    assessed_at=datetime(2026, 10, 3, 9, 0, tzinfo=UTC),
)

ANSWER = AnswerPart(
    id="161",
    text="The late ones were ours",
    written_by_id="5",
    written_at=datetime(2026, 10, 4, 9, 0, tzinfo=UTC),
    verdict=Verdict.UPHELD,
    assessed_why="Our own log says so",
    assessed_by_id="6",
    assessed_at=datetime(2026, 10, 5, 9, 0, tzinfo=UTC),
)
NOT_APPLICABLE = NotApplicablePart(
    id="171",
    requirement="data_portable",
    reason="They hold no data of ours",
    stated_by_id="5",
    stated_at=datetime(2026, 10, 4, 9, 0, tzinfo=UTC),
    assessed_by_id="6",
    assessed_at=datetime(2026, 10, 5, 9, 0, tzinfo=UTC),
)
DECISION = DecisionPart(
    id="181", kind=DecisionKind.DEFER, decided_on=date(2026, 5, 1), bar=2, term_ends_on=None
)

COMPLETE_DOSSIER = Dossier(
    workspace=WorkspacePart(name="Example", time_zone="Europe/Madrid"),
    as_of=42,
    partner=PartnerPart(id="2", name="Acquirer", facts=(FACT,)),
    partnership=PartnershipPart(
        id="3", partner_id="2", name="Card payments", lowered_on=date(2026, 4, 1)
    ),
    scale_steps=(SCALE_STEP,),
    fit_card=replace(COMPLETE_CARD, exit_rehearsals=(REHEARSAL,)),
    boundary_design=BOUNDARY_DESIGN,
    claims=(replace(COMPLETE_CLAIM, about_id="72"),),
    triggers=(TRIGGER,),
    pilots=(PILOT,),
    artifacts=(replace(ARTIFACT, pilot_id="101", revalidations=(REVALIDATION,)),),
    readings=(replace(READING, assessment=ASSESSMENT, answer=ANSWER),),
    measurements=(MEASUREMENT,),
    not_applicable=(NOT_APPLICABLE,),
    decisions=(DECISION,),
)


def _rows(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3, unique_by=lambda row: row.id).map(tuple)  # type: ignore[attr-defined]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Any dossier whose rows refer to rows that are there."""
    partner = draw(PARTNERS)
    partnership = replace(draw(PARTNERSHIPS), partner_id=partner.id)
    artifacts = draw(_rows(ARTIFACTS))
    claims = tuple(_with_own_criteria(claim) for claim in draw(_rows(CLAIMS)))
    criteria = [criterion.id for claim in claims for criterion in claim.criteria]
    readings = draw(_rows(READINGS)) if artifacts and criteria else ()
    return Dossier(
        workspace=WorkspacePart(name=draw(TEXTS), time_zone=draw(TEXTS)),
        as_of=draw(st.integers(min_value=0)),
        partner=partner,
        partnership=partnership,
        fit_card=replace(
            draw(FIT_CARDS),
            partnership_id=partnership.id,
            conflict_risks=draw(_rows(CONFLICT_RISKS)),
            integration_points=draw(_rows(INTEGRATION_POINTS)),
            exit_steps=draw(_rows(EXIT_STEPS)),
            exit_rehearsals=draw(_rows(EXIT_REHEARSALS)),
        ),
        boundary_design=BoundaryDesignPart(partnership_id=partnership.id),
        claims=claims,
        artifacts=tuple(replace(each, partner_id=partner.id) for each in artifacts),
        readings=tuple(
            replace(
                reading,
                artifact_id=draw(st.sampled_from(artifacts)).id,
                criterion_id=draw(st.sampled_from(criteria)),
            )
            for reading in readings
        ),
    )


def _with_own_criteria(claim: ClaimPart) -> ClaimPart:
    return replace(
        claim,
        criteria=tuple(
            replace(criterion, id=f"{claim.id}-{place}")
            for place, criterion in enumerate(claim.criteria)
        ),
    )
