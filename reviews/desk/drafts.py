"""Where a draft belongs: its key names the form and the object, this finds the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from accounts.models import Draft
from config.kernel.pages import href

#: What a form's text is called and where the form is, by the first word of the draft's key.
#: A number after the colon is an object; "new" is a form without one.
_Place = tuple[Any, Callable[..., str]]


def _object(view: str) -> Callable[..., str]:
    return lambda pk: href(view, int(pk))


def _proposal(kind: str, pk: str) -> str:
    return href("reviews:decision_propose", int(pk), kind)


def _new(view: str) -> Callable[..., str]:
    """The form of a new thing; with a number after "new", that of the thing it belongs to."""
    return lambda _new, *pk: href(view, *map(int, pk))


def _either(of_new: str, of_one: str) -> Callable[..., str]:
    return lambda pk, *more: _new(of_new)(pk, *more) if pk == "new" else _object(of_one)(pk, *more)


def _new_artifact(_new: str, partner: str) -> str:
    if partner == "own":
        return href("evidence:artifact_create", own=1)
    return href("evidence:artifact_create", partner=int(partner))


def _artifact(pk: str, *more: str) -> str:
    return (_new_artifact if pk == "new" else _object("evidence:artifact_edit"))(pk, *more)


def _row(noun: str) -> Callable[..., str]:
    return _either(f"partnerships:{noun}_create", f"partnerships:{noun}_edit")


def _evidence_row(noun: str) -> Callable[..., str]:
    return _either(f"evidence:{noun}_create", f"evidence:{noun}_edit")


def _section(pk: str, section: str) -> str:
    return href("partnerships:fit_card_section_edit", int(pk), section)


def _not_applicable(pk: str, requirement: str) -> str:
    return href("reviews:not_applicable_state", int(pk), requirement)


def _handed_over(kind: str, subject: str) -> str:
    return href("reviews:desk_line_hand_over", kind, subject)


def _health_review(pk: str, section: str) -> str:
    if section == "close":
        return href("reviews:health_review_close", int(pk))
    return href("reviews:health_review_section_edit", int(pk), section)


PLACES: dict[str, _Place] = {
    "sighting": (_("A trigger that was seen"), _object("reviews:sighting_note")),
    "set-aside": (
        _("Why a trigger calls for nothing"),
        _object("reviews:sighting_set_aside"),
    ),
    "unwind_step": (
        _("A step of an unwinding"),
        _either("reviews:unwind_step_create", "reviews:unwind_step_edit"),
    ),
    "workspace": (_("The workspace's settings"), _new("accounts:workspace_edit")),
    "invitation": (_("An invitation"), _new("accounts:invitation_create")),
    "member": (_("A member's roles"), _object("accounts:member_edit")),
    "member-end": (_("The end of a membership"), _object("accounts:member_end")),
    "partner": (
        _("A partner"),
        _either("partnerships:partner_create", "partnerships:partner_edit"),
    ),
    "partnership": (
        _("A partnership"),
        _either("partnerships:partnership_create", "partnerships:partnership_edit"),
    ),
    "fit_card": (_("A section of a Fit Card"), _section),
    "incentives": (_("A look at incentives"), _object("partnerships:incentives_review")),
    "dependency": (_("How far we depend on it"), _object("partnerships:partnership_dependency")),
    "partner_fact": (_("A fact about a partner"), _row("partner_fact")),
    "conflict_risk": (_("A conflict risk"), _row("conflict_risk")),
    "integration_point": (_("An integration point"), _row("integration_point")),
    "exit_step": (_("An exit step"), _row("exit_step")),
    "exit_rehearsal": (_("A rehearsal of the way out"), _row("exit_rehearsal")),
    "boundary_design": (_("A boundary design"), _object("partnerships:boundary_design_edit")),
    "responsibility": (_("A responsibility"), _row("responsibility")),
    "escalation_step": (_("A step of an escalation"), _row("escalation_step")),
    "trigger": (_("A trigger"), _row("trigger")),
    "scale_step": (_("A scale step"), _row("scale_step")),
    "uncertainty": (_("An uncertainty"), _row("uncertainty")),
    "option": (_("An option of a scale step"), _row("option")),
    "claim": (_("A claim"), _row("claim")),
    "criterion": (_("A success criterion"), _row("criterion")),
    "artifact": (_("An artifact"), _artifact),
    "artifact-withdraw": (_("A withdrawal of evidence"), _object("evidence:artifact_withdraw")),
    "reading": (_("A reading"), _either("evidence:reading_create", "evidence:reading_edit")),
    "artifact-supersede": (
        _("What takes the place of evidence"),
        _object("evidence:artifact_supersede"),
    ),
    "artifact-revalidate": (
        _("A second look at evidence"),
        _object("evidence:artifact_revalidate"),
    ),
    "reading-assess": (_("An assessment of a reading"), _object("evidence:reading_assess")),
    "reading-withdraw": (_("A withdrawal of a reading"), _object("evidence:reading_withdraw")),
    "answer": (_("An answer to evidence"), _object("evidence:answer_write")),
    "answer-assess": (_("An assessment of an answer"), _object("evidence:answer_assess")),
    "measurement": (_("A measurement"), _evidence_row("measurement")),
    "value": (_("A measured value"), _new("evidence:value_create")),
    "values": (_("Measured values"), _object("evidence:values_paste")),
    "pilot": (_("A pilot"), _evidence_row("pilot")),
    "pilot_criterion": (_("A criterion of a pilot"), _evidence_row("pilot_criterion")),
    "pilot-conclude": (_("The conclusion of a pilot"), _object("evidence:pilot_conclude")),
    "not-applicable": (_("Why a requirement does not apply"), _not_applicable),
    "proposal": (_("A proposal"), _proposal),
    "hand-over": (_("A line to hand over"), _handed_over),
    "health-review": (_("A section of a health review"), _health_review),
    "violation": (
        _("A violation"),
        _either("reviews:violation_create", "reviews:violation_resolve"),
    ),
    "policy": (_("A change of the policy"), _new("reviews:policy_propose")),
}


def place_of(draft: Draft) -> tuple[Any, str]:
    """What the draft is of, and the address of its form with the text restored ("" if unknown)."""
    word, _colon, rest = draft.key.partition(":")
    if word not in PLACES:
        return _("Text that you have not saved"), ""
    name, address = PLACES[word]
    try:
        found = address(*rest.split(":")) if rest else address("")
    except (TypeError, ValueError, NoReverseMatch):
        return name, ""
    return name, f"{found}{'&' if '?' in found else '?'}draft=restore"
