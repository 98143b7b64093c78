"""The unwinding of a partnership: the decision that began it, its steps, and how it was closed."""

from __future__ import annotations

from partnerships.models import Partnership
from partnerships.rules.standing import Standing
from reviews.models import Decision, UnwindStep


def unwinding_decision(partnership: Partnership) -> Decision | None:
    """The last decision by which the unwinding began; None where none did. One query."""
    return _last_to(partnership, Standing.UNWINDING)


def closing_decision(partnership: Partnership) -> Decision | None:
    """The decision by which the unwinding was closed. One query."""
    return _last_to(partnership, Standing.UNWOUND)


def steps_of(decision: Decision) -> list[UnwindStep]:
    """The steps of an unwinding in their order. One query."""
    return list(decision.unwind_steps.all())


def is_under_way(decision: Decision, partnership: Partnership) -> bool:
    """Whether this is the unwinding that the partnership is in. One query at most."""
    if partnership.standing != Standing.UNWINDING:
        return False
    return unwinding_decision(partnership) == decision


def _last_to(partnership: Partnership, standing: Standing) -> Decision | None:
    decisions = partnership.decisions.filter(standing_after=standing)
    found: Decision | None = (
        decisions.select_related("proposal").order_by("-decided_at", "-pk").first()
    )
    return found
