"""Who is told what, with real rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.memberships import membership_update
from accounts.actions.workspaces import workspace_update
from accounts.models import Membership, Notice, Workspace
from accounts.notices import sentence
from accounts.rules.notices import Kind
from config.kernel import clock
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_revalidate
from partnerships.actions.triggers import trigger_create, trigger_update
from reviews.decisions.actions.signatures import proposal_decline
from reviews.desk.actions.handovers import desk_line_hand_over, desk_line_take_back
from reviews.desk.notices import due_notices
from reviews.health.actions.sightings import sighting_note, sighting_set_aside
from reviews.models import DeskHandover, Sighting
from reviews.tasks import pass_time, tell
from reviews.vocabulary import LineKind
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership
from tests.reviews import stage
from tests.reviews.stage import on_screen

pytestmark = pytest.mark.django_db

MADRID = ZoneInfo("Europe/Madrid")


def told(cast: Cast, role: str, kind: Kind) -> list[Notice]:
    with workspace_scope(cast.workspace.pk):
        rows = Notice.objects.filter(
            workspace=cast.workspace, user=cast.user(role), kind=kind.value
        )
        return list(rows.order_by("pk"))


def test_a_proposal_waits_for_whoever_may_sign_it_and_is_told_once(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        stage.make_proposal(cast)
    assert [tell(cast.workspace)["told"] for _ in range(2)] == [1, 0]
    (notice,) = told(cast, "approver", Kind.PROPOSAL_WAITS)
    assert "/proposals/" in notice.path
    assert told(cast, "contributor", Kind.PROPOSAL_WAITS) == []


def test_whoever_proposed_is_told_what_became_of_it(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = stage.make_proposal(cast)
        proposal_decline(
            by=cast.actor("approver"),
            proposal=proposal,
            shown=on_screen(proposal, declining=True),
            reason="Not yet",
        )
    tell(cast.workspace)
    (notice,) = told(cast, "contributor", Kind.PROPOSAL_DECIDED)
    assert notice.params["case"] == "declined"


def test_a_deferral_that_took_effect_is_told_once(cast: Cast) -> None:
    make_claim(cast, make_partnership(cast), deferral_date=date(2026, 10, 24))
    with clock.moved_to(datetime(2026, 10, 26, 12, tzinfo=MADRID)):
        for _ in range(3):
            pass_time(cast.workspace)
            tell(cast.workspace)
    for who in ("contributor", "approver"):
        assert len(told(cast, who, Kind.DEFERRAL_EFFECT)) == 1


def evidence_until(cast: Cast, day: date) -> object:
    """An artifact that somebody reads for a claim and that holds until `day`."""
    partnership = make_partnership(cast)
    criterion = make_criterion(cast, make_claim(cast, partnership))
    artifact = make_artifact(
        cast, partnership.partner, observed_on=date(2026, 9, 1), holds_until=day
    )
    make_reading(cast, artifact, criterion)
    return artifact


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns", "Europe/Madrid"])
def test_evidence_that_lapses_is_told_thirty_seven_and_one_day_before_in_the_workspace_s_zone(
    cast: Cast, zone: str
) -> None:
    """The clocks of Madrid go back in the night before 25 October."""
    workspace: Workspace = workspace_update(
        by=cast.actor("administrator"),
        workspace=cast.workspace,
        version=None,
        name=cast.workspace.name,
        time_zone=zone,
    )
    until = date(2026, 11, 1)
    evidence_until(cast, until)
    for days in (30, 7, 1):
        midnight = datetime.combine(
            until - timedelta(days=days), datetime.min.time(), ZoneInfo(zone)
        )
        for moment, new in ((midnight.timestamp() - 1, 0), (midnight.timestamp(), 1)):
            with clock.moved_to(datetime.fromtimestamp(moment, ZoneInfo("UTC"))):
                assert tell(workspace)["told"] == new, (days, new)
    assert len(told(cast, "contributor", Kind.EVIDENCE_LAPSES)) == 3


def test_evidence_that_somebody_looked_at_again_is_announced_for_its_new_day(cast: Cast) -> None:
    artifact = evidence_until(cast, date(2026, 11, 1))
    noon = datetime(2026, 10, 27, 12, tzinfo=MADRID)
    with clock.moved_to(noon):
        artifact_revalidate(
            by=cast.actor("contributor"),
            artifact=artifact,
            version=None,
            looked_on=date(2026, 10, 27),
            seen="Still so",
            holds_until=date(2027, 3, 1),
        )
        tell(cast.workspace)
    assert told(cast, "contributor", Kind.EVIDENCE_LAPSES) == []


def test_the_end_of_a_term_and_an_overdue_review_are_told_to_contributors(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decision = stage.decide(cast, stage.make_ready(cast), "commit")
    ends = date.fromisoformat(decision.terms["term_ends_on"])
    for day in (ends - timedelta(days=6), ends - timedelta(days=6), ends):
        with clock.moved_to(datetime.combine(day, datetime.min.time(), MADRID)):
            pass_time(cast.workspace)
            tell(cast.workspace)
    distances = [n.occasion.partition(":")[2] for n in told(cast, "contributor", Kind.TERM_ENDS)]
    assert distances == ["7", "1"]
    cases = [n.params["case"] for n in told(cast, "contributor", Kind.REVIEW_DUE)]
    assert cases == ["overdue"]


def test_a_trigger_that_was_seen_is_told_to_the_person_it_names(cast: Cast) -> None:
    from accounts.ledger.recording import recorded

    by = cast.actor("contributor")
    with workspace_scope(cast.workspace.pk):
        trigger = stage.make_unwind_trigger(cast, make_partnership(cast))
        with recorded(by=by, kind="trial.seen", subject=trigger):
            Sighting(
                workspace_id=cast.workspace.pk,
                trigger=trigger,
                seen_on=clock.today(),
                what="Two months below",
                noted_by_id=by.user_id,
                noted_at=clock.now(),
            ).save()
    tell(cast.workspace)
    (notice,) = told(cast, "approver", Kind.TRIGGER_SEEN)
    assert notice.params["seen"] == "Two months below"
    assert sentence(notice).endswith("Two months below.")
    page = cast.client("approver").get(notice.path)
    assert page.context["seen"], "the page on which something can be done about it"


def test_a_trigger_whose_named_person_may_not_decide_any_more_is_told_to_every_approver(
    cast: Cast,
) -> None:
    with workspace_scope(cast.workspace.pk):
        named, other = (stage.another_member(cast, "approver") for _ in range(2))
        trigger = stage.make_unwind_trigger(cast, make_partnership(cast))
        by = cast.actor("contributor")
        trigger = trigger_update(by=by, trigger=trigger, version=None, authoriser=named)
        membership_update(
            by=cast.actor("administrator"), membership=named, version=None, roles=["auditor"]
        )
        trigger.authoriser.refresh_from_db()
        sighting_note(by=by, trigger=trigger, seen_on=date(2026, 5, 1), what="It showed")
    tell(cast.workspace)
    with workspace_scope(cast.workspace.pk):
        seen = Notice.objects.filter(kind=Kind.TRIGGER_SEEN.value)
        assert set(seen.values_list("user_id", flat=True)) == {
            cast.user("approver").pk,
            other.user_id,
        }


def unread(cast: Cast, kind: Kind) -> int:
    with workspace_scope(cast.workspace.pk):
        return Notice.objects.filter(kind=kind.value, read_at=None).count()


def test_once_a_proposal_is_decided_nobody_is_told_that_it_waits(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        stage.another_member(cast, "approver")
        proposal = stage.make_proposal(cast)
    tell(cast.workspace)
    assert unread(cast, Kind.PROPOSAL_WAITS) == 2
    with workspace_scope(cast.workspace.pk):
        stage.authorise(cast, proposal)
    assert unread(cast, Kind.PROPOSAL_WAITS) == 0
    with workspace_scope(cast.workspace.pk):
        assert not Notice.objects.filter(kind=Kind.PROPOSAL_WAITS.value).exclude(digest="")


def test_what_was_given_back_or_set_aside_is_news_no_more(cast: Cast) -> None:
    by = cast.actor("contributor")
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        handover = handed_over(cast, stage.another_member(cast, "contributor"))
        trigger = trigger_create(
            by=by, partnership=make_partnership(cast), observable="Seen", calls_for="unwind"
        )
        seen = sighting_note(by=by, trigger=trigger, seen_on=date(2026, 5, 1), what="It showed")
    tell(cast.workspace)
    assert (unread(cast, Kind.LINE_HANDED_OVER), unread(cast, Kind.TRIGGER_SEEN)) == (1, 1)
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        desk_line_take_back(by=by, handover=handover)
        approver = cast.actor("approver")
        sighting_set_aside(by=approver, sighting=seen, version=None, reason="A drill")
    assert (unread(cast, Kind.LINE_HANDED_OVER), unread(cast, Kind.TRIGGER_SEEN)) == (0, 0)


def handed_over(cast: Cast, another: Membership) -> DeskHandover:
    """The card that the contributor left incomplete, handed to another."""
    partnership = make_partnership(cast, name="Storage")
    return desk_line_hand_over(
        by=cast.actor("contributor"),
        kind=LineKind.INCOMPLETE,
        subject=f"partnership-{partnership.pk}",
        to=another.user_id,
        note="Away until Monday",
    )


def test_what_was_handed_over_is_told_to_whoever_got_it_once(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        another = stage.another_member(cast, "contributor")
        handed_over(cast, another)
    assert [tell(cast.workspace)["told"] for _ in range(2)] == [1, 0]
    with workspace_scope(cast.workspace.pk):
        notice = Notice.objects.get(kind=Kind.LINE_HANDED_OVER.value)
    assert notice.user_id == another.user_id
    assert notice.path == cast.url("?kind=incomplete")
    assert sentence(notice) == "Handed over to you: Storage. “Away until Monday”"


def test_what_was_given_back_before_anybody_was_told_is_not_told(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        another = stage.another_member(cast, "contributor")
        handover = handed_over(cast, another)
        desk_line_take_back(by=cast.actor("contributor"), handover=handover)
    assert tell(cast.workspace)["told"] == 0


def test_finding_out_takes_as_many_queries_for_two_as_for_one(cast: Cast) -> None:
    counted = []
    for _ in range(2):
        with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
            stage.make_proposal(cast)
            make_claim(cast, make_partnership(cast))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                due_notices(cast.workspace)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 13
