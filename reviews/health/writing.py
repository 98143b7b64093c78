"""Each section of a health review: its form as it stands, and how it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.kernel.actors import Actor
from config.kernel.forms import SeamForm
from config.kernel.sentences import Text
from reviews.health import forms
from reviews.health.actions import sections as actions
from reviews.health.each_form import Asked
from reviews.health.rules.sections import QUESTIONS, Section
from reviews.health.selectors.reviews import indicators_of
from reviews.health.selectors.rows import (
    artifacts_relied_on,
    claims_with_a_line,
    criteria_of,
    triggers_of,
)
from reviews.models import HealthReview
from reviews.vocabulary import DriftKind


@dataclass(frozen=True)
class Writing:
    """One section: the class of its form, what it asks of each row, and the action that saves it.

    `about` is None for a section that asks once; `none` is said where there is no row to ask about.
    """

    form: type[SeamForm]
    save: Callable[[Actor, HealthReview, Any], object]
    about: Callable[[HealthReview], list[Asked]] | None = None
    none: Text = ""

    def extras(self, review: HealthReview, section: Section) -> dict[str, Any]:
        """What the form needs besides the request; a question writes on the review's own row."""
        extras: dict[str, Any] = {"row": review} if section in QUESTIONS else {}
        return extras | ({"about": self.about(review)} if self.about else {})


def _save_boundary(by: Actor, review: HealthReview, form: forms.BoundaryForm) -> None:
    actions.boundary_answer(by=by, review=review, version=form.seen_version, **form.values)


def _evidence(review: HealthReview) -> list[Asked]:
    why = dict(review.lesstrusteds.values_list("artifact_id", "why"))
    rows = artifacts_relied_on(review.partnership)
    return [Asked(str(row.pk), row.title, {"why": why.get(row.pk, "")}) for row in rows]


def _save_evidence(by: Actor, review: HealthReview, form: forms.EvidenceForm) -> None:
    actions.evidence_answer(
        by=by,
        review=review,
        version=form.seen_version,
        evidence=form.cleaned_data["evidence"],
        less_trusted={int(each.key): form.said(each)["why"] for each in form.about},
    )


def _triggers(review: HealthReview) -> list[Asked]:
    """The triggers that nobody said were seen in this review."""
    told = set(review.sightings.values_list("trigger_id", flat=True))
    stands = {"seen": "no"} if review.triggers else {}
    rows = [row for row in triggers_of(review.partnership) if row.pk not in told]
    return [Asked(str(row.pk), row.observable, stands) for row in rows]


def _save_triggers(by: Actor, review: HealthReview, form: forms.TriggersForm) -> None:
    there = {str(row.pk): row for row in triggers_of(review.partnership)}
    said = [(each.key, form.said(each)) for each in form.about]
    actions.triggers_answer(
        by=by,
        review=review,
        version=form.seen_version,
        triggers=form.cleaned_data["triggers"],
        seen=[
            actions.Seen(there[key], each["seen_on"], each["what"])
            for key, each in said
            if each["seen"] == "yes"
        ],
    )


def _lines(review: HealthReview) -> list[Asked]:
    looked = {row.claim_id: row for row in review.linecheckeds.all()}
    return [
        Asked(str(claim.pk), claim.does_not_establish, _line_stands(looked.get(claim.pk)))
        for claim in claims_with_a_line(review.partnership)
    ]


def _line_stands(row: Any) -> dict[str, Any]:
    if row is None:
        return {"line": ""}
    return {"line": "overstepped" if row.overstepped else "kept", "how": row.how}


def _save_lines(by: Actor, review: HealthReview, form: forms.LinesForm) -> None:
    said = {int(each.key): form.said(each) for each in form.about}
    lines = {
        pk: (each["line"] == "overstepped", each["how"])
        for pk, each in said.items()
        if each["line"]
    }
    actions.lines_check(by=by, review=review, lines=lines)


def _drift(review: HealthReview) -> list[Asked]:
    seen: dict[str, dict[str, Any]] = {}
    for row in review.driftseens.select_related("indicator"):
        own = row.indicator.kind == DriftKind.OWN
        key = str(row.indicator_id) if own else row.indicator.kind
        seen[key] = {"count": row.count, "note": row.note}
    return [Asked(key, name, seen.get(key, {})) for key, name in indicators_of(review.partnership)]


def _save_drift(by: Actor, review: HealthReview, form: forms.DriftForm) -> None:
    said = {each.key: form.said(each) for each in form.about}
    actions.drift_count(
        by=by,
        review=review,
        counts={
            key: actions.Count(each["count"], each["note"])
            for key, each in said.items()
            if each["count"] is not None
        },
        own_name=form.cleaned_data["own_name"],
        own_count=form.cleaned_data["own_count"],
    )


def _criteria(review: HealthReview) -> list[Asked]:
    looked = {row.criterion_id: row for row in review.criterionfareds.all()}
    return [
        Asked(str(row.pk), row.statement, _fared_stands(looked.get(row.pk)))
        for row in criteria_of(review.partnership)
    ]


def _fared_stands(row: Any) -> dict[str, Any]:
    return {"fared": row.fared, "observed": row.observed} if row else {"fared": ""}


def _save_criteria(by: Actor, review: HealthReview, form: forms.CriteriaForm) -> None:
    said = {int(each.key): form.said(each) for each in form.about}
    fared = {pk: (each["fared"], each["observed"]) for pk, each in said.items() if each["fared"]}
    actions.criteria_look(by=by, review=review, fared=fared)


SECTIONS: dict[Section, Writing] = {
    Section.BOUNDARY: Writing(forms.BoundaryForm, _save_boundary),
    Section.EVIDENCE: Writing(
        forms.EvidenceForm,
        _save_evidence,
        _evidence,
        _("No artifact has been read for this partnership yet."),
    ),
    Section.TRIGGERS: Writing(forms.TriggersForm, _save_triggers, _triggers),
    Section.LINES: Writing(
        forms.LinesForm,
        _save_lines,
        _lines,
        _("No claim says yet what it does not establish. Write that on the claim."),
    ),
    Section.DRIFT: Writing(forms.DriftForm, _save_drift, _drift),
    Section.CRITERIA: Writing(
        forms.CriteriaForm,
        _save_criteria,
        _criteria,
        _("No claim has a success criterion yet. Write the first on the claim."),
    ),
}
