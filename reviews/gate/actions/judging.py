"""Keeping each Position's judgement true: stale once something was written, judged on a look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.models import Workspace
from config.kernel.findings import Findings
from config.kernel.recording import Recording, action
from evidence.models import Artifact, Doubt
from partnerships.models import Option, Partner, Partnership, Policy, Position, ScaleStep
from partnerships.rules.standing import DecisionKind
from reviews.gate.rules.commit import judge
from reviews.gate.rules.judgement import Judgement
from reviews.gate.rules.questions import in_question_since
from reviews.gate.selectors.policies import gate_policy
from reviews.selectors.dossier import dossiers_of

#: How many Positions one look judges at most; the next look goes on.
AT_A_LOOK = 300

#: The partnerships whose judgement an action may have changed, by what its entry is about.
_TOUCHED: dict[type, Callable[[int], Q]] = {
    Partnership: lambda pk: Q(partnership_id=pk),
    Partner: lambda pk: Q(partnership__partner_id=pk),
    Artifact: lambda pk: Q(partnership__claims__criteria__readings__artifact_id=pk),
    ScaleStep: lambda pk: (
        Q(partnership_id__in=_options_ever(pk)) | Q(partnership__claims__about__scale_step_id=pk)
    ),
    Policy: lambda pk: Q(),
    Workspace: lambda pk: Q(),
}


def _options_ever(scale_step_id: int) -> QuerySet[Any]:
    """The partnerships that are or were an option of the step: one that goes loses the step, too.

    By now the row is gone or names another; its history still says which it was.
    """
    options = Option.history.filter(scale_step_id=scale_step_id, partnership_id__isnull=False)
    return options.values("partnership_id")


def _by_options(under_way: Recording) -> Q:
    """Whoever shares a step with an option that came in with something else, as by an import."""
    past = Option.history
    label = past.model._meta.label_lower
    written = [row.row_id for row in under_way.rows if row.model == label]
    steps = past.filter(history_id__in=written).values("scale_step_id")
    return Q(partnership__options__scale_step_id__in=steps) if written else Q()


def _by_doubts(under_way: Recording) -> Q:
    """Whoever reads an artifact that is trusted less since, as a health review of another says."""
    past = Doubt.history
    label = past.model._meta.label_lower
    written = [row.row_id for row in under_way.rows if row.model == label]
    doubted = past.filter(history_id__in=written).values("artifact_id")
    return Q(partnership__claims__criteria__readings__artifact__in=doubted) if written else Q()


def mark_stale(under_way: Recording) -> None:
    """Before the entry of an action is written: what it touched has to be judged again.

    What is stale already is marked as well: whoever judges it at this moment has not seen what is
    written here, and writes down the old judgement unless this waits for them. One statement; none
    for an action that no judgement rests on.
    """
    about = under_way.thread or under_way.subject
    if about is None or type(about) not in _TOUCHED:
        return
    touched = Position.objects.filter(
        _TOUCHED[type(about)](about.pk) | _by_options(under_way) | _by_doubts(under_way),
        workspace_id=under_way.actor.workspace_id,
    )
    Position.objects.filter(pk__in=touched.values("pk")).update(judged_on=None)


def judge_again(workspace_id: int, today: date) -> int:
    """Judge what is stale or due in the workspace in scope; how many are left for the next look.

    One query when there is nothing to do.
    """
    waiting = list(_waiting(workspace_id, today).values_list("pk", flat=True)[: AT_A_LOOK + 1])
    if not waiting:
        return 0
    judged = _judge(workspace_id, waiting[:AT_A_LOOK], today)
    return 0 if judged == len(waiting) else _waiting(workspace_id, today).count()


@action
def _judge(workspace_id: int, ids: list[int], today: date) -> int:
    """How many were judged: one that an action is about to touch is left for the next look."""
    held = Position.objects.select_for_update(no_key=True, skip_locked=True)
    taken = list(held.filter(pk__in=ids).order_by("pk"))
    policy = gate_policy(workspace_id)
    dossiers = dossiers_of(workspace_id, [each.partnership_id for each in taken])
    for position in taken:
        dossier = dossiers[position.partnership_id]
        _note(position, judge(DecisionKind.COMMIT, dossier, policy, today))
        position.violations = sum(each.resolved_on is None for each in dossier.violations)
    Position.objects.bulk_update(taken, _JUDGED)
    return len(taken)


_JUDGED = [
    "bar",
    "blockers",
    "signals",
    "questions",
    "in_question_since",
    "deferred_since",
    "review_due_on",
    "violations",
    "judged_on",
    "next_change_on",
]


def _waiting(workspace_id: int, today: date) -> QuerySet[Position]:
    """Those that something was written about, and those whose day has come."""
    due = Q(judged_on__isnull=True) | Q(
        next_change_on__lte=today, judged_on__lt=F("next_change_on")
    )
    return Position.objects.filter(due, workspace_id=workspace_id).order_by("pk")


def _note(position: Position, judged: Judgement) -> None:
    position.bar = judged.bar
    position.blockers = [code.value for code in judged.blockers]
    position.signals = _codes(judged.signals)
    position.questions = _codes(judged.questions)
    position.in_question_since = in_question_since(judged.questions)
    position.deferred_since = judged.deferred_since
    position.review_due_on = judged.review_due_on
    position.judged_on = judged.today
    position.next_change_on = judged.next_change_on


def _codes(found: Findings) -> list[str]:
    """Each code once, without the word before its point."""
    return list(dict.fromkeys(each.code.partition(".")[2] for each in found))
