"""The start page: what waits for whom, why, and what clears it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actions.invitations import invitation_create
from accounts.actions.memberships import membership_end, membership_update
from accounts.models import Draft
from config.kernel import clock
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership
from reviews.decisions.actions.signatures import proposal_decline
from reviews.desk import listing
from reviews.desk.drafts import PLACES, place_of
from reviews.desk.rules.lines import in_order
from reviews.desk.selectors import desk_of
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import complete_claim, complete_fit_card, make_partnership
from tests.reviews.gate.policies import make_change
from tests.reviews.stage import (
    another_member,
    authorise,
    decide,
    make_proposal,
    make_ready,
    on_screen,
)


def piles(cast: Cast, role: str) -> dict[str, list[str]]:
    """The titles of the lines on a person's desk, in order, by kind."""
    today = clock.today(cast.workspace.zone)
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        lines = in_order(desk_of(cast.actor(role), today).lines, today)
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.kind.value, []).append(str(line.title))
    return found


def desk(cast: Cast, role: str) -> str:
    response = cast.client(role).get(cast.url())
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", ["contributor", "approver", "auditor", "administrator"])
def test_a_new_workspace_shows_the_way_in(cast: Cast, role: str) -> None:
    body = desk(cast, role)
    assert "First steps" in body
    assert (cast.url("members/invitations/new/") in body) is (role == "administrator")
    assert (cast.url("partnerships/new/") in body) is (role == "contributor")


def test_a_first_step_that_cannot_start_yet_is_no_link(cast: Cast) -> None:
    body = desk(cast, "contributor")
    assert "<b>Then write its Fit Card and one claim</b>" in body
    assert "Cannot start yet" in body


def test_a_proposal_waits_for_the_approver_and_shows_to_its_proposer(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast, make_ready(cast, name="Payments"))
    assert piles(cast, "approver")["authorise"] == ["Payments: Commit"]
    assert piles(cast, "contributor")["proposed"] == ["Payments: Commit"]
    assert f"/proposals/{proposal.pk}/" in desk(cast, "approver")
    with workspace_scope(cast.workspace.pk):
        authorise(cast, proposal)
    assert "authorise" not in piles(cast, "approver")
    assert "proposed" not in piles(cast, "contributor")


def test_the_outcome_of_a_proposal_is_told_to_whoever_proposed_with_its_reason(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        authorise(cast, make_proposal(cast, make_ready(cast, name="Payments")))
        declined = make_proposal(cast, make_ready(cast, name="Storage"))
        proposal_decline(
            by=cast.actor("approver"),
            proposal=declined,
            shown=on_screen(declined, declining=True),
            reason="The term is too long.",
        )
    assert piles(cast, "contributor")["outcome"] == ["Storage: Commit", "Payments: Commit"]
    assert "Declined by Approver: “The term is too long.”" in desk(cast, "contributor")
    assert "outcome" not in piles(cast, "administrator")


def test_an_outcome_leaves_the_desk_after_a_month(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast, make_ready(cast, name="Payments"), "defer")
        authorise(cast, proposal)
    with clock.moved_to(clock.now() + timedelta(days=31)):
        assert "outcome" not in piles(cast, "contributor")


def test_that_nobody_may_authorise_is_on_the_desks_of_those_who_can_mend_it(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_proposal(cast, make_ready(cast, name="Payments"))
        approver = cast.members["approver"]
        membership_end(by=cast.actor("administrator"), membership=approver, version=None)
    assert piles(cast, "administrator")["no-approver"] == ["Payments: Commit"]
    assert piles(cast, "contributor")["no-approver"] == ["Payments: Commit"]


def test_what_i_worked_on_and_left_incomplete_waits_for_me(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_partnership(cast, name="Bare")
        complete_fit_card(cast, make_partnership(cast, name="Without claim"))
        make_ready(cast, name="Complete")
    assert piles(cast, "contributor")["incomplete"] == ["Without claim", "Bare"]
    assert "incomplete" not in piles(cast, "approver")


def test_dates_come_up_before_they_pass_and_stay_after(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast, name="Payments")  # its claim defers in 90 days
        decide(cast, partnership, "defer")  # until in 60 days
    assert "deferral" not in piles(cast, "contributor")
    with clock.moved_to(clock.now() + timedelta(days=40)):
        assert piles(cast, "contributor")["deferral"] == ["Payments"]
        assert "Next 30 days" in desk(cast, "contributor")
    with clock.moved_to(clock.now() + timedelta(days=100)):
        assert piles(cast, "approver")["deferral"] == ["Payments", "Payments"]
        assert "Past its day" in desk(cast, "approver")


def test_the_end_of_notice_and_of_a_term_come_up(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast, name="Payments"), "commit")  # notice by 200, ends in 300
    with clock.moved_to(clock.now() + timedelta(days=190)):
        assert piles(cast, "contributor")["term"] == ["Payments"]
    with clock.moved_to(clock.now() + timedelta(days=290)):
        assert piles(cast, "contributor")["term"] == ["Payments", "Payments"]


def test_the_auditor_sees_what_was_lately_decided(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast, name="Payments"), "commit")
    assert piles(cast, "auditor") == {"decided": ["Payments: Commit"]}


def test_open_invitations_wait_for_the_administrator(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        invitation_create(
            by=cast.actor("administrator"), email="new@example.org", roles=["auditor"]
        )
    assert piles(cast, "administrator")["invitation"] == ["new@example.org"]


def test_a_change_of_the_policy_waits_for_whoever_may_agree(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        change = make_change(cast)
    for role in ("contributor", "approver"):
        assert piles(cast, role)["policy"] == ["A change of the policy"]
    assert "policy" not in piles(cast, "auditor")
    body = desk(cast, "approver")
    assert "Administrator asked for it; you may agree." in body
    assert f"/policy/changes/{change.pk}/" in body
    assert "another member has to agree" in desk(cast, "administrator")


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("policy", "policy/propose/?draft=restore"),
        ("partner:new", "partners/new/?draft=restore"),
        ("partner:3", "partners/3/edit/?draft=restore"),
        ("partnership:new", "partnerships/new/?draft=restore"),
        ("proposal:commit:7", "partnerships/7/decisions/new/commit/?draft=restore"),
        ("workspace", "settings/?draft=restore"),
        ("artifact:new:4", "artifacts/new/?partner=4&draft=restore"),
        ("artifact:4", "artifacts/4/edit/?draft=restore"),
        ("reading:new:4", "artifacts/4/readings/new/?draft=restore"),
        ("fit_card:4:capability", "partnerships/4/fit-card/capability/?draft=restore"),
        ("claim:new:4", "partnerships/4/claims/new/?draft=restore"),
        ("claim:4", "claims/4/edit/?draft=restore"),
        ("criterion:new:4", "claims/4/criteria/new/?draft=restore"),
        ("health-review:4:evidence", "health-reviews/4/evidence/?draft=restore"),
        ("health-review:4:close", "health-reviews/4/close/?draft=restore"),
        ("violation:new:4", "partnerships/4/violations/new/?draft=restore"),
        ("violation:4", "violations/4/resolve/?draft=restore"),
        ("conflict_risk:new:4", "partnerships/4/fit-card/conflict-risks/new/?draft=restore"),
    ],
)
def test_a_draft_leads_back_to_its_form(cast: Cast, key: str, path: str) -> None:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        assert place_of(Draft(key=key))[1] == cast.url(path)


@pytest.mark.parametrize(
    "key", ["", "x", "partner:", "partner:x", "proposal:commit", "claim:1:2:3"]
)
def test_an_odd_draft_has_no_address(cast: Cast, key: str) -> None:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        assert place_of(Draft(key=key))[1] == ""


def test_drafts_show_on_their_writer_s_desk(cast: Cast) -> None:
    cast.client("contributor").post(cast.url("drafts/partner:new/"), {"name": "Half a name"})
    assert piles(cast, "contributor")["draft"] == [str(PLACES["partner"][0])]
    assert "draft" not in piles(cast, "administrator")


@pytest.mark.parametrize("role", ["contributor", "approver", "auditor", "administrator"])
def test_the_number_of_queries_does_not_grow_with_the_work(cast: Cast, role: str) -> None:
    def fill(count: int) -> None:
        with workspace_scope(cast.workspace.pk):
            for _number in range(count):
                make_partnership(cast)
                complete_fit_card(cast, make_partnership(cast))
                make_proposal(cast)
                decide(cast, make_ready(cast), "defer")
                Partnership.objects.count()

    fill(1)
    client = cast.client(role)
    client.get(cast.url())
    with CaptureQueriesContext(connection) as few:
        client.get(cast.url())
    fill(2)
    client.get(cast.url())  # what was written since is judged once
    with CaptureQueriesContext(connection) as many:
        client.get(cast.url())
    assert len(many) <= len(few)


def moved(days: int) -> AbstractContextManager[None]:
    return clock.moved_to(clock.now() + timedelta(days=days))


def test_a_deferral_that_took_effect_waits_for_those_who_decide(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        complete_claim(cast, make_partnership(cast, name="Storage"))  # its date is in 90 days
    assert "passed without the evidence" not in desk(cast, "approver")
    with moved(92):
        assert "passed without the evidence" in desk(cast, "approver")
        assert piles(cast, "approver")["deferral"] == ["Storage"], "it is said once"


def test_a_commitment_in_question_says_why(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast, name="Payments"), "commit")  # reviewed every 180 days
    assert "question" not in piles(cast, "contributor")
    with moved(190):
        body = desk(cast, "contributor")
        assert "In question." in body
        assert "A health review is overdue." in body
        assert piles(cast, "contributor")["review"] == ["Payments"]


def test_a_health_review_is_announced_before_it_is_due(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast, name="Payments"), "commit")
    with moved(150):
        assert "review" not in piles(cast, "approver")
    with moved(170):
        assert "The bar asks for a health review" in desk(cast, "approver")


def test_evidence_is_announced_before_it_lapses(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        claim = complete_claim(cast, make_partnership(cast))
        artifact = make_artifact(
            cast,
            claim.partnership.partner,
            title="Pilot",
            holds_until=clock.today() + timedelta(days=100),
        )
        make_reading(cast, artifact, claim.criteria.get())
    assert "evidence" not in piles(cast, "contributor")
    with moved(80):
        assert piles(cast, "contributor")["evidence"] == ["Pilot"]
        assert "It lapses within 30 days" in desk(cast, "contributor")
    with moved(93):
        assert "It lapses within 7 days" in desk(cast, "contributor")
    with moved(99):
        assert "It lapses within 1 day;" in desk(cast, "contributor")
    with moved(110):
        assert "evidence" not in piles(cast, "contributor")


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_those_who_look_after_the_workspace_see_what_waits_in_it(cast: Cast, role: str) -> None:
    with workspace_scope(cast.workspace.pk):
        make_proposal(cast, make_ready(cast, name="Payments"))
    assert cast.url("overview/") in desk(cast, role)
    body = cast.client(role).get(cast.url("overview/")).content.decode()
    assert "Contributor proposed it." in body
    assert "Payments: Commit" in body
    assert "Waits with: Approver." in body


def test_the_workspace_s_page_counts_those_whom_it_does_not_name(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        for _number in range(3):
            another_member(cast, "approver")
        make_proposal(cast, make_ready(cast, name="Payments"))
    body = cast.client("auditor").get(cast.url("overview/")).content.decode()
    assert "Waits with 4 members." in body


def test_an_empty_workspace_has_nothing_waiting(cast: Cast) -> None:
    body = cast.client("auditor").get(cast.url("overview/")).content.decode()
    assert "Nothing waits in the workspace" in body


def test_what_one_may_not_sign_does_not_wait_for_one(cast: Cast) -> None:
    """The approver proposed it themselves, so nobody here may authorise it."""
    with workspace_scope(cast.workspace.pk):
        administrator = cast.actor("administrator")
        cast.members["approver"] = membership_update(
            by=administrator,
            membership=cast.members["approver"],
            version=None,
            roles=["approver", "contributor"],
        )
        make_proposal(cast, make_ready(cast, name="Payments"), role="approver")
    assert piles(cast, "approver")["proposed"] == ["Payments: Commit"]
    assert "authorise" not in piles(cast, "approver")


def test_all_kinds_stand_in_one_list_by_time(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        decide(cast, make_ready(cast, name="Payments"), "commit")
        make_proposal(cast, make_ready(cast, name="Storage"))
    with moved(170):
        body = desk(cast, "approver")
    assert body.index("Waiting now") < body.index("Storage: Commit") < body.index("Next 30 days")
    assert body.index("Next 30 days") < body.rindex("Payments")


def test_a_kind_can_be_asked_for_and_says_how_many_there_are(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_partnership(cast, name="Bare")
        make_proposal(cast, make_ready(cast, name="Storage"))
    cast.client("contributor").post(cast.url("drafts/partner:new/"), {"name": "Half a name"})
    body = desk(cast, "contributor")
    assert f'href="{cast.url()}?kind=draft">Draft (1)' in body
    assert "All (3)" in body
    narrowed = cast.client("contributor").get(cast.url("?kind=draft")).content.decode()
    assert "Storage: Commit" not in narrowed
    assert "A partner" in narrowed
    nonsense = cast.client("contributor").get(cast.url("?kind=<b>")).content.decode()
    assert "Storage: Commit" in nonsense


def test_a_kind_of_which_nothing_waits_says_so_and_leads_back(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        make_partnership(cast)
    body = cast.client("auditor").get(cast.url("?kind=trigger")).content.decode()
    assert "Nothing of this kind waits for you" in body
    assert "Show everything" in body


def test_a_long_desk_shows_what_is_nearest_and_the_rest_on_request(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SHOWN", 1)
    with workspace_scope(cast.workspace.pk):
        make_proposal(cast, make_ready(cast, name="Storage"))
        make_partnership(cast, name="Bare")
    body = desk(cast, "contributor")
    assert "These are the first 1 of 2 lines." in body
    assert "Bare" not in body
    assert "Bare" in cast.client("contributor").get(cast.url("?all=1")).content.decode()


def test_the_day_of_a_line_is_one_of_the_workspace_s_zone(cast: Cast) -> None:
    """Half past eleven in the evening of London is the next day in Madrid."""
    late = datetime(2026, 12, 10, 23, 30, tzinfo=UTC)
    with workspace_scope(cast.workspace.pk), clock.moved_to(late):
        make_proposal(cast, make_ready(cast, name="Payments"))
    with clock.moved_to(late + timedelta(minutes=10)):
        assert 'datetime="2026-12-11"' in desk(cast, "approver")
