"""Holding a health review on its pages: opened, written, closed, read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.scope import workspace_scope
from evidence.models import Artifact, Doubt
from partnerships.models import Claim, Partnership, SuccessCriterion, Trigger
from reviews.health.actions.sections import criteria_look
from reviews.health.forms import BoundaryForm, CloseForm, DriftForm, EvidenceForm, TriggersForm
from reviews.models import DriftSeen, HealthReview, LineChecked, Sighting
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    assert_stale_shows_both,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.reviews.health.stage import (
    ANSWERS,
    answer,
    close,
    hold_review,
    in_days,
    note_violation,
    open_review,
)
from tests.reviews.stage import decide, make_proposal, make_ready


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_ready(cast)


@pytest.fixture
def review(cast: Cast, partnership: Partnership) -> HealthReview:
    return open_review(cast, partnership)


def page(cast: Cast, url: str, role: str = "contributor") -> str:
    response = cast.client(role).get(cast.url(url), follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def section(cast: Cast, review: HealthReview, name: str = "boundary") -> str:
    return cast.url(f"health-reviews/{review.pk}/{name}/")


def the_trigger(cast: Cast) -> int:
    with workspace_scope(cast.workspace.pk):
        return Trigger.objects.get().pk


def seen(pk: int, **said: str) -> dict[str, str]:
    return {f"{name}_{pk}": value for name, value in said.items()}


def test_a_partnership_without_a_review_says_what_one_is(
    cast: Cast, partnership: Partnership
) -> None:
    shown = page(cast, f"partnerships/{partnership.pk}/health/")
    assert "No review held yet" in shown
    assert f"partnerships/{partnership.pk}/health-reviews/new/" in shown
    assert "No review is due" in shown
    shown = page(cast, f"partnerships/{partnership.pk}/health/", "auditor")
    assert "health-reviews/new/" not in shown


def test_it_leads_from_question_to_question(cast: Cast, partnership: Partnership) -> None:
    client = cast.client("contributor")
    done = client.post(cast.url(f"partnerships/{partnership.pk}/health-reviews/new/"))
    for name, following in (("boundary", "evidence/"), ("evidence", "triggers/"), ("triggers", "")):
        assert done.status_code == 303
        url = done["Location"]
        assert url.endswith(f"/{name}/")
        version = client.get(url).context["form"]["version"].value()
        data = {name: ANSWERS[name], "version": version, **seen(the_trigger(cast), seen="no")}
        done = client.post(url, data)
        assert done["Location"].endswith(following or url.rpartition("triggers/")[0])
    assert client.get(done["Location"]).content.decode().count("Complete") == 3


def test_whoever_opens_a_second_is_led_to_the_first(cast: Cast, review: HealthReview) -> None:
    url = cast.url(f"partnerships/{review.partnership_id}/health-reviews/new/")
    client = cast.client("contributor")
    for method in (client.get, client.post):
        done = method(url)
        assert done.status_code == 303
        assert done["Location"].endswith(f"/health-reviews/{review.pk}/")
    shown = page(cast, f"partnerships/{review.partnership_id}/health/")
    assert "Go on with the open review" in shown


def test_a_trigger_is_seen_or_not_and_each_is_asked(cast: Cast, review: HealthReview) -> None:
    client, url = cast.client("contributor"), section(cast, review, "triggers")
    pk = the_trigger(cast)
    data = {"triggers": ANSWERS["triggers"], "version": "1"}
    refused = client.post(url, data)
    assert refused.status_code == 422
    assert "Say whether this was seen: “" in refused.content.decode()
    refused = client.post(url, data | seen(pk, seen="yes"))
    assert refused.status_code == 422
    assert "Enter the day on which the trigger was seen." in refused.content.decode()
    day = in_days(-1).isoformat()
    told = data | seen(pk, seen="yes", seen_on=day, what="Two months at 85")
    done = client.post(url, told, follow=True)
    assert done.redirect_chain[0][1] == 303
    assert "Nothing is proposed yet: the list says why." in done.content.decode()
    with workspace_scope(cast.workspace.pk):
        assert Sighting.objects.get().review_id == review.pk
    shown = client.get(url).content.decode()
    assert "Two months at 85" in shown
    assert f"seen_{pk}" not in shown, "it is not asked again"


def test_evidence_is_trusted_less_once_the_review_is_closed(
    cast: Cast, review: HealthReview
) -> None:
    with workspace_scope(cast.workspace.pk):
        artifact = Artifact.objects.get()
    client = cast.client("contributor")
    data = {"evidence": "Their figures alone.", f"why_{artifact.pk}": "Nobody else saw them"}
    assert (
        client.post(section(cast, review, "evidence"), data | {"version": "1"}).status_code == 303
    )
    with workspace_scope(cast.workspace.pk):
        assert not Doubt.objects.exists()
    client.post(section(cast, review), {"boundary": ANSWERS["boundary"], "version": "1"})
    trigger = seen(the_trigger(cast), seen="no")
    data = {"triggers": ANSWERS["triggers"], "version": "1", **trigger}
    client.post(section(cast, review, "triggers"), data)
    url = cast.url(f"health-reviews/{review.pk}/close/")
    shown = client.get(url)
    assert "Nobody else saw them" in shown.content.decode()
    version = shown.context["form"]["version"].value()
    assert client.post(url, {"ends_in": "continue", "version": version}).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert Doubt.objects.get().why == "Nobody else saw them"


def test_what_is_optional_is_written_and_read(cast: Cast, review: HealthReview) -> None:
    with workspace_scope(cast.workspace.pk):
        claim, criterion = Claim.objects.get().pk, SuccessCriterion.objects.order_by("pk")[0].pk
    client = cast.client("contributor")
    for name, data in (
        ("lines", {f"line_{claim}": "overstepped", f"how_{claim}": "In the report"}),
        ("drift", {"count_missed_change_windows": "4", "own_name": "Calls", "own_count": "0"}),
        ("criteria", {f"fared_{criterion}": "not_borne_out", f"observed_{criterion}": "85 of 100"}),
    ):
        assert client.post(section(cast, review, name), data).status_code == 303, name
        assert client.get(section(cast, review, name)).status_code == 200
    with workspace_scope(cast.workspace.pk):
        assert LineChecked.objects.get().how == "In the report"
        assert DriftSeen.objects.count() == 2
    close(cast, answer(cast, review))
    shown = page(cast, f"health-reviews/{review.pk}/")
    for text in ("In the report", "Missed change windows", "Not borne out", "85 of 100"):
        assert text in shown
    shown = page(cast, f"partnerships/{review.partnership_id}/health/")
    assert "How often drift was seen, review by review" in shown
    assert '<svg class="trend small"' not in shown, "one review is no trend"
    hold_review(cast, review.partnership)
    shown = page(cast, f"partnerships/{review.partnership_id}/health/")
    assert '<svg class="trend small"' in shown


def test_a_proposal_that_is_open_comes_before_what_the_review_ends_in(
    cast: Cast, review: HealthReview
) -> None:
    close(cast, answer(cast, review), ends_in="unwind")
    assert "Read the open proposal" not in page(cast, f"health-reviews/{review.pk}/")
    make_proposal(cast, review.partnership)
    assert "Read the open proposal" in page(cast, f"health-reviews/{review.pk}/")


def test_an_overstepped_line_says_how(cast: Cast, review: HealthReview) -> None:
    with workspace_scope(cast.workspace.pk):
        claim = Claim.objects.get().pk
    url = section(cast, review, "lines")
    refused = cast.client("contributor").post(url, {f"line_{claim}": "overstepped"})
    assert refused.status_code == 422
    assert f"how_{claim}" in refused.context["form"].errors


def test_what_is_missing_is_said_where_it_is_closed(cast: Cast, review: HealthReview) -> None:
    shown = page(cast, f"health-reviews/{review.pk}/close/")
    assert "Not yet: this is missing" in shown
    assert f"health-reviews/{review.pk}/evidence/#id_evidence" in shown
    url = cast.url(f"health-reviews/{review.pk}/close/")
    refused = cast.client("approver").post(url, {"ends_in": "continue", "version": "1"})
    assert refused.status_code == 422
    assert "Say which boundary was violated" in refused.content.decode()


def test_going_on_despite_a_violation_asks_for_a_reason(cast: Cast, review: HealthReview) -> None:
    with workspace_scope(cast.workspace.pk):
        note_violation(cast, review.partnership, review=review)
        version = answer(cast, review).version
    url = cast.url(f"health-reviews/{review.pk}/close/")
    client = cast.client("approver")
    refused = client.post(url, {"ends_in": "continue", "version": version})
    assert refused.status_code == 422
    assert "ends_in_reason" in refused.context["form"].errors
    data = {"ends_in": "continue", "version": version, "ends_in_reason": "Put right at once"}
    assert client.post(url, data).status_code == 303
    assert "Put right at once" in page(cast, f"health-reviews/{review.pk}/", "auditor")


def test_a_closed_review_leads_to_what_it_ends_in(cast: Cast, partnership: Partnership) -> None:
    decide(cast, partnership, "commit")
    review = hold_review(cast, partnership, ends_in="renegotiate", exit_cost_keeps=True)
    shown = page(cast, f"health-reviews/{review.pk}/")
    assert f"partnerships/{partnership.pk}/decisions/new/renegotiate/" in shown
    assert "That is a signal." in shown
    assert "decisions/new/" not in page(cast, f"health-reviews/{review.pk}/", "approver")


def test_a_closed_review_has_no_form(cast: Cast, partnership: Partnership) -> None:
    review = hold_review(cast, partnership)
    client = cast.client("contributor")
    for name in ("boundary", "close"):
        done = client.get(section(cast, review, name))
        assert done.status_code == 303
        assert done["Location"].endswith(f"/health-reviews/{review.pk}/")
    late = client.post(section(cast, review), {"boundary": "One was crossed", "version": "1"})
    assert late.status_code == 422
    assert "One was crossed" in late.content.decode()
    assert "it stays as it was" in late.content.decode()


def test_there_is_no_other_section(cast: Cast, review: HealthReview) -> None:
    assert cast.client("contributor").get(section(cast, review, "score")).status_code == 404


@pytest.mark.parametrize(("field", "value"), bad_values(BoundaryForm))
def test_a_bad_answer_is_answered_in_words(
    cast: Cast, review: HealthReview, field: str, value: Any
) -> None:
    good = {"boundary": ANSWERS["boundary"], "version": "1"}
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), section(cast, review), good, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(EvidenceForm))
def test_a_bad_word_on_evidence_is_answered_in_words(
    cast: Cast, review: HealthReview, field: str, value: Any
) -> None:
    good, url = {"evidence": ANSWERS["evidence"], "version": "1"}, section(cast, review, "evidence")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(TriggersForm))
def test_a_bad_word_on_triggers_is_answered_in_words(
    cast: Cast, review: HealthReview, field: str, value: Any
) -> None:
    good = {"triggers": ANSWERS["triggers"], "version": "1", **seen(the_trigger(cast), seen="no")}
    with nothing_written(cast):
        url = section(cast, review, "triggers")
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seen", "perhaps"),
        ("seen_on", "soon"),
        ("seen_on", "2027-02-30"),
        ("seen_on", "2999-01-01"),
        ("what", "before\x00after"),
        ("what", "x" * 30_000),
    ],
)
def test_a_bad_sighting_is_answered_in_words(
    cast: Cast, review: HealthReview, name: str, value: str
) -> None:
    pk = the_trigger(cast)
    said = seen(pk, seen="yes", seen_on=in_days(-1).isoformat(), what="Seen")
    good = {"triggers": ANSWERS["triggers"], "version": "1", **said}
    with nothing_written(cast):
        url = section(cast, review, "triggers")
        assert_refused(cast.client("contributor"), url, good, f"{name}_{pk}", value)


@pytest.mark.parametrize(("field", "value"), bad_values(DriftForm, leave_out=("version",)))
def test_a_bad_count_is_answered_in_words(
    cast: Cast, review: HealthReview, field: str, value: Any
) -> None:
    good = {"own_name": "Calls past the path", "own_count": "7"}
    with nothing_written(cast):
        url = section(cast, review, "drift")
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(CloseForm))
def test_a_bad_ending_is_answered_in_words(
    cast: Cast, review: HealthReview, field: str, value: Any
) -> None:
    with workspace_scope(cast.workspace.pk):
        version = answer(cast, review).version
    good = {"ends_in": "continue", "version": str(version)}
    with nothing_written(cast):
        url = cast.url(f"health-reviews/{review.pk}/close/")
        assert_refused(cast.client("contributor"), url, good, field, value)


@pytest.mark.parametrize("field", text_fields(BoundaryForm))
def test_markup_is_shown_as_it_was_typed(cast: Cast, review: HealthReview, field: str) -> None:
    url = section(cast, review)
    assert_markup_is_text(cast.client("contributor"), url, {"version": "1"}, field)
    assert "<b>bold" not in page(cast, f"health-reviews/{review.pk}/close/")


def test_a_stale_answer_shows_both_texts(cast: Cast, review: HealthReview) -> None:
    client, url = cast.client("contributor"), section(cast, review)
    client.post(url, {"boundary": "Theirs came & was first", "version": "1"})
    assert_stale_shows_both(
        client,
        url,
        {},
        "boundary",
        mine="Mine came & was second",
        theirs="Theirs came & was first",
    )


def test_more_of_everything_takes_no_more_queries(cast: Cast, partnership: Partnership) -> None:
    def held() -> HealthReview:
        review = open_review(cast, partnership)
        with workspace_scope(cast.workspace.pk):
            pks = SuccessCriterion.objects.values_list("pk", flat=True)
            by, fared = cast.actor("contributor"), dict.fromkeys(pks, ("open", "Nothing yet"))
            criteria_look(by=by, review=review, fared=fared)
            note_violation(cast, partnership, review=review)
        return close(cast, answer(cast, review), ends_in_reason="Put right at once")

    first = held()
    client = cast.client("contributor")
    urls = [
        f"partnerships/{partnership.pk}/health/",
        f"health-reviews/{first.pk}/",
        "claims/over-time/",
    ]
    for url in urls:
        client.get(cast.url(url))
    few = [_queries(cast, url) for url in urls]
    for _ in range(3):
        held()
    client.get(cast.url(urls[0]))  # what was written is judged once
    assert [_queries(cast, url) for url in urls] == few


def _queries(cast: Cast, url: str) -> int:
    client = cast.client("contributor")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(cast.url(url)).status_code == 200
    return len(queries)
