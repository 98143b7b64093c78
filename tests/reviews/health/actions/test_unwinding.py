"""The steps that an unwinding begins with, and what may be done with them while it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.ledger.models import Entry
from config.kernel import clock
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from partnerships.actions.card_rows import exit_step_create
from partnerships.models import Partnership
from reviews.decisions.actions.proposals import proposal_make
from reviews.health.actions.unwinding import (
    unwind_step_create,
    unwind_step_delete,
    unwind_step_update,
)
from reviews.models import UnwindStep
from tests.conftest import Cast
from tests.reviews import stage


def make_unwinding(cast: Cast, steps: Any = ("Tell the users",), path: Any = ()) -> Any:
    """A partnership that is being unwound, with its decision."""
    partnership = stage.make_ready(cast)
    for step, owner in path:
        exit_step_create(
            by=cast.actor("contributor"), partnership=partnership, step=step, owner=owner
        )
    stage.decide(cast, partnership, "commit")
    partnership.refresh_from_db()
    decision = unwind(cast, partnership, "\n".join(steps))
    partnership.refresh_from_db()
    return partnership, decision


def unwind(cast: Cast, partnership: Partnership, steps: Any, **terms: Any) -> Any:
    proposal = proposal_make(
        by=cast.actor("contributor"),
        partnership=partnership,
        kind="unwind",
        rationale="It is over",
        terms={"steps": steps, **terms},
    )
    return stage.authorise(cast, proposal)


@pytest.fixture
def scope(cast: Cast) -> Iterator[None]:
    with workspace_scope(cast.workspace.pk):
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("scope")]


def test_sealing_writes_the_steps_of_path_and_terms_in_its_one_entry(cast: Cast) -> None:
    _, decision = make_unwinding(
        cast, ["- Move the tokens (Ana)", "- Tell the users"], [("Move the tokens", "Ana")]
    )
    steps = [(each.step, each.owner) for each in decision.unwind_steps.all()]
    assert steps == [("Move the tokens", "Ana"), ("Tell the users", "")]
    assert Entry.objects.latest("sequence").kind == "decision.sealed"


def test_no_other_decision_writes_steps(cast: Cast) -> None:
    partnership = stage.make_ready(cast)
    for kind in ("commit", "renegotiate", "defer"):
        stage.decide(cast, partnership, kind)
        partnership.refresh_from_db()
    assert not UnwindStep.objects.exists()


def test_closing_keeps_the_steps_and_adds_none(cast: Cast) -> None:
    partnership, decision = make_unwinding(cast)
    closed = unwind(
        cast, partnership, "Told them", took_days=40, took_cost="1200.50", took_currency="EUR"
    )
    partnership.refresh_from_db()
    assert partnership.standing == "unwound"
    assert (closed.terms["took_days"], closed.terms["took_currency"]) == (40, "EUR")
    assert UnwindStep.objects.count() == decision.unwind_steps.count()


def test_a_cost_needs_its_currency(cast: Cast) -> None:
    partnership, _ = make_unwinding(cast)
    with pytest.raises(DomainError, match="which currency"):
        unwind(cast, partnership, "Told them", took_cost="12")


def test_a_step_is_added_done_and_removed(cast: Cast) -> None:
    by, (_, decision) = cast.actor("contributor"), make_unwinding(cast)
    step = unwind_step_create(by=by, decision=decision, step="Close the account")
    done = unwind_step_update(
        by=by, unwind_step=step, version=1, done_on=clock.today(), note="Two calls"
    )
    unwind_step_delete(by=by, unwind_step=done, version=2)
    assert not UnwindStep.objects.filter(pk=step.pk).exists()
    last = Entry.objects.latest("sequence")
    assert (last.kind, last.thread_id) == ("unwind_step.deleted", decision.partnership_id)


def test_an_unwinding_that_is_over_keeps_its_steps_as_they_were(cast: Cast) -> None:
    by, (partnership, decision) = cast.actor("contributor"), make_unwinding(cast)
    unwind(cast, partnership, "Told them")
    with pytest.raises(DomainError, match="is over"):
        unwind_step_create(by=by, decision=decision, step="Too late")
