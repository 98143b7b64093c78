"""A dossier that clears the highest bar, and ways to impair it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from evidence.dossier import (
    AnswerPart,
    AssessmentPart,
    MeasurementPart,
    ReadingPart,
    ValuePart,
)
from evidence.rules.vocabulary import (
    Auditability,
    Bearing,
    Conditions,
    Period,
    Source,
    Subject,
    Verdict,
)
from partnerships.dossier import PartnerFactPart, ScaleStepPart, UncertaintyPart
from partnerships.rules.vocabulary import (
    CapabilityKind,
    DependencyDepth,
    FactKind,
    FallbackKind,
    FallbackVerdict,
    Portability,
    Reversibility,
    TriggerCall,
)
from reviews.dossier import Dossier
from reviews.gate.rules.policy import DEPTHS, REVERSIBILITIES
from tests.evidence.parts import ARTIFACT, ARTIFACTS, READING
from tests.partnerships.parts import COMPLETE_CARD, COMPLETE_CLAIM, COMPLETE_DESIGN, TODAY
from tests.reviews.gate.cases import cases
from tests.reviews.parts import COMPLETE_DOSSIER, TRIGGER, dossiers

POINT = replace(COMPLETE_CARD.integration_points[0], fallback_depends_on="Our bank")
CARD = replace(COMPLETE_CARD, integration_points=(POINT,))
STEP = ScaleStepPart(
    id="71",
    name="Sell in two new markets",
    capability_kind=CapabilityKind.COMPLIANCE,
    uncertainties=(UncertaintyPart(id="72", statement="Whether cards are accepted there"),),
)
REJECTED = AssessmentPart(id="152", verdict=Verdict.REJECTED, why="They do not", assessed_by_id="6")
UPHELD = AssessmentPart(id="151", verdict=Verdict.UPHELD, why="The logs say so", assessed_by_id="6")
WEEKS = [date(2026, 11, 9) - timedelta(weeks=back) for back in range(6)]
TREND = MeasurementPart(
    id="111",
    criterion_id="11",
    name="Payments authorised",
    unit="of 100",
    target=Decimal(96),
    period=Period.WEEK,
    values=tuple(ValuePart(starts_on=each, value=Decimal(97)) for each in reversed(WEEKS)),
)

#: Clears bar 4 on TODAY.
DEFENSIBLE: Dossier = replace(
    COMPLETE_DOSSIER,
    partner=replace(COMPLETE_DOSSIER.partner, name="Acquirer", facts=()),
    partnership=replace(
        COMPLETE_DOSSIER.partnership,
        lowered_on=None,
        dependency_depth=DependencyDepth.SINGLE_POINT_OF_FAILURE,
        depth_reason="No sale without them",
        reversibility=Reversibility.IRREVERSIBLE,
        reversibility_reason="Two years to a licence of our own",
    ),
    scale_steps=(STEP,),
    fit_card=CARD,
    boundary_design=COMPLETE_DESIGN,
    claims=(replace(COMPLETE_CLAIM, about_id="72"),),
    triggers=(replace(TRIGGER, calls_for=TriggerCall.UNWIND, authoriser_id="6"),),
    pilots=(),
    artifacts=(ARTIFACT,),
    readings=(replace(READING, assessment=UPHELD),),
    measurements=(TREND,),
    not_applicable=(),
    decisions=(),
)


def at(
    depth: DependencyDepth, reversibility: Reversibility, dossier: Dossier = DEFENSIBLE
) -> Dossier:
    """The dossier with this dependency declared."""
    return with_(dossier, "partnership", dependency_depth=depth, reversibility=reversibility)


def with_(dossier: Dossier, part: str, **values: Any) -> Dossier:
    """The dossier with one of its single parts changed."""
    return replace(dossier, **{part: replace(getattr(dossier, part), **values)})


def with_row(dossier: Dossier, rows: str, place: int = 0, **values: Any) -> Dossier:
    """The dossier with one row of a list changed, if there is one."""
    changed = list(getattr(dossier, rows))
    if len(changed) <= place:
        return dossier
    changed[place] = replace(changed[place], **values)
    members: dict[str, Any] = {rows: tuple(changed)}
    return replace(dossier, **members)


def with_point(dossier: Dossier, **values: Any) -> Dossier:
    """The dossier with its integration point changed."""
    points = tuple(replace(each, **values) for each in dossier.fit_card.integration_points)
    return with_(dossier, "fit_card", integration_points=points)


def with_risk(dossier: Dossier, **values: Any) -> Dossier:
    """The dossier with its conflict risk changed."""
    risks = tuple(replace(each, **values) for each in dossier.fit_card.conflict_risks)
    return with_(dossier, "fit_card", conflict_risks=risks)


def with_refutation(dossier: Dossier, **values: Any) -> Dossier:
    """The dossier with a reading more that refutes its criterion."""
    artifact = replace(ARTIFACT, id=f"{51 + len(dossier.artifacts)}", title="Three incidents")
    reading = replace(
        READING,
        id=f"{61 + len(dossier.readings)}",
        artifact_id=artifact.id,
        bearing=Bearing.REFUTES,
        **values,
    )
    return replace(
        dossier, artifacts=(*dossier.artifacts, artifact), readings=(*dossier.readings, reading)
    )


FACT = PartnerFactPart(
    id="121",
    kind=FactKind.OWNER,
    statement="Sold to a bank",
    happened_on=date(2026, 8, 1),
    recorded_at=datetime(2026, 8, 3, 9, 0, tzinfo=UTC),
)
ANSWER = AnswerPart(
    id="1",
    text="Their fault was ours",
    written_by_id="5",
    verdict=Verdict.UPHELD,
    assessed_by_id="6",
)

Impair = Callable[[Dossier], Dossier]

#: Each takes something away on which some bar relies.
IMPAIRMENTS: dict[str, Impair] = {
    "no claim": lambda d: replace(d, claims=(), readings=(), artifacts=(), measurements=()),
    "no criterion": lambda d: replace(
        with_row(d, "claims", criteria=()), readings=(), measurements=()
    ),
    "no boundary line": lambda d: with_row(d, "claims", does_not_establish=""),
    "deferral past": lambda d: with_row(d, "claims", deferral_date=date(2026, 11, 1)),
    "about nothing": lambda d: with_row(d, "claims", about_id=None),
    "no scale step": lambda d: replace(with_row(d, "claims", about_id=None), scale_steps=()),
    "no reading": lambda d: replace(d, readings=()),
    "demo": lambda d: with_row(d, "artifacts", conditions=Conditions.DEMO),
    "test": lambda d: with_row(d, "artifacts", conditions=Conditions.TEST),
    "shipped": lambda d: with_row(d, "artifacts", subject=Subject.INTEGRATION_SHIPPED),
    "partner's word": lambda d: with_row(d, "artifacts", source=Source.PARTNER),
    "not auditable": lambda d: with_row(d, "artifacts", auditable=Auditability.NO),
    "old": lambda d: with_row(d, "artifacts", observed_on=date(2024, 9, 30)),
    "expired": lambda d: with_row(d, "artifacts", holds_until=date(2026, 10, 30)),
    "unassessed": lambda d: with_row(d, "readings", assessment=None),
    "ambiguous": lambda d: with_row(d, "readings", bearing=Bearing.AMBIGUOUS),
    "refuted": lambda d: with_refutation(d) if d.claims and d.claims[0].criteria else d,
    "answer unassessed": lambda d: with_refutation(
        d, answer=replace(ANSWER, verdict=None, assessed_by_id=None)
    ),
    "answer rejected": lambda d: with_refutation(
        d, answer=replace(ANSWER, verdict=Verdict.REJECTED)
    ),
    "no trend": lambda d: replace(d, measurements=()),
    "short trend": lambda d: with_row(d, "measurements", values=TREND.values[3:]),
    "no risks": lambda d: with_(d, "fit_card", conflict_risks=()),
    "risk unwatched": lambda d: with_risk(d, watcher=""),
    "risk observed": lambda d: with_risk(d, observed_on=date(2026, 10, 1), observed_what="It did"),
    "owner changed": lambda d: with_(d, "partner", facts=(FACT,)),
    "undeclared": lambda d: with_(d, "partnership", dependency_depth=None, reversibility=None),
    "no responsibilities": lambda d: with_(d, "boundary_design", responsibilities=()),
    "no rights": lambda d: with_(d, "boundary_design", decision_rights="", user_outcomes=""),
    "no cadence": lambda d: with_(d, "boundary_design", shared_cadence=""),
    "no data access": lambda d: with_(d, "boundary_design", data_access_rights=""),
    "no exit": lambda d: with_(
        d,
        "fit_card",
        exit_steps=(),
        exit_days=None,
        exit_cost=None,
        portability=None,
        exit_rehearsals=(),
    ),
    "no exit cost": lambda d: with_(d, "fit_card", exit_cost=None),
    "nothing portable": lambda d: with_(d, "fit_card", portability=Portability.NONE),
    "exit untried": lambda d: with_(d, "fit_card", exit_rehearsals=()),
    "no points": lambda d: with_(d, "fit_card", integration_points=()),
    "no stand-in": lambda d: with_point(
        d, fallback_kind=FallbackKind.NONE, fallback="", fallback_verdict=None
    ),
    "stand-in not assessed": lambda d: with_point(d, fallback_verdict=None),
    "stand-in fails": lambda d: with_point(d, fallback_verdict=FallbackVerdict.NOT_WORKABLE),
    "stand-in is theirs": lambda d: with_point(d, fallback_depends_on="The acquirer, too"),
    "no switch cost": lambda d: with_point(d, switch_cost=None),
    "point not auditable": lambda d: with_point(d, audit_means=(), audited_how=""),
    "no trigger": lambda d: replace(d, triggers=()),
    "nobody may unwind": lambda d: with_row(d, "triggers", authoriser_id=None),
}


@st.composite
def impaired(draw: st.DrawFn) -> Dossier:
    """A dossier of which some things are missing, under any dependency."""
    dossier = at(draw(st.sampled_from(DependencyDepth)), draw(st.sampled_from(Reversibility)))
    names = draw(st.lists(st.sampled_from(sorted(IMPAIRMENTS)), max_size=6, unique=True))
    for name in names:
        dossier = IMPAIRMENTS[name](dossier)
    return dossier


# Any dossier: complete, impaired, out of a case, or such as nobody would write.


@cache
def _of_cases() -> tuple[Dossier, ...]:
    return tuple(case.dossier() for case in cases())


def any_dossiers() -> st.SearchStrategy[Dossier]:
    """Any dossier that can be read, most of them close to one that clears its bar."""
    return impaired() | st.deferred(lambda: st.sampled_from(_of_cases())) | dossiers()


def days() -> st.SearchStrategy[date]:
    """A day within some years of the one for which the complete dossiers are written."""
    return st.integers(-900, 900).map(lambda far: TODAY + timedelta(days=far))


def begins_by(dossier: Dossier) -> date:
    """The last day on which something in it begins to be so."""
    return max(
        [
            *(each.observed_on for each in dossier.artifacts),
            *(value.starts_on for each in dossier.measurements for value in each.values),
        ],
        default=TODAY,
    )


@st.composite
def refutations(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The dossier with one reading more, or one turned round, that refutes what is claimed."""
    readings = [each for each in dossier.readings if each.bearing is Bearing.SUPPORTS]
    turned: ReadingPart | None = draw(st.sampled_from([None, *readings]))
    if turned is not None:
        return _with_readings(dossier, turned, replace(turned, bearing=Bearing.REFUTES))
    criteria = [criterion.id for claim in dossier.claims for criterion in claim.criteria]
    if not criteria:
        return dossier
    artifact = replace(draw(ARTIFACTS), id="refuting", partner_id=dossier.partner.id)
    reading = replace(
        READING,
        id="refuting",
        artifact_id=artifact.id,
        criterion_id=draw(st.sampled_from(criteria)),
        bearing=Bearing.REFUTES,
        assessment=draw(st.sampled_from([None, UPHELD, REJECTED])),
        answer=draw(st.sampled_from([None, ANSWER])),
    )
    return replace(
        dossier, artifacts=(*dossier.artifacts, artifact), readings=(*dossier.readings, reading)
    )


@st.composite
def less_evidence(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The dossier without some of what supports its claims."""
    supporting = [
        *(each.id for each in dossier.readings if each.bearing is Bearing.SUPPORTS),
        *(each.id for each in dossier.measurements),
    ]
    gone = draw(st.sets(st.sampled_from(supporting))) if supporting else set()
    return replace(
        dossier,
        readings=tuple(
            each
            for each in dossier.readings
            if each.id not in gone or each.bearing is not Bearing.SUPPORTS
        ),
        measurements=tuple(each for each in dossier.measurements if each.id not in gone),
    )


@st.composite
def heavier(draw: st.DrawFn, dossier: Dossier) -> Dossier:
    """The dossier with as much depth and irreversibility declared as before, or more."""
    ours = dossier.partnership
    return with_(
        dossier,
        "partnership",
        dependency_depth=draw(_from(DEPTHS, ours.dependency_depth)),
        reversibility=draw(_from(REVERSIBILITIES, ours.reversibility)),
    )


def _from(order: tuple[Any, ...], least: Any) -> st.SearchStrategy[Any]:
    """As much as there is now or more; what nobody declared stays undeclared."""
    return st.just(None) if least is None else st.sampled_from(order[order.index(least) :])


def _with_readings(dossier: Dossier, old: ReadingPart, new: ReadingPart) -> Dossier:
    return replace(
        dossier, readings=tuple(new if each is old else each for each in dossier.readings)
    )
