"""What the form of a proposal is filled in with, so that what is urgent begins with what is known.

Leaving has to be fast when it must be: the exit path is there already, and so are the steps that
were taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.dossier import FitCardPart
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind, Standing
from reviews.decisions.rules.way_out import path_as_text
from reviews.decisions.selectors.unwinding import steps_of, unwinding_decision
from reviews.dossier import Dossier
from reviews.models import UnwindStep

#: The one step of whoever leaves without an exit path.
NO_WAY_OUT = gettext_lazy(
    "Write down who does what until when: the Fit Card names no steps of the way out."
)


@dataclass(frozen=True)
class ReadyTerms:
    """The terms to begin with. Of an unwinding that is to be closed, how many of its steps are
    undone, and the card that said what leaving would take.
    """

    terms: dict[str, Any] = field(default_factory=dict)
    from_path: bool = False
    closes: bool = False
    undone: int = 0
    count: int = 0
    card: FitCardPart | None = None


def ready_terms(partnership: Partnership, kind: str, dossier: Dossier) -> ReadyTerms:
    """What a proposal of this kind begins with. Two queries to close an unwinding, else none."""
    if kind != DecisionKind.UNWIND:
        return ReadyTerms()
    if partnership.standing == Standing.UNWINDING:
        return _closing(partnership, dossier.fit_card)
    path = path_as_text(dossier.fit_card.exit_steps)
    return ReadyTerms({"steps": path}, from_path=bool(path))


def way_out(dossier: Dossier) -> str:
    """The steps of an unwinding that nobody wrote for the occasion: the exit path, or that there
    is none.
    """
    return path_as_text(dossier.fit_card.exit_steps) or str(NO_WAY_OUT)


def _closing(partnership: Partnership, card: FitCardPart) -> ReadyTerms:
    decision = unwinding_decision(partnership)
    steps = steps_of(decision) if decision else []
    undone = sum(each.done_on is None for each in steps)
    return ReadyTerms(
        {"steps": _as_taken(steps)}, closes=True, undone=undone, count=len(steps), card=card
    )


def _as_taken(steps: Iterable[UnwindStep]) -> str:
    return "\n".join(f"{number}. {_taken(each)}" for number, each in enumerate(steps, start=1))


def _taken(each: UnwindStep) -> str:
    step = " ".join(each.step.split())
    if each.done_on is None:
        return _("Not done: %(step)s") % {"step": step}
    told = _("%(step)s: done on %(day)s.") % {"step": step, "day": date_format(each.done_on)}
    return f"{told} {' '.join(each.note.split())}".strip()
