"""A Position is stale once something was written about it, and judged when somebody looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.ledger.recording import recorded
from config.kernel import clock
from config.kernel.scope import workspace_scope
from evidence.models import Doubt, Reading
from partnerships.actions.partners import partner_update
from partnerships.actions.positions import positions_refresh
from partnerships.actions.scale_steps import option_create, option_delete
from partnerships.models import Partnership, Position
from partnerships.rules.standing import DecisionKind
from reviews.exchange.actions.dossiers import dossier_import
from reviews.gate.judging import judgement_of
from reviews.gate.selectors.policies import gate_policy
from reviews.selectors.dossier import dossier_of
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import complete_claim, make_partner, make_partnership, make_scale_step
from tests.reviews.stage import declare, make_ready

pytestmark = pytest.mark.django_db


def position(partnership: Partnership) -> Position:
    return Position.objects.get(partnership=partnership)


def refreshed(cast: Cast) -> int:
    return positions_refresh(cast.workspace.pk, clock.today(cast.workspace.zone))


def test_it_says_what_the_gate_says(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        for partnership in (make_ready(cast), make_partnership(cast)):
            refreshed(cast)
            judged = judgement_of(
                DecisionKind.COMMIT, dossier_of(partnership), gate_policy(cast.workspace.pk)
            )
            row = position(partnership)
            assert (row.bar, row.blockers) == (judged.bar, [*judged.blockers])
            assert (row.judged_on, row.next_change_on) == (judged.today, judged.next_change_on)


def test_what_is_written_about_a_partnership_makes_it_stale(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        ready, other = make_ready(cast), make_ready(cast)
        refreshed(cast)
        declare(cast, ready, "structural")
        assert position(ready).judged_on is None
        assert position(other).judged_on is not None
        refreshed(cast)
        assert position(ready).bar == 3


def test_what_is_written_about_a_partner_makes_its_partnerships_stale(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        ready, other = make_ready(cast), make_ready(cast)
        refreshed(cast)
        partner_update(
            by=cast.actor("contributor"), partner=ready.partner, version=None, name="Renamed"
        )
        assert position(ready).judged_on is None
        assert position(other).judged_on is not None


def test_it_is_judged_again_on_the_day_on_which_time_changes_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace_scope(cast.workspace.pk):
        ready = make_ready(cast)
        refreshed(cast)
        day = position(ready).next_change_on
        assert day is not None
        monkeypatch.setattr(clock, "today", lambda zone=None: day)
        refreshed(cast)
        assert position(ready).judged_on == day


def test_nothing_to_do_takes_one_query(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_ready(cast)
        refreshed(cast)
        with CaptureQueriesContext(connection) as queries:
            refreshed(cast)
    assert len([each for each in queries if "SAVEPOINT" not in each["sql"]]) == 1


def test_many_take_as_many_queries_as_one(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_ready(cast)
        with CaptureQueriesContext(connection) as one:
            refreshed(cast)
        for _each in range(3):
            make_ready(cast)
        Position.objects.update(judged_on=None)
        with CaptureQueriesContext(connection) as many:
            refreshed(cast)
    assert len(many) == len(one)


def test_more_than_a_look_takes_waits_for_the_next(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviews.gate.actions.judging.AT_A_LOOK", 2)
    with workspace_scope(cast.workspace.pk):
        refreshed(cast)
        for _each in range(3):
            make_partnership(cast)
        assert refreshed(cast) == 1
        assert refreshed(cast) == 0


def test_evidence_that_is_withdrawn_closes_the_gate_again(cast: Cast) -> None:
    from evidence.actions.readings import reading_withdraw

    with workspace_scope(cast.workspace.pk):
        ready = make_ready(cast)
        refreshed(cast)
        assert position(ready).blockers == []
        reading = Reading.objects.get(criterion__claim__partnership=ready)
        by = cast.actor("contributor")
        reading_withdraw(by=by, reading=reading, version=None, reason="Miscounted")
        refreshed(cast)
        assert position(ready).blockers == ["supported"]


def test_a_partnership_that_is_no_option_any_more_is_judged_again(cast: Cast) -> None:
    by = cast.actor("contributor")
    with workspace_scope(cast.workspace.pk):
        ready, step = make_ready(cast), make_scale_step(cast)
        option = option_create(by=by, scale_step=step, kind="partnership", partnership=ready)
        refreshed(cast)
        option_delete(by=by, option=option, version=None)
        assert position(ready).judged_on is None


def test_an_import_judges_again_whoever_shares_its_scale_steps(cast: Cast) -> None:
    by = cast.actor("contributor")
    with workspace_scope(cast.workspace.pk):
        ready, other, step = make_ready(cast), make_ready(cast), make_scale_step(cast)
        for each in (ready, other):
            option_create(by=by, scale_step=step, kind="partnership", partnership=each)
        dossier = dossier_of(other)
        renamed = replace(dossier, partnership=replace(dossier.partnership, name="Taken in"))
        refreshed(cast)
        dossier_import(by=by, dossier=renamed)
        assert position(ready).judged_on is None


def test_a_doubt_in_one_partnership_is_judged_again_wherever_the_artifact_is_read(
    cast: Cast,
) -> None:
    partner = make_partner(cast)
    artifact = make_artifact(cast, partner)
    both = [complete_claim(cast, make_partnership(cast, partner=partner)) for _ in range(2)]
    for claim in both:
        with workspace_scope(cast.workspace.pk):
            make_reading(cast, artifact, claim.criteria.get())
    with workspace_scope(cast.workspace.pk):
        refreshed(cast)
    first, second = (claim.partnership for claim in both)
    with (
        workspace_scope(cast.workspace.pk),
        recorded(by=cast.actor("contributor"), kind="test.doubted", thread=first) as under_way,
    ):
        doubt = Doubt(
            workspace_id=cast.workspace.pk,
            artifact=artifact,
            doubted_on=date(2026, 11, 1),
            why="Their list drops what they won",
        )
        doubt.save()
        under_way.subject = doubt
    with workspace_scope(cast.workspace.pk):
        stale = Position.objects.filter(judged_on=None).values_list("partnership_id", flat=True)
        assert set(stale) == {first.pk, second.pk}
