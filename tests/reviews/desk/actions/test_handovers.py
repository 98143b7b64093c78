"""Handing a line of the desk to somebody else, and giving it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from accounts.actions.memberships import membership_end, membership_update
from accounts.ledger.models import Entry
from accounts.models import Membership
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from partnerships.actions.positions import positions_refresh
from partnerships.models import Partnership
from reviews.desk.actions import handovers
from reviews.desk.actions.handovers import desk_line_hand_over, desk_line_take_back
from reviews.desk.rules.lines import Line
from reviews.desk.selectors import desk_of, lines_of_workspace
from reviews.desk.threads import thread_of
from reviews.health.actions.sightings import sighting_note
from reviews.models import DeskHandover
from reviews.trail.selectors import timeline_page
from reviews.vocabulary import LineKind
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import another_member, authorise, decide, make_proposal, make_ready

LEFT = LineKind.INCOMPLETE


@pytest.fixture(autouse=True)
def here(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk, slug=cast.workspace.slug):
        yield


@pytest.fixture
def ana(cast: Cast) -> Actor:
    """The contributor, who left a card incomplete."""
    make_partnership(cast, name="Storage")
    return cast.actor("contributor")


@pytest.fixture
def bo(cast: Cast) -> Membership:
    return another_member(cast, "contributor")


def line_of(actor: Actor, kind: LineKind = LEFT) -> Line | None:
    found = [line for line in desk_of(actor, clock.today()).lines if line.kind is kind]
    return found[0] if found else None


def hand(by: Actor, to: Membership, kind: LineKind = LEFT, note: str = "Away") -> DeskHandover:
    line = line_of(by, kind)
    assert line is not None
    return desk_line_hand_over(by=by, kind=kind, subject=line.subject, to=to.user_id, note=note)


def refusal(by: Actor, to: int, kind: LineKind, subject: str, note: str = "Away") -> str:
    with pytest.raises(DomainError) as raised:
        desk_line_hand_over(by=by, kind=kind, subject=subject, to=to, note=note)
    return str(raised.value)


def test_a_line_leaves_one_desk_and_stands_on_the_other_with_its_note(
    ana: Actor, bo: Membership
) -> None:
    hand(ana, bo, note="I am away until Monday.")
    assert line_of(ana) is None
    there = line_of(bo.actor)
    assert there is not None
    assert there.title == "Storage"
    assert there.handing is not None
    assert (there.handing.given_by_id, there.handing.note) == (
        ana.user_id,
        "I am away until Monday.",
    )
    assert [line.subject for line in desk_of(ana, clock.today()).given] == [there.subject]


def test_it_is_recorded_once_with_its_note_as_the_reason(ana: Actor, bo: Membership) -> None:
    before = Entry.objects.count()
    handover = hand(ana, bo, note="Away")
    entry = Entry.objects.latest("sequence")
    assert Entry.objects.count() == before + 1
    assert (entry.kind, entry.reason) == ("desk_line.handed_over", "Away")
    assert (entry.subject_type, entry.subject_id) == ("reviews.deskhandover", handover.pk)


def test_it_stands_in_the_trail_of_what_the_line_is_about(
    cast: Cast, ana: Actor, bo: Membership
) -> None:
    partnership = Partnership.objects.select_related("partner").get(name="Storage")
    desk_line_take_back(by=ana, handover=hand(ana, bo))
    kinds = [entry.kind for entry in timeline_page(partnership).rows[:2]]
    assert kinds == ["desk_line.taken_back", "desk_line.handed_over"]
    shown = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/timeline/"))
    assert "handed over" in shown.content.decode()


@pytest.mark.parametrize("noun", ["claim", "proposal", "decision", "sighting"])
def test_every_line_about_a_partnership_finds_its_trail(cast: Cast, noun: str) -> None:
    partnership = make_ready(cast)
    proposal = make_proposal(cast, partnership)
    trigger = partnership.triggers.get()
    seen = {"trigger": trigger, "seen_on": clock.today(), "what": "It showed"}
    rows = {
        "claim": partnership.claims.get(),
        "sighting": sighting_note(by=cast.actor("contributor"), **seen),
        "proposal": proposal,
        "decision": authorise(cast, proposal),
    }
    assert thread_of(cast.workspace.pk, f"{noun}-{rows[noun].pk}") == partnership
    assert thread_of(cast.workspace.pk + 1, f"{noun}-{rows[noun].pk}") is None


@pytest.mark.parametrize("who", ["giver", "receiver"])
def test_the_giver_takes_it_back_and_the_receiver_gives_it_back(
    ana: Actor, bo: Membership, who: str
) -> None:
    handover = hand(ana, bo)
    desk_line_take_back(by=ana if who == "giver" else bo.actor, handover=handover)
    assert line_of(ana) is not None
    assert line_of(bo.actor) is None
    assert Entry.objects.latest("sequence").kind == "desk_line.taken_back"


def test_what_was_given_back_cannot_be_given_back_again(ana: Actor, bo: Membership) -> None:
    handover = hand(ana, bo)
    desk_line_take_back(by=ana, handover=handover)
    with pytest.raises(DomainError, match="given back already"):
        desk_line_take_back(by=bo.actor, handover=handover)


def test_it_can_be_handed_on_and_comes_back_step_by_step(
    cast: Cast, ana: Actor, bo: Membership
) -> None:
    cy = another_member(cast, "contributor")
    hand(ana, bo)
    onward = hand(bo.actor, cy)
    assert (line_of(ana), line_of(bo.actor)) == (None, None)
    desk_line_take_back(by=cy.actor, handover=onward)
    back = line_of(bo.actor)
    assert back is not None
    assert back.handing is not None
    assert back.handing.given_by_id == ana.user_id
    assert line_of(ana) is None


def test_who_gave_it_first_takes_it_back_over_all_who_have_it_since(
    cast: Cast, ana: Actor, bo: Membership
) -> None:
    cy = another_member(cast, "contributor")
    first = hand(ana, bo)
    hand(bo.actor, cy)
    desk_line_take_back(by=ana, handover=first)
    assert line_of(ana) is not None
    assert (line_of(bo.actor), line_of(cy.actor)) == (None, None)
    assert not DeskHandover.objects.filter(ended_at=None).exists()


def test_it_may_go_back_to_who_gave_it_as_a_handing_of_its_own(
    cast: Cast, ana: Actor, bo: Membership
) -> None:
    hand(ana, bo)
    hand(bo.actor, cast.members["contributor"], note="I cannot, sorry")
    there = line_of(ana)
    assert there is not None
    assert there.handing is not None
    assert there.handing.note == "I cannot, sorry"
    assert line_of(bo.actor) is None


def test_a_line_that_is_cleared_is_on_nobody_s_desk(cast: Cast) -> None:
    another = another_member(cast, "approver")
    proposal = make_proposal(cast, make_ready(cast))
    approver = cast.actor("approver")
    hand(approver, another, LineKind.AUTHORISE)
    authorise(cast, proposal)
    assert line_of(another.actor, LineKind.AUTHORISE) is None
    assert desk_of(approver, clock.today()).given == ()


def test_where_the_receiver_leaves_the_line_is_back(cast: Cast, ana: Actor, bo: Membership) -> None:
    hand(ana, bo)
    membership_end(by=cast.actor("administrator"), membership=bo, version=None)
    assert line_of(ana) is not None


def test_what_a_former_member_had_can_be_handed_to_another(
    cast: Cast, ana: Actor, bo: Membership
) -> None:
    cy = another_member(cast, "contributor")
    hand(ana, bo)
    membership_update(
        by=cast.actor("administrator"), membership=bo, version=None, roles=["auditor"]
    )
    hand(ana, cy)
    assert line_of(cy.actor) is not None
    assert DeskHandover.objects.filter(ended_at=None).count() == 1


def test_what_waits_for_a_signature_goes_only_to_who_may_sign(cast: Cast, bo: Membership) -> None:
    make_proposal(cast, make_ready(cast))
    approver = cast.actor("approver")
    line = line_of(approver, LineKind.AUTHORISE)
    assert line is not None
    for nobody in (bo.user_id, cast.user("administrator").pk, cast.user("contributor").pk):
        assert "administrator can give somebody that role" in refusal(
            approver, nobody, LineKind.AUTHORISE, line.subject
        )
    other = another_member(cast, "approver")
    assert "Choose one of these members" in refusal(
        approver, bo.user_id, LineKind.AUTHORISE, line.subject
    )
    hand(approver, other, LineKind.AUTHORISE)
    assert line_of(other.actor, LineKind.AUTHORISE) is not None


def test_a_health_review_goes_to_those_who_can_hold_one(cast: Cast, bo: Membership) -> None:
    decide(cast, make_ready(cast), "commit")
    approver = cast.actor("approver")
    with clock.moved_to(clock.now() + timedelta(days=170)):
        positions_refresh(cast.workspace.pk, clock.today())
        line = line_of(approver, LineKind.REVIEW)
        assert line is not None
        assert line.holders == {cast.user("contributor").pk, bo.user_id}
        hand(approver, bo, LineKind.REVIEW)
        assert line_of(approver, LineKind.REVIEW) is None


def test_somebody_else_s_desk_is_not_touched(cast: Cast) -> None:
    """Two more approvers see the proposal; one of them hands it to the other, not for the third."""
    one, two = (another_member(cast, "approver") for _ in range(2))
    make_proposal(cast, make_ready(cast))
    hand(one.actor, two, LineKind.AUTHORISE)
    third = line_of(cast.actor("approver"), LineKind.AUTHORISE)
    assert third is not None
    assert third.handing is not None
    assert third.handing.given_to_id == two.user_id
    assert "looks after this line already" in refusal(
        cast.actor("approver"), one.user_id, LineKind.AUTHORISE, third.subject
    )


def test_a_line_that_is_not_on_one_s_desk_cannot_be_handed_over(
    cast: Cast, ana: Actor, bo: Membership
) -> None:
    line = line_of(ana)
    assert line is not None
    assert "does not stand on your desk" in refusal(
        cast.actor("auditor"), bo.user_id, LEFT, line.subject
    )
    hand(ana, bo)
    assert "does not stand on your desk" in refusal(ana, bo.user_id, LEFT, line.subject)


def test_a_draft_stays_with_who_typed_it(cast: Cast, ana: Actor, bo: Membership) -> None:
    cast.client("contributor").post(cast.url("drafts/partner:new/"), {"name": "Half a name"})
    line = line_of(ana, LineKind.DRAFT)
    assert line is not None
    assert "stays with you" in refusal(ana, bo.user_id, LineKind.DRAFT, line.subject)


def test_the_note_is_asked_for(ana: Actor, bo: Membership) -> None:
    line = line_of(ana)
    assert line is not None
    assert "Say what they need to know" in refusal(ana, bo.user_id, LEFT, line.subject, note=" –")


def test_nothing_is_written_of_what_was_refused(ana: Actor, bo: Membership) -> None:
    line = line_of(ana)
    assert line is not None
    refusal(ana, bo.user_id, LEFT, line.subject, note="")
    assert not DeskHandover.objects.exists()


def test_of_two_who_hand_it_over_at_once_one_is_told(
    cast: Cast, ana: Actor, bo: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line_of(ana)
    assert line is not None
    hand(ana, bo)
    monkeypatch.setattr(handovers, "_locked", lambda *_args: [])
    monkeypatch.setattr(handovers, "line_of", lambda *_args: line)
    assert "a moment ago" in refusal(ana, bo.user_id, LEFT, line.subject)


def test_the_workspace_sees_who_looks_after_what(cast: Cast, ana: Actor, bo: Membership) -> None:
    hand(ana, bo)
    lines = lines_of_workspace(cast.actor("auditor"), clock.today())
    (held,) = [line for line in lines if line.handing]
    assert held.kind is LEFT
    assert held.handing is not None
    assert held.handing.given_to_id == bo.user_id


def test_a_line_beyond_the_length_of_its_pile_is_not_lost(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviews.desk import reading

    one, two = (another_member(cast, "approver") for _ in range(2))
    make_proposal(cast, make_ready(cast, name="Early"))
    late = make_proposal(cast, make_ready(cast, name="Late"))
    subject = f"proposal-{late.pk}"
    kind = LineKind.AUTHORISE
    desk_line_hand_over(by=one.actor, kind=kind, subject=subject, to=two.user_id, note="Away")
    monkeypatch.setattr(reading, "MOST", 1)
    there = line_of(two.actor, kind)
    assert there is not None
    assert there.subject == subject
