"""What people and machines get wrong in the forms of evidence."""

from __future__ import annotations

from typing import Any

import pytest

from evidence.forms.artifacts import ArtifactForm, WithdrawForm
from evidence.forms.readings import NewReadingForm, ReadingForm
from evidence.models import Artifact
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
from tests.evidence.factories import make_artifact, make_reading
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
