"""Answering what speaks against a criterion, and assessing the answer."""

from __future__ import annotations

import pytest

from config.kernel.scope import workspace_scope
from evidence.models import Answer, Reading
from tests.conftest import Cast
from tests.evidence.factories import assess_answer, make_answer, make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership


@pytest.fixture
def refuting(cast: Cast) -> Reading:
    criterion = make_criterion(cast, make_claim(cast, make_partnership(cast)))
    artifact = make_artifact(cast, criterion.claim.partnership.partner)
    return make_reading(cast, artifact, criterion, bearing="refutes", why="Refunds came late")


def page(cast: Cast, role: str, path: str) -> str:
    response = cast.client(role).get(cast.url(path), follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_is_written_and_stands_beneath_the_reading(cast: Cast, refuting: Reading) -> None:
    client, url = cast.client("contributor"), cast.url(f"readings/{refuting.pk}/answer/")
    assert "Refunds came late" in client.get(url).content.decode()
    done = client.post(url, {"text": "A fault of ours & mended", "version": ""})
    assert done.status_code == 303
    assert done["Location"].endswith(f"/artifacts/{refuting.artifact_id}/#reading-{refuting.pk}")
    shown = client.get(done["Location"]).content.decode()
    assert "A fault of ours &amp; mended" in shown
    assert "Not assessed by anybody else yet" in shown
    assert "Change the answer" in shown


def test_each_of_the_cast_is_offered_what_they_may_do(cast: Cast, refuting: Reading) -> None:
    path, assess = f"artifacts/{refuting.artifact_id}/", f"readings/{refuting.pk}/answer/assess/"
    write = f"readings/{refuting.pk}/answer/"
    assert cast.url(write) in page(cast, "contributor", path)
    assert cast.url(write) not in page(cast, "approver", path)
    make_answer(cast, refuting)
    for role, offered in (("contributor", False), ("approver", True), ("auditor", False)):
        assert (cast.url(assess) in page(cast, role, path)) is offered, role


def test_it_is_assessed_by_another_with_a_reason(cast: Cast, refuting: Reading) -> None:
    make_answer(cast, refuting, "A fault of ours")
    client, url = cast.client("approver"), cast.url(f"readings/{refuting.pk}/answer/assess/")
    shown = client.get(url).content.decode()
    assert "Refunds came late" in shown
    assert "A fault of ours" in shown
    without = client.post(url, {"verdict": "upheld", "why": "", "version": "1"})
    assert without.status_code == 422
    done = client.post(url, {"verdict": "upheld", "why": "The logs say so", "version": "1"})
    assert done.status_code == 303
    assert "The logs say so" in client.get(done["Location"]).content.decode()


def test_its_writer_is_told_to_ask_somebody_else(cast: Cast, refuting: Reading) -> None:
    make_answer(cast, refuting)
    client, url = cast.client("contributor"), cast.url(f"readings/{refuting.pk}/answer/assess/")
    shown = client.get(url).content.decode()
    assert "You wrote this answer yourself" in shown
    assert 'name="verdict"' not in shown
    refused = client.post(url, {"verdict": "upheld", "why": "I know", "version": "1"})
    assert refused.status_code == 422
    assert "You wrote this answer yourself" in refused.content.decode()


def test_what_supports_has_nothing_to_answer(cast: Cast, refuting: Reading) -> None:
    criterion = make_criterion(cast, refuting.criterion.claim)
    reading = make_reading(cast, refuting.artifact, criterion)
    client, url = cast.client("contributor"), cast.url(f"readings/{reading.pk}/answer/")
    shown = client.get(url).content.decode()
    assert "does not speak against its criterion" in shown
    assert 'name="text"' not in shown
    refused = client.post(url, {"text": "It was ours"})
    assert refused.status_code == 422
    assert "does not speak against its criterion" in refused.content.decode()
    assert cast.client("approver").get(f"{url}assess/").status_code == 404


def test_an_answer_that_came_meanwhile_is_shown_beside_ones_own(
    cast: Cast, refuting: Reading
) -> None:
    client, url = cast.client("contributor"), cast.url(f"readings/{refuting.pk}/answer/")
    client.get(url)
    make_answer(cast, refuting, "Theirs & first", role="administrator")
    stale = client.post(url, {"text": "Mine & second", "version": ""})
    assert stale.status_code == 409
    shown = stale.content.decode()
    assert "Theirs &amp; first" in shown
    assert "Mine &amp; second" in shown
    again = {"text": "Mine & second", "version": stale.context["form"]["version"].value()}
    assert client.post(url, again).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert Answer.objects.get().text == "Mine & second"


def test_the_log_in_full_shows_the_answer_and_its_verdict(cast: Cast, refuting: Reading) -> None:
    answer = make_answer(cast, refuting, "A fault of ours")
    assert "A fault of ours" not in page(cast, "auditor", "evidence/")
    in_full = page(cast, "auditor", "evidence/?text=full")
    assert "A fault of ours" in in_full
    assert "Not assessed yet" in in_full
    assess_answer(cast, answer, verdict="rejected")
    assert "Rejected" in page(cast, "auditor", "evidence/?text=full")


def test_the_dossier_shows_the_answer(cast: Cast, refuting: Reading) -> None:
    path = f"partnerships/{refuting.criterion.claim.partnership_id}/dossier/"
    answer = make_answer(cast, refuting, "A fault of ours")
    assert "The answer is not assessed yet" in page(cast, "auditor", path)
    assess_answer(cast, answer)
    shown = page(cast, "auditor", path)
    assert "A fault of ours" in shown
    assert "I looked at the logs" in shown


def test_the_gate_leads_to_the_answer_then_to_its_assessment(cast: Cast, refuting: Reading) -> None:
    path = f"partnerships/{refuting.criterion.claim.partnership_id}/gate/"
    write = f'href="{cast.url(f"readings/{refuting.pk}/answer/")}"'
    assess = f'href="{cast.url(f"readings/{refuting.pk}/answer/assess/")}"'
    assert write in page(cast, "contributor", path)
    answer = make_answer(cast, refuting)
    shown = page(cast, "contributor", path)
    assert assess in shown
    assert write not in shown
    assess_answer(cast, answer)
    shown = page(cast, "contributor", path)
    assert assess not in shown
    assert write not in shown
