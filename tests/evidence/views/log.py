"""A log with something of everything, and how tests read it."""

from __future__ import annotations

import csv
import io
from datetime import date

from accounts.ledger.recording import recorded
from config.kernel import clock
from evidence.actions.artifacts import artifact_withdraw
from evidence.actions.readings import reading_withdraw
from partnerships.actions.positions import position_write
from partnerships.models import Partnership
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import (
    complete_claim,
    complete_fit_card,
    make_criterion,
    make_partnership,
    settle_boundary,
)

COLUMNS = (
    "Partner",
    "Claim",
    "Evidence artifact",
    "Limits",
    "Boundary status",
    "Decision",
    "Date",
    "Approver",
)


def decide(cast: Cast, partnership: Partnership) -> None:
    """As if a decision to defer had been sealed."""
    with recorded(by=cast.actor("approver"), kind="decision.sealed", subject=partnership):
        position_write(
            partnership=partnership,
            decision_id=1,
            decision_kind="defer",
            decided_at=clock.now(),
            frozen_at=clock.now(),
            approver_id=cast.user("approver").pk,
        )


def make_full_log(cast: Cast) -> Partnership:
    """A partnership with a clear boundary, one claim, and artifacts of every kind of standing."""
    partnership = make_partnership(cast, name="Card acquiring", new_partner="Árbol Payments")
    complete_fit_card(cast, partnership)
    settle_boundary(cast, partnership)
    claim = complete_claim(cast, partnership)
    one = make_criterion(cast, claim, statement="Chargebacks are answered in time")
    two = make_criterion(cast, claim, statement="Refunds settle in time")
    pilot = make_artifact(cast, partnership.partner, title="Pilot report", kind="pilot_result")
    make_reading(cast, pilot, one)
    make_reading(cast, pilot, two, bearing="refutes")
    old = make_artifact(
        cast,
        partnership.partner,
        title="Old audit",
        kind="audit_report",
        source="third_party",
        observed_on=date(2020, 1, 1),
        holds_until=date(2021, 1, 1),
    )
    make_reading(cast, old, one, bearing="ambiguous")
    make_artifact(cast, partnership.partner, title="Nobody read me", source="partner")
    by = cast.actor("contributor")
    wrong = make_artifact(cast, partnership.partner, title="Wrong figures")
    artifact_withdraw(by=by, artifact=wrong, version=1, reason="Corrected")
    hearsay = make_artifact(cast, partnership.partner, title="Hearsay", kind="reference")
    reading = make_reading(cast, hearsay, one)
    reading_withdraw(by=by, reading=reading, version=1, reason="No figures")
    return partnership


def titles(cast: Cast, path: str = "evidence/", **query: str) -> list[str]:
    response = cast.client("auditor").get(cast.url(path), query)
    return [row.artifact.title for row in response.context["page"].rows]


def export(cast: Cast, **query: str) -> list[dict[str, str]]:
    response = cast.client("auditor").get(cast.url("evidence/export/"), query)
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
