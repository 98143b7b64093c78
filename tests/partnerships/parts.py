"""Complete parts to take pieces away from, and Hypothesis strategies for any part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from partnerships.dossier import (
    BoundaryDesignPart,
    ClaimPart,
    ConflictRiskPart,
    CriterionPart,
    EscalationStepPart,
    ExitRehearsalPart,
    ExitStepPart,
    FitCardPart,
    IntegrationPointPart,
    PartnerPart,
    PartnershipPart,
    ResponsibilityPart,
)
from partnerships.rules.policy import DEFAULT
from partnerships.rules.standing import Standing
from partnerships.rules.vocabulary import (
    AuditMeans,
    DependencyDepth,
    FallbackKind,
    FallbackVerdict,
    PartyKind,
    Portability,
    RehearsalKind,
    Reversibility,
)

TODAY = date(2026, 11, 16)

COMPLETE_CLAIM = ClaimPart(
    id="7",
    uncertainty="whether cards are accepted in two new markets within a quarter",
    capability="licensed card acquiring",
    boundary="chargebacks stay with us, fraud thresholds are shared",
    evidence_expected="a pilot under real conditions",
    does_not_establish="that customers in these markets want the product",
    deferral_date=date(2027, 1, 31),
    criteria=(CriterionPart(id="11", statement="Payments are authorised", target="96 of 100"),),
)

COMPLETE_CARD = FitCardPart(
    partnership_id="3",
    capability="Card acquiring in two markets",
    uncertainty_reduced="Whether we can take payments there without a licence of our own",
    complementary="We keep fraud review and pricing to ourselves",
    incentives="Paid by volume; wants a reference in our field",
    conflict_risks=(
        ConflictRiskPart(
            id="21",
            description="Volume pays them, fraud costs us",
            early_observation="Fraud filters relaxed in a release note",
            watcher="Head of risk",
        ),
    ),
    integration_surface="Checkout, settlement file, dispute API",
    integration_points=(
        IntegrationPointPart(
            id="31",
            name="Checkout",
            single_point_of_failure=True,
            fallback_kind=FallbackKind.FALLBACK,
            fallback="Invoice by bank transfer",
            fallback_verdict=FallbackVerdict.WORKABLE,
            fallback_assessed_by="Head of payments",
            fallback_assessed_on=date(2026, 6, 30),
            switch_days=42,
            switch_cost=Decimal(40_000),
            switch_currency="EUR",
            audit_means=(AuditMeans.LOGS,),
            audited_how="Authorisation logs, monthly",
        ),
    ),
    evidence_expected="Pilot result, SLA history",
    exit_days=90,
    exit_cost=Decimal(60_000),
    exit_currency="EUR",
    exit_basis="Their price list, and our last migration",
    portability=Portability.FULL,
    data_portability="Card tokens move to another acquirer",
    exit_steps=(ExitStepPart(id="41", step="Give notice", owner="Legal"),),
    exit_rehearsals=(
        ExitRehearsalPart(
            id="51",
            kind=RehearsalKind.WALKED_THROUGH,
            held_on=date(2026, 9, 1),
            who="Legal and platform",
            learnt="The notice period is three months, not two",
        ),
    ),
    operational_cadence="Weekly operations call",
    failure_behaviour="Fails closed; status page within ten minutes",
)

COMPLETE_DESIGN = BoundaryDesignPart(
    partnership_id="3",
    decision_rights="Prices, refunds and fraud limits",
    quality_thresholds="Fewer than 1 in 100 wrongly declined",
    user_outcomes="That a dispute is answered in five days",
    shared_cadence="A call every second Thursday, minuted by us",
    data_access_rights="Every refusal with its reason, under clause 9",
    responsibilities=tuple(
        ResponsibilityPart(
            id=str(number),
            name=name,
            party=PartyKind.PARTNER,
            person="Ana Roca",
            audited_how="Ticket times",
            escalation=(EscalationStepPart(id=str(number), who="Duty lead", within=2),),
        )
        for number, name in enumerate(DEFAULT.required_responsibilities, start=51)
    ),
)

# No surrogates: they are no text, and neither JSON nor PostgreSQL takes them. Nor is NUL.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
DATES = st.dates()
DAYS = st.integers(min_value=0, max_value=10_000)
MONEY = st.decimals(min_value=0, max_value=10**12, places=2)
IDS = st.integers(min_value=1).map(str)

CRITERIA = st.builds(CriterionPart, id=IDS, statement=TEXTS, target=TEXTS)
CLAIMS = st.builds(
    ClaimPart,
    id=IDS,
    uncertainty=TEXTS,
    capability=TEXTS,
    boundary=TEXTS,
    evidence_expected=TEXTS,
    does_not_establish=TEXTS,
    deferral_date=st.none() | DATES,
    criteria=st.lists(CRITERIA, max_size=2).map(tuple),
)
CONFLICT_RISKS = st.builds(
    ConflictRiskPart,
    id=IDS,
    description=TEXTS,
    early_observation=TEXTS,
    watcher=TEXTS,
    observed_on=st.none() | DATES,
    observed_what=TEXTS,
    resolved_on=st.none() | DATES,
    resolution=TEXTS,
)
INTEGRATION_POINTS = st.builds(
    IntegrationPointPart,
    id=IDS,
    name=TEXTS,
    single_point_of_failure=st.booleans(),
    fallback_kind=st.none() | st.sampled_from(FallbackKind),
    fallback=TEXTS,
    fallback_covers=TEXTS,
    fallback_depends_on=TEXTS,
    fallback_verdict=st.none() | st.sampled_from(FallbackVerdict),
    fallback_assessed_by=TEXTS,
    fallback_assessed_on=st.none() | DATES,
    switch_days=st.none() | DAYS,
    switch_cost=st.none() | MONEY,
    switch_currency=TEXTS,
    audit_means=st.lists(st.sampled_from(AuditMeans), max_size=2, unique=True).map(tuple),
    audited_how=TEXTS,
)
EXIT_STEPS = st.builds(ExitStepPart, id=IDS, step=TEXTS, owner=TEXTS)
EXIT_REHEARSALS = st.builds(
    ExitRehearsalPart,
    id=IDS,
    kind=st.sampled_from(RehearsalKind),
    held_on=DATES,
    who=TEXTS,
    learnt=TEXTS,
)
FIT_CARDS = st.builds(
    FitCardPart,
    partnership_id=IDS,
    capability=TEXTS,
    uncertainty_reduced=TEXTS,
    complementary=TEXTS,
    incentives=TEXTS,
    conflict_risks=st.lists(CONFLICT_RISKS, max_size=2).map(tuple),
    integration_surface=TEXTS,
    integration_points=st.lists(INTEGRATION_POINTS, max_size=2).map(tuple),
    evidence_expected=TEXTS,
    exit_days=st.none() | DAYS,
    exit_cost=st.none() | MONEY,
    exit_currency=TEXTS,
    exit_basis=TEXTS,
    portability=st.none() | st.sampled_from(Portability),
    data_portability=TEXTS,
    exit_steps=st.lists(EXIT_STEPS, max_size=2).map(tuple),
    exit_rehearsals=st.lists(EXIT_REHEARSALS, max_size=2).map(tuple),
    operational_cadence=TEXTS,
    failure_behaviour=TEXTS,
)
PARTNERS = st.builds(PartnerPart, id=IDS, name=TEXTS, what_they_do=TEXTS, website=TEXTS)
PARTNERSHIPS = st.builds(
    PartnershipPart,
    id=IDS,
    partner_id=IDS,
    name=TEXTS,
    purpose=TEXTS,
    in_operation_since=st.none() | DATES,
    dependency_depth=st.none() | st.sampled_from(DependencyDepth),
    depth_reason=TEXTS,
    reversibility=st.none() | st.sampled_from(Reversibility),
    reversibility_reason=TEXTS,
    standing=st.sampled_from(Standing),
)
