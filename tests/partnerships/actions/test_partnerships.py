"""Taking partnerships into the register."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.errors import DomainError, NotRecorded, StaleVersion
from config.kernel.scope import workspace_scope
from partnerships.actions.partnerships import (
    partnership_create,
    partnership_move,
    partnership_update,
)
from partnerships.actions.positions import position_write
from partnerships.models import FitCard, Partner, Partnership, Position
from tests.conftest import Cast
from tests.factories import make_partner, make_partnership


def last_entry(cast: Cast) -> Entry:
    with workspace_scope(cast.workspace.pk):
        return Entry.objects.order_by("-sequence")[0]


def test_partner_partnership_and_fit_card_are_made_in_one_entry(cast: Cast) -> None:
    before = last_entry(cast).sequence
    partnership = partnership_create(
        by=cast.actor("contributor"), name="Card acquiring", new_partner="Ábaco Pagos"
    )
    entry = last_entry(cast)
    assert (entry.sequence, entry.kind) == (before + 1, "partnership.created")
    assert [row["model"] for row in entry.rows] == [
        "partnerships.historicalpartner",
        "partnerships.historicalpartnership",
        "partnerships.historicalfitcard",
        "partnerships.historicalboundarydesign",
    ]
    assert (entry.subject_id, entry.thread_id) == (partnership.pk, partnership.pk)
    assert partnership.standing == "candidate"


@pytest.mark.parametrize("given", ["both", "neither"])
def test_a_partnership_has_exactly_one_partner(cast: Cast, given: str) -> None:
    partner = make_partner(cast) if given == "both" else None
    with pytest.raises(DomainError) as refused:
        partnership_create(
            by=cast.actor("contributor"),
            name="X",
            partner=partner,
            new_partner="New" if given == "both" else "",
        )
    assert refused.value.problems[0].field == "partner"


def test_a_new_partner_of_a_known_name_is_refused(cast: Cast) -> None:
    make_partner(cast, name="Ábaco")
    with pytest.raises(DomainError) as refused:
        make_partnership(cast, new_partner="abaco")
    assert [problem.field for problem in refused.value.problems] == ["partner"]
    with workspace_scope(cast.workspace.pk):
        assert (Partner.objects.count(), Partnership.objects.count()) == (1, 0)


def test_the_same_name_is_refused_for_one_partner_and_fine_for_another(cast: Cast) -> None:
    first = make_partnership(cast, name="Card acquiring")
    make_partnership(cast, name="Card acquiring")
    with pytest.raises(DomainError) as refused:
        make_partnership(cast, name="CARD  acquiring", partner=first.partner)
    assert refused.value.problems[0].field == "name"


@pytest.mark.parametrize("name", ["\u200b", "\u0301", "--"])
def test_a_name_that_nobody_can_read_out_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(DomainError) as refused:
        make_partnership(cast, name=name)
    assert refused.value.problems[0].field == "name"


def test_it_cannot_run_since_tomorrow(cast: Cast) -> None:
    with pytest.raises(DomainError) as refused:
        make_partnership(cast, in_operation_since=clock.today() + timedelta(days=2))
    assert refused.value.problems[0].field == "in_operation_since"


def test_a_failing_fit_card_leaves_neither_partner_nor_partnership(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("no")

    monkeypatch.setattr(FitCard, "save", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_partnership(cast)
    with workspace_scope(cast.workspace.pk):
        assert (Partner.objects.count(), Partnership.objects.count()) == (0, 0)


def test_a_move_of_standing_is_in_nobodys_way(cast: Cast) -> None:
    partnership = make_partnership(cast)
    seen = partnership.version
    partnership_move(by=cast.actor("approver"), partnership=partnership, standing="committed")
    changed = partnership_update(
        by=cast.actor("contributor"), partnership=partnership, version=seen, name="Renamed"
    )
    assert (changed.name, changed.standing, changed.version) == ("Renamed", "committed", 3)


def test_an_older_text_is_refused_with_the_newer_one(cast: Cast) -> None:
    partnership = make_partnership(cast)
    by = cast.actor("contributor")
    partnership_update(by=by, partnership=partnership, version=1, name="A", purpose="theirs")
    with pytest.raises(StaleVersion) as stale:
        partnership_update(by=by, partnership=partnership, version=1, name="A", purpose="mine")
    assert stale.value.current.purpose == "theirs"


def test_saving_the_same_again_leaves_no_entry(cast: Cast) -> None:
    partnership = make_partnership(cast, name="Same", purpose="why")
    before = last_entry(cast).sequence
    partnership_update(
        by=cast.actor("contributor"),
        partnership=partnership,
        version=1,
        name="Same",
        purpose="why",
    )
    assert last_entry(cast).sequence == before


def test_a_standing_that_does_not_exist_cannot_be_written(cast: Cast) -> None:
    partnership = make_partnership(cast)
    with pytest.raises(ValueError, match="married"):
        partnership_move(by=cast.actor("approver"), partnership=partnership, standing="married")


def test_a_position_is_written_inside_an_action_only(cast: Cast) -> None:
    from accounts.ledger.recording import recorded

    partnership = make_partnership(cast)
    with pytest.raises(NotRecorded):
        position_write(partnership=partnership, proposal_id=1)
    with recorded(by=cast.actor("approver"), kind="test.done", subject=partnership):
        position_write(partnership=partnership, proposal_id=1, approver_id=7)
        position_write(partnership=partnership, proposal_id=None)
    with workspace_scope(cast.workspace.pk):
        position = Position.objects.get()
    assert (position.proposal_id, position.approver_id) == (None, 7)
