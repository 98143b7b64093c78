"""Answering a reading that refutes, and assessing the answer."""

from __future__ import annotations

from accounts.selectors.memberships import may_be_behind
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import assign_changes, locked
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.findings import Findings
from config.kernel.parts import part_of
from config.kernel.recording import action
from evidence.dossier import AnswerPart
from evidence.models import Answer, Reading
from evidence.rules.answers import answer_assessment_gaps, answer_gaps, nothing_to_answer
from evidence.selectors.dossier import artifact_part, reading_part
from evidence.sentences import BOOK
from partnerships.actions.threads import recorded_in


@action
def answer_write(*, by: Actor, reading: Reading, version: int | None, text: str) -> Answer:
    """Say what is held against a reading that refutes; what was made of another text goes.

    `version` is that of the answer which the person saw, None for none. Raises StaleVersion when
    somebody wrote one meanwhile, DomainError when the reading does not stand against its criterion
    or the text says nothing.
    """
    partnership = reading.criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="answer.written") as under_way:
        answer = _answer_to(_standing_against(reading), version)
        changed = assign_changes(answer, {"text": text})
        _require(answer_gaps(part_of(AnswerPart, answer)))
        if changed:
            _take_assessment_away(answer)
            answer.written_by_id, answer.written_at = by.person_id, clock.now()
            answer.save()
        under_way.subject = under_way.subject or answer
    return answer


@action
def answer_assess(
    *, by: Actor, answer: Answer, version: int | None, verdict: str, why: str
) -> Answer:
    """Say whether an answer, as it reads now, is upheld; never by the one who wrote it.

    Raises StaleVersion when it changed after `version`; DomainError without a reason, when it was
    assessed as it reads, is `by`'s own, or when its reading no longer stands against.
    """
    partnership = answer.reading.criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="answer.assessed", subject=answer):
        reading = _standing_against(answer.reading)
        answer = locked(answer, version=version)
        answer.reading = reading
        said, behind = part_of(AnswerPart, answer), may_be_behind(by)
        _require(answer_assessment_gaps(said, str(by.person_id), why, behind))
        answer.verdict, answer.assessed_why = verdict, why
        answer.assessed_by_id, answer.assessed_at = by.person_id, clock.now()
        answer.save()
    return answer


def assessment_lapses(reading: Reading) -> None:
    """Inside the action that changes a reading: its answer was assessed against other words."""
    for answer in Answer.objects.select_for_update(no_key=True).filter(reading=reading):
        if answer.verdict:
            _take_assessment_away(answer)
            answer.save()


def _answer_to(reading: Reading, version: int | None) -> Answer:
    """The answer under its lock, or a new one where there is none yet."""
    there = Answer.objects.filter(reading=reading).first()
    if there is None:
        return Answer(workspace_id=reading.workspace_id, reading=reading)
    if version is None:
        raise StaleVersion(there)
    current = locked(there, version=version)
    current.reading = reading
    return current


def _standing_against(reading: Reading) -> Reading:
    """The reading under its lock, if it refutes and is in force."""
    artifact, current = locked(reading.artifact), locked(reading)
    current.artifact, current.criterion = artifact, reading.criterion
    _require(nothing_to_answer(reading_part(current), artifact_part(artifact)))
    return current


def _require(gaps: Findings) -> None:
    if gaps:
        raise DomainError(BOOK.problems(gaps))


def _take_assessment_away(answer: Answer) -> None:
    answer.verdict = answer.assessed_why = ""
    answer.assessed_by_id = answer.assessed_at = None
