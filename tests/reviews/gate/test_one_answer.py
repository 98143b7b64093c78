"""Page, form, action and Position name the same requirements, whatever is stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from evidence.actions.readings import reading_assess
from evidence.models import Reading
from partnerships.actions.partnerships import partnership_move
from partnerships.actions.positions import positions_refresh
from partnerships.models import Partnership, Position
from partnerships.rules.standing import DecisionKind, Standing
from reviews.decisions.actions.proposals import proposal_make
from reviews.dossier import Dossier
from reviews.exchange.actions.dossiers import dossier_import
from reviews.exchange.shifting import shifted
from reviews.gate.judging import standing_refusal
from reviews.gate.panel import Panel
from reviews.sentences import BOOK
from tests.conftest import Cast
from tests.partnerships.parts import TODAY
from tests.reviews.gate.stages import impaired, with_
from tests.reviews.stage import in_days, make_unwind_trigger, terms_for
from tests.reviews.travelling import travelling

WHY = "It is what we know today."

#: As short as any bar wants them.
TERMS = terms_for("commit") | {"term_ends_on": in_days(100), "notice_by": in_days(50)}


@st.composite
def storable(draw: st.DrawFn) -> Dossier:
    """A dossier that a register takes: near to one that clears its bar, or any."""
    if draw(st.integers(0, 3)) == 0:
        return draw(travelling())
    dossier = draw(impaired())
    facts = tuple(replace(each, source="The public register") for each in dossier.partner.facts)
    dossier = with_(dossier, "partner", facts=facts)
    return shifted(whole(dossier), (clock.today() - TODAY).days)


def whole(dossier: Dossier) -> Dossier:
    """The dossier without what refers to something that an impairment took away."""
    there = {each.id for claim in dossier.claims for each in claim.criteria}
    readings = tuple(each for each in dossier.readings if each.criterion_id in there)
    read = {each.artifact_id for each in readings}
    return replace(
        dossier,
        readings=readings,
        artifacts=tuple(each for each in dossier.artifacts if each.id in read),
        measurements=tuple(each for each in dossier.measurements if each.criterion_id in there),
    )


@settings(
    max_examples=8,
    phases=(Phase.generate,),  # each example is several pages: to make one smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    dossier=storable(),
    standing=st.sampled_from([Standing.CANDIDATE, Standing.COMMITTED, *Standing]),
    followed=st.booleans(),
)
def test_page_form_action_and_position_name_the_same_requirements(
    cast: Cast, dossier: Dossier, standing: Standing, followed: bool
) -> None:
    with stored(cast, dossier, standing, followed=followed) as partnership:
        panel = panel_of(cast, partnership)
        form, action = form_refusal(cast, partnership), action_refusal(cast, partnership)
        blockers = position_of(cast, partnership).blockers
    refused = standing_refusal(partnership, DecisionKind.COMMIT)
    stopping = [line for each in panel.conditions for line in each.requirements if line.state.stops]
    said = [str(problem.text) for line in stopping for problem in line.problems]
    assert action == ([BOOK.sentence(refused)] if refused else said)
    assert sorted(form) == sorted(action)
    assert blockers == [line.code for line in stopping]
    assert all(line.problems for line in stopping)
    assert panel.is_open is not bool(blockers)


@contextmanager
def stored(
    cast: Cast, dossier: Dossier, standing: Standing, *, followed: bool
) -> Iterator[Partnership]:
    """A partnership with all that the dossier says, in this standing; taken back afterwards.

    `followed`: with what a file never brings along, somebody to unwind and readings assessed.
    """
    with transaction.atomic(), workspace_scope(cast.workspace.pk):
        partnership = dossier_import(by=cast.actor("contributor"), dossier=dossier)
        with recorded(by=cast.actor("approver"), kind="test.decided", subject=partnership):
            partnership_move(by=cast.actor("approver"), partnership=partnership, standing=standing)
        if followed:
            follow(cast, partnership)
        partnership.refresh_from_db()
        yield partnership
        transaction.set_rollback(True)


def follow(cast: Cast, partnership: Partnership) -> None:
    make_unwind_trigger(cast, partnership)
    for reading in Reading.objects.filter(
        criterion__claim__partnership=partnership, withdrawn_at=None
    ):
        reading_assess(
            by=cast.actor("approver"), reading=reading, version=None, verdict="upheld", why=WHY
        )


def panel_of(cast: Cast, partnership: Partnership) -> Panel:
    """What stands on the gate's page."""
    page = cast.client("contributor").get(cast.url(f"partnerships/{partnership.pk}/gate/"))
    panel: Panel = page.context["panel"]
    return panel


def form_refusal(cast: Cast, partnership: Partnership) -> list[str]:
    """What the form says to a proposal that lacks nothing of its own."""
    url = cast.url(f"partnerships/{partnership.pk}/decisions/new/commit/")
    fields = {"rationale": WHY, "step": "check", **TERMS}
    page = cast.client("contributor").post(url, fields)
    return [str(each) for said in page.context["form"].errors.values() for each in said]


def action_refusal(cast: Cast, partnership: Partnership) -> list[str]:
    """What the action says to the same proposal."""
    try:
        with transaction.atomic():
            proposal_make(
                by=cast.actor("contributor"),
                partnership=partnership,
                kind="commit",
                rationale=WHY,
                terms=TERMS,
            )
            transaction.set_rollback(True)
    except DomainError as refusal:
        return [str(each.text) for each in refusal.problems]
    return []


def position_of(cast: Cast, partnership: Partnership) -> Position:
    """What the register shows, judged again where it has to be."""
    positions_refresh(cast.workspace.pk, clock.today(cast.workspace.zone))
    return Position.objects.get(partnership=partnership)
