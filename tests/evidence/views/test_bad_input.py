"""What people and machines get wrong in the forms of evidence."""

from __future__ import annotations

from typing import Any

import pytest

from evidence.forms.answers import AnswerForm
from evidence.forms.artifacts import ArtifactForm, RevalidateForm, SupersedeForm, WithdrawForm
from evidence.forms.assessments import AnswerAssessForm, AssessForm
from evidence.forms.measurements import MeasurementForm, SeriesForm, ValueForm
from evidence.forms.pilots import ConcludeForm, PilotCriterionForm, PilotForm
from evidence.forms.readings import NewReadingForm, ReadingForm
from evidence.models import Artifact, Reading
from partnerships.models import SuccessCriterion
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.evidence.factories import (
    make_answer,
    make_artifact,
    make_measurement,
    make_pilot,
    make_pilot_criterion,
    make_reading,
)
from tests.evidence.views.helpers import GOOD, GOOD_READING
from tests.factories import make_claim, make_criterion, make_partnership

NO_TEXT = ("version", "file", "remove_file")


@pytest.fixture
def criterion(cast: Cast) -> SuccessCriterion:
    return make_criterion(cast, make_claim(cast, make_partnership(cast)))


@pytest.fixture
def artifact(cast: Cast, criterion: SuccessCriterion) -> Artifact:
    return make_artifact(cast, criterion.claim.partnership.partner)


@pytest.mark.parametrize(("field", "value"), bad_values(ArtifactForm, leave_out=NO_TEXT))
def test_a_bad_artifact_is_answered_in_words(
    cast: Cast, artifact: Artifact, field: str, value: Any
) -> None:
    client = cast.client("contributor")
    with nothing_written(cast):
        new = cast.url(f"artifacts/new/?partner={artifact.partner_id}")
        assert_refused(client, new, GOOD, field, value)
        edit = cast.url(f"artifacts/{artifact.pk}/edit/")
        assert_refused(client, edit, {**GOOD, "version": "1"}, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(NewReadingForm, leave_out=NO_TEXT))
def test_a_bad_reading_is_answered_in_words(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    good = {**GOOD_READING, "criterion": str(criterion.pk)}
    url = cast.url(f"artifacts/{artifact.pk}/readings/new/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(ReadingForm))
def test_a_bad_change_of_a_reading_is_answered_in_words(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    reading = make_reading(cast, artifact, criterion)
    url = cast.url(f"readings/{reading.pk}/edit/")
    with nothing_written(cast):
        good = {**GOOD_READING, "version": "1"}
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(WithdrawForm))
def test_a_bad_reason_is_answered_in_words(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    reading = make_reading(cast, artifact, criterion)
    good = {"reason": "The figures were wrong", "version": "1"}
    with nothing_written(cast):
        for path in (f"artifacts/{artifact.pk}/withdraw/", f"readings/{reading.pk}/withdraw/"):
            assert_refused(cast.client("contributor"), cast.url(path), good, field, value)


@pytest.mark.parametrize("field", text_fields(ArtifactForm))
def test_markup_in_an_artifact_is_shown_as_it_was_typed(
    cast: Cast, artifact: Artifact, field: str
) -> None:
    url = cast.url(f"artifacts/new/?partner={artifact.partner_id}")
    assert_markup_is_text(cast.client("contributor"), url, GOOD, field)


@pytest.mark.parametrize("field", text_fields(NewReadingForm))
def test_markup_in_a_reading_is_shown_as_it_was_typed(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion, field: str
) -> None:
    url = cast.url(f"artifacts/{artifact.pk}/readings/new/")
    good = {**GOOD_READING, "criterion": str(criterion.pk)}
    assert_markup_is_text(cast.client("contributor"), url, good, field)


def test_a_stale_artifact_shows_both_texts(cast: Cast, artifact: Artifact) -> None:
    client, url = cast.client("contributor"), cast.url(f"artifacts/{artifact.pk}/edit/")
    client.post(url, {**GOOD, "version": "1", "limits": "Theirs & first"})
    assert_stale_shows_both(
        client, url, GOOD, "limits", mine="Mine & second", theirs="Theirs & first"
    )


def test_a_stale_reading_shows_both_texts(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion
) -> None:
    reading = make_reading(cast, artifact, criterion)
    client, url = cast.client("contributor"), cast.url(f"readings/{reading.pk}/edit/")
    client.post(url, {**GOOD_READING, "version": "1", "why": "Theirs & first"})
    assert_stale_shows_both(
        client, url, GOOD_READING, "why", mine="Mine & second", theirs="Theirs & first"
    )


SAID = {"seen": "It still holds", "looked_on": "2026-07-15", "version": "1"}
MEASURED = {"name": "Orders paid", "period": "month", "direction": "at_least"}
ASKED = {"question": "Do refunds settle?", "conditions": "real_operation"}
VALUE = {"starts_on": "2026-01-31", "value": "97.5"}
CONCLUDED = {
    "ends_on": "2026-06-30",
    "results": "97 of 100 settled",
    "title": "Pilot in one market",
    "limits": "One market",
    "auditable": "by_us",
    "version": "1",
}


@pytest.mark.parametrize(("field", "value"), bad_values(RevalidateForm))
def test_a_bad_second_look_is_answered_in_words(
    cast: Cast, artifact: Artifact, field: str, value: Any
) -> None:
    url = cast.url(f"artifacts/{artifact.pk}/revalidate/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, SAID, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(SupersedeForm))
def test_a_bad_choice_of_what_takes_the_place_is_answered_in_words(
    cast: Cast, artifact: Artifact, field: str, value: Any
) -> None:
    newer = make_artifact(cast, artifact.partner)
    url = cast.url(f"artifacts/{artifact.pk}/supersede/")
    good = {"replacement": str(newer.pk), "version": "1"}
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(AssessForm))
def test_a_bad_assessment_is_answered_in_words(
    cast: Cast, artifact: Artifact, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    reading = make_reading(cast, artifact, criterion)
    url = cast.url(f"readings/{reading.pk}/assess/")
    good = {"verdict": "upheld", "why": "I counted them too", "version": "1"}
    with nothing_written(cast):
        assert_refused(cast.client("approver"), url, good, field, value)


@pytest.fixture
def refuting(cast: Cast, artifact: Artifact, criterion: SuccessCriterion) -> Reading:
    return make_reading(cast, artifact, criterion, bearing="refutes")


@pytest.mark.parametrize(("field", "value"), bad_values(AnswerForm))
def test_a_bad_answer_is_answered_in_words(
    cast: Cast, refuting: Reading, field: str, value: Any
) -> None:
    url = cast.url(f"readings/{refuting.pk}/answer/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, {"text": "It was ours"}, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(AnswerAssessForm))
def test_a_bad_assessment_of_an_answer_is_answered_in_words(
    cast: Cast, refuting: Reading, field: str, value: Any
) -> None:
    make_answer(cast, refuting)
    url = cast.url(f"readings/{refuting.pk}/answer/assess/")
    good = {"verdict": "upheld", "why": "I counted them too", "version": "1"}
    with nothing_written(cast):
        assert_refused(cast.client("approver"), url, good, field, value)


@pytest.mark.parametrize("field", text_fields(AnswerForm))
def test_markup_in_an_answer_is_shown_as_it_was_typed(
    cast: Cast, refuting: Reading, field: str
) -> None:
    url = cast.url(f"readings/{refuting.pk}/answer/")
    assert_markup_is_text(cast.client("contributor"), url, {}, field)


def test_a_stale_answer_shows_both_texts(cast: Cast, refuting: Reading) -> None:
    client, url = cast.client("contributor"), cast.url(f"readings/{refuting.pk}/answer/")
    make_answer(cast, refuting, "At first")
    client.post(url, {"text": "Theirs & first", "version": "1"})
    assert_stale_shows_both(client, url, {}, "text", mine="Mine & second", theirs="Theirs & first")


@pytest.mark.parametrize(("field", "value"), bad_values(MeasurementForm, leave_out=("version",)))
def test_a_bad_measurement_is_answered_in_words(
    cast: Cast, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    url = cast.url(f"partnerships/{criterion.claim.partnership_id}/measurements/new/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, MEASURED, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(ValueForm, leave_out=("version",)))
def test_a_bad_value_is_answered_in_words(
    cast: Cast, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    measurement = make_measurement(cast, criterion.claim.partnership)
    url = cast.url(f"measurements/{measurement.pk}/values/new/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, VALUE, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(SeriesForm, leave_out=NO_TEXT))
def test_a_bad_paste_is_answered_in_words(
    cast: Cast, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    measurement = make_measurement(cast, criterion.claim.partnership)
    url = cast.url(f"measurements/{measurement.pk}/values/paste/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, {}, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(PilotForm, leave_out=("version",)))
def test_a_bad_pilot_is_answered_in_words(
    cast: Cast, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    url = cast.url(f"partnerships/{criterion.claim.partnership_id}/pilots/new/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, ASKED, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(PilotCriterionForm, leave_out=("version",)))
def test_a_bad_criterion_of_a_pilot_is_answered_in_words(
    cast: Cast, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    pilot = make_pilot(cast, criterion.claim.partnership)
    url = cast.url(f"pilots/{pilot.pk}/pilot-criteria/new/")
    with nothing_written(cast):
        good = {"criterion": str(criterion.pk)}
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(ConcludeForm))
def test_a_bad_conclusion_is_answered_in_words(
    cast: Cast, criterion: SuccessCriterion, field: str, value: Any
) -> None:
    pilot = make_pilot(cast, criterion.claim.partnership)
    row = make_pilot_criterion(cast, pilot, criterion)
    url = cast.url(f"pilots/{pilot.pk}/conclude/")
    good = CONCLUDED | {f"bearing_{row.pk}": "supports", f"why_{row.pk}": "97 of 100"}
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, good, field, value)
        for own in (f"bearing_{row.pk}", f"why_{row.pk}"):
            assert_refused(cast.client("contributor"), url, good, own, "")
