"""Artifacts and readings for tests, made through the actions that people use."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.actions.answers import answer_assess, answer_write
from evidence.actions.artifacts import artifact_create
from evidence.actions.measurements import measurement_create
from evidence.actions.pilots import pilot_create, pilot_criterion_create
from evidence.actions.readings import reading_create
from evidence.models import Answer, Artifact, Measurement, Pilot, PilotCriterion, Reading
from partnerships.models import Partner, Partnership, SuccessCriterion
from tests.conftest import Cast
from tests.factories import make_partner

_numbers = itertools.count(1)

#: What the form of an artifact takes; every answer is one that the rules accept.
OBSERVATION: dict[str, Any] = {
    "title": "SLA history, first half of the year",
    "kind": "sla_history",
    "source": "ours",
    "conditions": "real_operation",
    "subject": "outcome",
    "limits": "One market only, low season",
    "observed_on": date(2026, 6, 30),
    "holds_until": None,
    "auditable": "by_us",
    "audited_how": "Our gateway logs",
    "link": "https://example.org/sla",
}


def make_artifact(
    cast: Cast, partner: Partner | None = None, role: str = "contributor", **values: Any
) -> Artifact:
    """An artifact with a link, of a partner of its own unless one is given."""
    values.setdefault("title", f"Artifact {next(_numbers)}")
    return artifact_create(
        by=cast.actor(role), partner=partner or make_partner(cast, role), **OBSERVATION | values
    )


def make_reading(
    cast: Cast,
    artifact: Artifact,
    criterion: SuccessCriterion,
    role: str = "contributor",
    **values: Any,
) -> Reading:
    """A reading that supports its criterion, unless told otherwise."""
    values.setdefault("bearing", "supports")
    values.setdefault("why", "97 of 100 refunds settled within two days")
    return reading_create(by=cast.actor(role), artifact=artifact, criterion=criterion, **values)


def make_answer(
    cast: Cast, reading: Reading, text: str = "Their fault was ours", role: str = "contributor"
) -> Answer:
    """An answer to a reading that refutes, not assessed yet."""
    return answer_write(by=cast.actor(role), reading=reading, version=None, text=text)


def assess_answer(
    cast: Cast, answer: Answer, role: str = "approver", verdict: str = "upheld"
) -> Answer:
    """Another person's word on an answer."""
    return answer_assess(
        by=cast.actor(role),
        answer=answer,
        version=answer.version,
        verdict=verdict,
        why="I looked at the logs",
    )


def make_measurement(
    cast: Cast, partnership: Partnership, role: str = "contributor", **values: Any
) -> Measurement:
    """A monthly measurement without values."""
    values.setdefault("name", f"Orders paid {next(_numbers)}")
    return measurement_create(by=cast.actor(role), partnership=partnership, **values)


def make_pilot(
    cast: Cast, partnership: Partnership, role: str = "contributor", **values: Any
) -> Pilot:
    """A pilot on real work that is over and not concluded."""
    said = {
        "question": f"Do refunds settle in time? {next(_numbers)}",
        "conditions": "real_operation",
        "starts_on": date(2026, 5, 1),
        "ends_on": date(2026, 6, 30),
    }
    return pilot_create(by=cast.actor(role), partnership=partnership, **said | values)


def make_pilot_criterion(
    cast: Cast, pilot: Pilot, criterion: SuccessCriterion, role: str = "contributor"
) -> PilotCriterion:
    """A success criterion that the pilot bears on."""
    return pilot_criterion_create(by=cast.actor(role), pilot=pilot, criterion=criterion)


def a_pdf(name: str = "report.pdf", body: bytes = b"what was seen") -> SimpleUploadedFile:
    """A file that looks like a PDF."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + body, content_type="application/pdf")
