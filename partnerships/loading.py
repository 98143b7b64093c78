"""Many partnerships at once, for trials of size. Nothing here is a true story.

The rows are whole (card, claim, criteria, rows of the card) and leave a ledger and a history that
verify. Their standings are spread so that filters have something to find, and no decision led to
them: that is why a load belongs into a workspace of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from accounts.ledger.recording import recorded
from accounts.models import Workspace
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import save_new
from config.kernel.recording import action
from partnerships.actions.names import named
from partnerships.models import (
    BoundaryDesign,
    Claim,
    ConflictRisk,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Partner,
    Partnership,
    Position,
    Standing,
    SuccessCriterion,
)

#: How many partnerships share a partner.
PER_PARTNER = 4

_NAMES = ("Ábaco", "Northwind", "Émeraude", "Kestrel", "Łódź", "Meridian", "Östra", "Sable")
_TRADES = ("Pagos", "Integration", "Identity", "Logistics", "Clouds", "Registers", "Screening")
_WORK = (
    "Card acquiring",
    "Rollout of the case system",
    "Identity checks",
    "Last-mile delivery",
    "Fraud screening",
    "Hosting",
    "Address registers",
)
_PLACES = ("Europe", "the north", "Andalusia", "two regions", "the pilot cities")
_PARTNERS = [f"{name} {trade}" for name, trade in product(_NAMES, _TRADES)]
_PARTNERSHIPS = [f"{work} in {place}" for work, place in product(_WORK, _PLACES)]


@action
def load_create(*, by: Actor, workspace: Workspace, start: int, count: int) -> None:
    """Partnerships number `start` to `start + count - 1` with all that hangs on them. One entry."""
    with recorded(by=by, kind="load.created", subject=workspace, reason="Trial of size"):
        today = clock.today()
        partnerships = _partnerships(by, start, count)
        save_new([_card(each) for each in partnerships])
        save_new([_design(each) for each in partnerships])
        Position.objects.bulk_create([_position(each) for each in partnerships])
        save_new([_risk(each) for each in partnerships])
        save_new([_point(each) for each in partnerships])
        save_new([_step(each) for each in partnerships])
        claims = [_claim(each, today) for each in partnerships]
        save_new(claims)
        save_new([criterion for claim in claims for criterion in _criteria(claim)])


def _partnerships(by: Actor, start: int, count: int) -> list[Partnership]:
    numbers = range(start, start + count)
    partners = {
        group: Partner(
            workspace_id=by.workspace_id,
            what_they_do="Stands in for an outside organisation.",
            **named(f"{_PARTNERS[group % len(_PARTNERS)]} {group}"),
        )
        for group in sorted({number // PER_PARTNER for number in numbers})
    }
    save_new(_unsaved(by, partners))
    rows = [_partnership(by, partners[number // PER_PARTNER], number) for number in numbers]
    save_new(rows)
    return rows


def _unsaved(by: Actor, partners: dict[int, Partner]) -> list[Partner]:
    """Those that no earlier portion has saved; the others take the saved row's id."""
    known = dict(
        Partner.objects.filter(
            workspace_id=by.workspace_id,
            sort_key__in=[partner.sort_key for partner in partners.values()],
        ).values_list("sort_key", "id")
    )
    for partner in partners.values():
        partner.pk = known.get(partner.sort_key)
    return [partner for partner in partners.values() if partner.sort_key not in known]


def _partnership(by: Actor, partner: Partner, number: int) -> Partnership:
    standings = list(Standing)
    return Partnership(
        workspace_id=by.workspace_id,
        partner=partner,
        purpose="One of many, so that pages can be tried at size.",
        standing=standings[number % len(standings)],
        **named(f"{_PARTNERSHIPS[number * 7 % len(_PARTNERSHIPS)]} {number}"),
    )


def _card(partnership: Partnership) -> FitCard:
    return FitCard(
        workspace_id=partnership.workspace_id,
        partnership=partnership,
        capability="What they can do that we cannot",
        uncertainty_reduced="Whether it holds at our volume",
        complementary="We go on handling the difficult cases ourselves",
        incentives="They earn by volume",
        integration_surface="One interface and a weekly handover",
        evidence_expected="A pilot over three months",
        exit_days=120,
        exit_cost=60_000,
        exit_currency="EUR",
        exit_basis="Our own estimate, from the last migration",
        portability="full",
        data_portability="A full export within a week",
        operational_cadence="Releases every second week on both sides",
        failure_behaviour="They call within the hour",
    )


def _design(partnership: Partnership) -> BoundaryDesign:
    return BoundaryDesign(
        workspace_id=partnership.workspace_id,
        partnership=partnership,
        decision_rights="Which cases are closed stays with us",
        shared_cadence="A monthly meeting of both heads",
    )


def _position(partnership: Partnership) -> Position:
    return Position(workspace_id=partnership.workspace_id, partnership=partnership)


def _risk(partnership: Partnership) -> ConflictRisk:
    return ConflictRisk(
        workspace_id=partnership.workspace_id,
        partnership=partnership,
        description="They sell to our rivals too",
        early_observation="Features for others come first twice in a row",
        watcher="Head of Partnerships",
    )


def _point(partnership: Partnership) -> IntegrationPoint:
    return IntegrationPoint(
        workspace_id=partnership.workspace_id,
        partnership=partnership,
        name="Order interface",
        single_point_of_failure=partnership.pk % 3 == 0,
        fallback="Orders by file",
        audited_how="Both sides keep logs that the other may read",
    )


def _step(partnership: Partnership) -> ExitStep:
    return ExitStep(
        workspace_id=partnership.workspace_id,
        partnership=partnership,
        step="Export what is ours",
        owner="Platform team",
    )


def _claim(partnership: Partnership, today: date) -> Claim:
    return Claim(
        workspace_id=partnership.workspace_id,
        partnership=partnership,
        uncertainty="whether orders arrive in time",
        capability="delivery within a day",
        boundary="they never change an order",
        evidence_expected="three months of real orders",
        does_not_establish="that anybody orders twice",
        deferral_date=today + timedelta(days=90),
    )


def _criteria(claim: Claim) -> Iterator[SuccessCriterion]:
    for statement, target in (("Orders arrive within a day", "95 of 100"), ("None is lost", "0")):
        yield SuccessCriterion(
            workspace_id=claim.workspace_id, claim=claim, statement=statement, target=target
        )
