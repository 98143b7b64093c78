"""How a partnership's standing moves, and that it moves in no other way.

There are four decisions (chapter 28, outputs), and this table is the only place that says which of
them is open where. Pages, actions and the picture in
docs/standing.md are all drawn from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from config.kernel.findings import Finding, finding


class Standing(StrEnum):
    """Where a partnership stands. Only a sealed decision moves it."""

    CANDIDATE = "candidate"
    DEFERRED = "deferred"
    COMMITTED = "committed"
    RENEGOTIATING = "renegotiating"
    UNWINDING = "unwinding"
    UNWOUND = "unwound"


class DecisionKind(StrEnum):
    """What an organisation can decide about a partnership."""

    COMMIT = "commit"
    DEFER = "defer"
    RENEGOTIATE = "renegotiate"
    UNWIND = "unwind"


class Note(StrEnum):
    """What sets a move apart from the others of its kind."""

    RENEWAL = "renewal"
    NEW_TERMS = "new terms"
    COUNTED = "counted"
    MEANWHILE = "says what happens meanwhile"
    CLOSING = "closing it"


@dataclass(frozen=True, slots=True)
class Transition:
    """One move: where it leads, whether it asks for a partnership in operation, what it is."""

    to: Standing
    only_in_operation: bool = False
    note: Note | None = None


TRANSITIONS: dict[Standing, dict[DecisionKind, Transition]] = {
    Standing.CANDIDATE: {
        DecisionKind.COMMIT: Transition(Standing.COMMITTED),
        DecisionKind.DEFER: Transition(Standing.DEFERRED),
        DecisionKind.UNWIND: Transition(Standing.UNWINDING, only_in_operation=True),
    },
    Standing.DEFERRED: {
        DecisionKind.COMMIT: Transition(Standing.COMMITTED),
        DecisionKind.DEFER: Transition(Standing.DEFERRED, note=Note.COUNTED),
        DecisionKind.RENEGOTIATE: Transition(Standing.RENEGOTIATING, only_in_operation=True),
        DecisionKind.UNWIND: Transition(Standing.UNWINDING, only_in_operation=True),
    },
    Standing.COMMITTED: {
        DecisionKind.COMMIT: Transition(Standing.COMMITTED, note=Note.RENEWAL),
        DecisionKind.DEFER: Transition(Standing.DEFERRED, note=Note.MEANWHILE),
        DecisionKind.RENEGOTIATE: Transition(Standing.RENEGOTIATING),
        DecisionKind.UNWIND: Transition(Standing.UNWINDING),
    },
    Standing.RENEGOTIATING: {
        DecisionKind.COMMIT: Transition(Standing.COMMITTED, note=Note.NEW_TERMS),
        DecisionKind.DEFER: Transition(Standing.DEFERRED),
        DecisionKind.RENEGOTIATE: Transition(Standing.RENEGOTIATING),
        DecisionKind.UNWIND: Transition(Standing.UNWINDING),
    },
    Standing.UNWINDING: {
        DecisionKind.RENEGOTIATE: Transition(Standing.RENEGOTIATING),
        DecisionKind.UNWIND: Transition(Standing.UNWOUND, note=Note.CLOSING),
    },
    Standing.UNWOUND: {},
}


def transition(standing: Standing, kind: DecisionKind) -> Transition | None:
    """The move that a decision of `kind` makes from `standing`, or None where there is none."""
    return TRANSITIONS[standing].get(kind)


def kinds_open(standing: Standing, in_operation: bool) -> tuple[DecisionKind, ...]:
    """The kinds of decision that may be proposed now, in the order of `DecisionKind`."""
    return tuple(
        kind
        for kind in DecisionKind
        if (move := transition(standing, kind)) and (in_operation or not move.only_in_operation)
    )


def next_standing(standing: Standing, kind: DecisionKind, in_operation: bool) -> Standing | Finding:
    """Where a decision of `kind` leads from `standing`, or the finding that says why nowhere.

    The finding carries the kinds that are open instead, so that its sentence can name them.
    """
    move = transition(standing, kind)
    if move and (in_operation or not move.only_in_operation):
        return move.to
    return finding(
        _refusal_code(standing, move),
        standing=standing,
        kind=kind,
        open=kinds_open(standing, in_operation),
    )


def _refusal_code(standing: Standing, move: Transition | None) -> str:
    if standing == Standing.UNWOUND:
        return "standing.unwound_is_final"
    return "standing.not_in_operation" if move else "standing.no_such_move"


def standing_diagram() -> str:
    """The table as a Mermaid state diagram: the picture that docs/standing.md shows."""
    moves = (
        f"    {standing} --> {move.to}: {_arrow_label(kind, move)}"
        for standing, row in TRANSITIONS.items()
        for kind, move in row.items()
    )
    start = f"    [*] --> {Standing.CANDIDATE}"
    end = f"    {Standing.UNWOUND} --> [*]"
    return "\n".join(["stateDiagram-v2", start, *moves, end])


def _arrow_label(kind: DecisionKind, move: Transition) -> str:
    extras = [str(move.note)] if move.note else []
    if move.only_in_operation:
        extras.append("if in operation")
    return f"{kind} ({', '.join(extras)})" if extras else str(kind)
