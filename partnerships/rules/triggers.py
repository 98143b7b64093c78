"""Triggers (chapter 28, 4.2): an unwind trigger that is observable, and who can authorise it.

They are agreed while everybody is still friendly; nothing here stops a decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from config.kernel.findings import Finding, Findings, finding, is_blank
from partnerships.dossier import TriggerPart
from partnerships.rules.vocabulary import TriggerCall


def triggers_gaps(
    triggers: Iterable[TriggerPart], partnership_id: str, approvers: Collection[str]
) -> Findings:
    """What a partnership's triggers lack: one for unwinding, and each somebody to notice and act.

    `approvers` are the ids of the people who may authorise today.
    """
    triggers = tuple(triggers)
    return (
        *unwind_gaps(triggers, partnership_id),
        *(gap for each in triggers for gap in trigger_gaps(each, approvers)),
    )


def unwind_gaps(triggers: Iterable[TriggerPart], partnership_id: str) -> Findings:
    """Whether anything seen would call for unwinding."""
    if any(each.calls_for is TriggerCall.UNWIND for each in triggers):
        return ()
    return (finding("partnership.unwind_trigger_missing", subject=partnership_id),)


def trigger_gaps(trigger: TriggerPart, approvers: Collection[str]) -> Findings:
    """What one trigger lacks before it could fire."""
    return tuple(_trigger_gaps(trigger, approvers))


def authoriser_gaps(trigger: TriggerPart, approvers: Collection[str]) -> Findings:
    """What no trigger may say: that somebody may authorise who may not."""
    if trigger.authoriser_id is None or trigger.authoriser_id in approvers:
        return ()
    return (finding("trigger.authoriser_may_not", subject=trigger.id, field="authoriser"),)


def _trigger_gaps(trigger: TriggerPart, approvers: Collection[str]) -> Iterator[Finding]:
    for field in ("observable", "noticed_how", "noticed_by"):
        if is_blank(getattr(trigger, field)):
            yield finding(f"trigger.{field}_missing", subject=trigger.id, field=field)
    if trigger.authoriser_id is None:
        yield finding("trigger.authoriser_missing", subject=trigger.id, field="authoriser")
    yield from authoriser_gaps(trigger, approvers)
