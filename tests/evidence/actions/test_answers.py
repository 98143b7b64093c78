"""Answers to what speaks against a criterion: written by one person, assessed by another."""

from __future__ import annotations

import pytest

from accounts.ledger.models import Entry
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.scope import workspace_scope
from evidence.actions.answers import answer_assess, answer_write
from evidence.actions.artifacts import artifact_withdraw
from evidence.actions.readings import reading_update, reading_withdraw
from evidence.models import Answer, Reading
from tests.concurrently import concurrently
from tests.conftest import Cast
from tests.evidence.factories import assess_answer, make_answer, make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership


def make_refuting(cast: Cast, bearing: str = "refutes") -> Reading:
    criterion = make_criterion(cast, make_claim(cast, make_partnership(cast)))
    artifact = make_artifact(cast, criterion.claim.partnership.partner)
    return make_reading(cast, artifact, criterion, bearing=bearing)


@pytest.fixture
def refuting(cast: Cast) -> Reading:
    return make_refuting(cast)


def last_entry(cast: Cast) -> Entry:
    with workspace_scope(cast.workspace.pk):
        return Entry.objects.order_by("-sequence")[0]


def test_an_answer_names_its_writer_and_stands_in_the_partnerships_trail(
    cast: Cast, refuting: Reading
) -> None:
    answer = make_answer(cast, refuting)
    assert answer.written_by_id == cast.user("contributor").pk
    entry = last_entry(cast)
    thread = refuting.criterion.claim.partnership_id
    assert (entry.kind, entry.subject_id, entry.thread_id) == ("answer.written", answer.pk, thread)


def test_only_a_reading_that_refutes_is_answered(cast: Cast) -> None:
    with pytest.raises(DomainError, match="does not speak against"):
        make_answer(cast, make_refuting(cast, bearing="supports"))


def test_what_was_withdrawn_needs_no_answer(cast: Cast, refuting: Reading) -> None:
    by = cast.actor("contributor")
    answer = make_answer(cast, refuting)
    artifact_withdraw(by=by, artifact=refuting.artifact, version=1, reason="Wrong figures")
    with pytest.raises(DomainError, match="weighs nothing any more"):
        answer_write(by=by, reading=refuting, version=1, text="Another one")
    with pytest.raises(DomainError, match="weighs nothing any more"):
        assess_answer(cast, answer)
    reading_withdraw(by=by, reading=refuting, version=1, reason="Misread")
    with pytest.raises(DomainError, match="weighs nothing any more"):
        answer_write(by=by, reading=refuting, version=1, text="Another one")


@pytest.mark.parametrize("text", ["", " – "])
def test_an_answer_says_something(cast: Cast, refuting: Reading, text: str) -> None:
    with pytest.raises(DomainError) as refused:
        make_answer(cast, refuting, text)
    assert refused.value.problems[0].field == "text"


def test_another_person_than_its_writer_assesses_it(cast: Cast, refuting: Reading) -> None:
    answer = make_answer(cast, refuting)
    with pytest.raises(DomainError, match="You wrote this answer yourself"):
        assess_answer(cast, answer, role="contributor")
    assessed = assess_answer(cast, answer)
    assert (assessed.verdict, assessed.assessed_by_id) == ("upheld", cast.user("approver").pk)
    assert last_entry(cast).kind == "answer.assessed"
    with pytest.raises(DomainError, match="has been assessed"):
        assess_answer(cast, assessed, role="administrator", verdict="rejected")


def test_an_assessment_says_why(cast: Cast, refuting: Reading) -> None:
    answer = make_answer(cast, refuting)
    with pytest.raises(DomainError) as refused:
        answer_assess(
            by=cast.actor("approver"), answer=answer, version=1, verdict="rejected", why=" - "
        )
    assert refused.value.problems[0].field == "why"


def test_changing_the_text_takes_the_assessment_away(cast: Cast, refuting: Reading) -> None:
    assessed = assess_answer(cast, make_answer(cast, refuting))
    by = cast.actor("approver")
    changed = answer_write(by=by, reading=refuting, version=assessed.version, text="Something else")
    assert (changed.verdict, changed.assessed_why, changed.assessed_by_id) == ("", "", None)
    assert changed.written_by_id == by.user_id
    with pytest.raises(DomainError, match="You wrote this answer yourself"):
        assess_answer(cast, changed)
    assert assess_answer(cast, changed, role="contributor").verdict == "upheld"


def test_saving_the_text_that_stands_leaves_writer_and_assessment(
    cast: Cast, refuting: Reading
) -> None:
    assessed = assess_answer(cast, make_answer(cast, refuting, "It was ours"))
    same = answer_write(
        by=cast.actor("administrator"),
        reading=refuting,
        version=assessed.version,
        text="It was ours",
    )
    assert (same.version, same.verdict) == (assessed.version, "upheld")
    assert same.written_by_id == cast.user("contributor").pk


def test_a_changed_reading_takes_the_assessment_of_its_answer_away(
    cast: Cast, refuting: Reading
) -> None:
    assessed = assess_answer(cast, make_answer(cast, refuting))
    by = cast.actor("contributor")
    said = {"bearing": "refutes", "why": "Every second refund came late"}
    reading_update(by=by, reading=refuting, version=1, **said)
    with workspace_scope(cast.workspace.pk):
        answer = Answer.objects.get()
    assert (answer.verdict, answer.text) == ("", assessed.text)
    with pytest.raises(StaleVersion):
        assess_answer(cast, assessed)


def test_an_assessment_is_of_the_text_that_was_read(cast: Cast, refuting: Reading) -> None:
    seen = make_answer(cast, refuting)
    answer_write(by=cast.actor("contributor"), reading=refuting, version=1, text="Rewritten")
    with pytest.raises(StaleVersion):
        assess_answer(cast, seen)


def test_of_two_who_answer_at_once_the_second_is_shown_the_first(committed_cast: Cast) -> None:
    refuting = make_refuting(committed_cast)

    def write(text: str) -> Answer:
        return make_answer(committed_cast, refuting, text)

    said = concurrently(lambda: write("Ours"), lambda: write("Theirs"))
    (refused,) = [each for each in said if isinstance(each, Exception)]
    assert isinstance(refused, StaleVersion)
    with workspace_scope(committed_cast.workspace.pk):
        assert refused.current == Answer.objects.get()


def test_of_two_who_assess_at_once_one_is_refused(committed_cast: Cast) -> None:
    answer = make_answer(committed_cast, make_refuting(committed_cast))
    said = concurrently(
        lambda: assess_answer(committed_cast, answer),
        lambda: assess_answer(committed_cast, answer, role="administrator", verdict="rejected"),
    )
    assert [type(each) for each in said].count(StaleVersion) == 1
    with workspace_scope(committed_cast.workspace.pk):
        assert Answer.objects.get().version == 2
