"""Artifacts, readings, measurements and pilots."""

from __future__ import annotations

from datetime import date

from evidence.rules.series import read_series, seen
from evidence.rules.vocabulary import Period
from tests.urls_by_role.expected import (
    CONTRIBUTOR,
    Address,
    Saves,
    members,
    only,
    rows,
)

ARTIFACT = {
    "title": "SLA history",
    "kind": "sla_history",
    "source": "ours",
    "conditions": "real_operation",
    "subject": "outcome",
    "limits": "One market",
    "observed_on": "2026-06-30",
    "auditable": "by_us",
    "link": "https://example.org/sla",
}
READING = {"bearing": "refutes", "why": "Three refunds came late", "version": 1}
WITHDRAW = {"reason": "The figures were wrong", "version": 1}

LOOK = {"looked_on": "2026-07-15", "seen": "It still holds", "version": 1}
MEASUREMENT = {"name": "Orders paid", "period": "month", "direction": "at_least"}
PILOT = {"question": "Do refunds settle?", "conditions": "real_operation"}
BEARS_ON = {"criterion": "{criterion}", "result": "97 of 100"}
PASTE = {
    "text": "2026-01; 97.5",
    "step": "save",
    "seen": seen(read_series("2026-01; 97.5", Period.MONTH, date(2026, 7, 1))),
}
CONCLUSION = {
    "ends_on": "2026-06-30",
    "results": "They settle",
    "title": "Pilot result",
    "limits": "One market",
    "auditable": "by_us",
    "bearing_{pilot_criterion}": "supports",
    "why_{pilot_criterion}": "97 of 100",
    "version": 1,
}

EVIDENCE: dict[str, Address] = {
    "evidence:evidence_log": Address(members()),
    "evidence:evidence_log_export": Address(members()),
    "evidence:partnership_evidence_log": Address(members(), args=("partnership",)),
    "evidence:artifact_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        query={"partner": "partner"},
        saves=Saves("contributor", ARTIFACT, "artifact.created"),
    ),
    "evidence:artifact_detail": Address(members(), args=("artifact",)),
    "evidence:artifact_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", ARTIFACT | {"version": 1}, "artifact.updated"),
    ),
    "evidence:artifact_withdraw": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", WITHDRAW, "artifact.withdrawn"),
    ),
    "evidence:artifact_supersede": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", {"replacement": "{newer}", "version": 1}, "artifact.superseded"),
    ),
    "evidence:artifact_revalidate": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", LOOK, "artifact.revalidated"),
    ),
    "evidence:artifact_file": Address(members(), args=("artifact",)),
    "evidence:reading_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", READING | {"criterion": "{unread}"}, "reading.created"),
    ),
    "evidence:reading_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("reading",),
        saves=Saves("contributor", READING, "reading.updated"),
    ),
    "evidence:reading_withdraw": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("reading",),
        saves=Saves("contributor", WITHDRAW, "reading.withdrawn"),
    ),
    "evidence:reading_assess": Address(
        only("contributor", "approver"),
        post=only("contributor", "approver", status=422),
        args=("reading",),
        saves=Saves(
            "approver",
            {"verdict": "upheld", "why": "I counted them too", "version": 1},
            "reading.assessed",
        ),
    ),
    "evidence:answer_write": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("refuting",),
        saves=Saves("contributor", {"text": "Their fault was ours"}, "answer.written"),
    ),
    "evidence:answer_assess": Address(
        only("contributor", "approver"),
        post=only("contributor", "approver", status=422),
        args=("answered",),
        saves=Saves(
            "approver",
            {"verdict": "upheld", "why": "I counted them too", "version": 1},
            "answer.assessed",
        ),
    ),
    "evidence:measurement_list": Address(members(), args=("partnership",)),
    "evidence:measurement_detail": Address(members(), args=("measurement",)),
    **rows("measurement", "partnership", MEASUREMENT, app="evidence"),
    "evidence:value_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("measurement",),
        saves=Saves(
            "contributor",
            {"starts_on": "2026-01-01", "value": "97.5"},
            "measurement.values_recorded",
        ),
    ),
    "evidence:values_paste": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("measurement",),
        saves=Saves("contributor", PASTE, "measurement.values_recorded"),
    ),
    "evidence:pilot_list": Address(members(), args=("partnership",)),
    "evidence:pilot_detail": Address(members(), args=("pilot",)),
    **rows("pilot", "partnership", PILOT, "bare_pilot", app="evidence"),
    **rows("pilot_criterion", "bare_pilot", BEARS_ON, app="evidence"),
    "evidence:pilot_conclude": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("pilot",),
        saves=Saves("contributor", CONCLUSION, "pilot.concluded"),
    ),
}
