"""The background jobs, for administrators; pages work without a worker."""

from __future__ import annotations

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.jobs import registered
from accounts.models import JobRun
from config.kernel.scope import workspace_scope
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def page(cast: Cast) -> str:
    return cast.client("administrator").get(cast.url("background/")).content.decode()


def test_each_job_is_there_and_a_dead_worker_is_said(cast: Cast) -> None:
    text = page(cast)
    for job in registered.values():
        assert str(job.label) in text
    assert "No worker is alive" in text
    assert text.count("Not yet") == len(registered)


@pytest.mark.parametrize("name", registered)
def test_each_job_is_done_by_hand_and_noted(
    cast: Cast,
    name: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = cast.client("administrator").post(cast.url(f"background/{name}/run/"))
    assert response.status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert JobRun.objects.get(job=name).error == ""
    assert page(cast).count("Not yet") == len(registered) - 1


def test_a_job_that_is_none_is_not_there(cast: Cast) -> None:
    assert cast.client("administrator").post(cast.url("background/none/run/")).status_code == 404
