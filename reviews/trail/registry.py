"""The models whose objects have a history page: how each is called, named and found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from accounts.models import Invitation, Membership, Workspace
from accounts.templatetags.people import person
from config.kernel.pages import href
from evidence.models import (
    Answer,
    Artifact,
    Assessment,
    Doubt,
    MeasuredValue,
    Measurement,
    Pilot,
    PilotCriterion,
    Reading,
    Revalidation,
    StoredFile,
)
from partnerships.models import (
    BoundaryDesign,
    Claim,
    ConflictRisk,
    EscalationStep,
    ExitRehearsal,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Option,
    Partner,
    PartnerFact,
    Partnership,
    Policy,
    Responsibility,
    ScaleStep,
    SuccessCriterion,
    Trigger,
    Uncertainty,
)
from reviews.models import (
    CriterionFared,
    Decision,
    DeferralEffect,
    DeskHandover,
    DriftIndicator,
    DriftSeen,
    GuestSeat,
    HealthReview,
    LessTrusted,
    LineChecked,
    NotApplicable,
    PolicyChange,
    Proposal,
    Sighting,
    Signature,
    UnwindStep,
    Violation,
)

#: What a name is cut to inside a sentence.
NAME_LENGTH = 90


@dataclass(frozen=True)
class Story:
    """One model whose past is shown. `slug` is its part of the address and never changes.

    `name` gives what one row is called. `page` gives the page
    where the object lives, None where it has none or may be gone.
    """

    slug: str
    model: type[models.Model]
    name: Callable[[Any], str] = str
    page: Callable[[Any], str] | None = None

    @property
    def noun(self) -> str:
        """What such an object is called, such as "conflict risk"."""
        return str(self.model._meta.verbose_name)

    @property
    def label(self) -> str:
        """The model as ledger entries name it."""
        return self.model._meta.label_lower

    def name_of(self, row: Any) -> str:
        """What a row is called, on one line."""
        name = " ".join(self.name(row).split())
        return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…"

    def history_url(self, object_id: int) -> str:
        """The page with everything that happened to one object."""
        return href("reviews:object_history", self.slug, object_id)


def _page(view: str, attribute: str = "pk") -> Callable[[Any], str]:
    return lambda row: href(view, getattr(row, attribute))


def _of_decision(row: Any) -> str:
    return str(row.get_kind_display())


def _sightings(row: Any) -> str:
    return href("reviews:sighting_list", row.trigger.partnership_id)


def _unwinding(row: Any) -> str:
    return href("reviews:unwinding", row.decision.partnership_id)


def _guest_of(row: Any) -> str:
    return str(_("one proposal") if row.proposal_id else _("one change of the policy"))


def _handed_to(row: Any) -> str:
    return str(_("“%(what)s” to %(who)s") % {"what": row.title, "who": person(row.given_to_id)})


STORIES: tuple[Story, ...] = (
    Story("workspace", Workspace),
    Story("member", Membership, lambda row: person(row.user_id)),
    Story("invitation", Invitation, lambda row: row.email),
    Story("partner", Partner, page=_page("partnerships:partner_detail")),
    Story("partnership", Partnership, page=_page("partnerships:partnership_detail")),
    Story("fit-card", FitCard, page=_page("partnerships:fit_card_detail", "partnership_id")),
    Story("conflict-risk", ConflictRisk),
    Story("integration-point", IntegrationPoint),
    Story("exit-step", ExitStep),
    Story("exit-rehearsal", ExitRehearsal),
    Story("partner-fact", PartnerFact, page=_page("partnerships:partner_detail", "partner_id")),
    Story("scale-step", ScaleStep, page=_page("partnerships:scale_step_detail")),
    Story(
        "uncertainty", Uncertainty, page=_page("partnerships:scale_step_detail", "scale_step_id")
    ),
    Story("option", Option, page=_page("partnerships:scale_step_detail", "scale_step_id")),
    Story(
        "boundary-design",
        BoundaryDesign,
        page=_page("partnerships:boundary_design_detail", "partnership_id"),
    ),
    Story("responsibility", Responsibility, page=_page("partnerships:responsibility_detail")),
    Story(
        "escalation-step",
        EscalationStep,
        page=_page("partnerships:responsibility_detail", "responsibility_id"),
    ),
    Story("trigger", Trigger, page=_page("partnerships:trigger_list", "partnership_id")),
    Story(
        "policy-change",
        PolicyChange,
        lambda row: row.reason,
        page=_page("reviews:policy_change_detail"),
    ),
    Story("not-applicable", NotApplicable, page=_page("reviews:gate_detail", "partnership_id")),
    Story("claim", Claim, page=_page("partnerships:claim_detail")),
    Story("criterion", SuccessCriterion),
    Story("file", StoredFile),
    Story("artifact", Artifact, page=_page("evidence:artifact_detail")),
    Story("revalidation", Revalidation, page=_page("evidence:artifact_detail", "artifact_id")),
    Story("pilot", Pilot, page=_page("evidence:pilot_detail")),
    Story("pilot-criterion", PilotCriterion, page=_page("evidence:pilot_detail", "pilot_id")),
    Story("measurement", Measurement, page=_page("evidence:measurement_detail")),
    Story(
        "measured-value",
        MeasuredValue,
        page=_page("evidence:measurement_detail", "measurement_id"),
    ),
    Story("assessment", Assessment),
    Story("answer", Answer),
    Story("reading", Reading, page=_page("evidence:artifact_detail", "artifact_id")),
    Story("proposal", Proposal, _of_decision, page=_page("reviews:proposal_detail")),
    Story("guest", GuestSeat, _guest_of),
    Story("doubt", Doubt, page=_page("evidence:artifact_detail", "artifact_id")),
    Story("health-review", HealthReview, page=_page("reviews:health_review_detail")),
    Story("less-trusted", LessTrusted, page=_page("reviews:health_review_detail", "review_id")),
    Story(
        "criterion-fared", CriterionFared, page=_page("reviews:health_review_detail", "review_id")
    ),
    Story("line-checked", LineChecked, page=_page("reviews:health_review_detail", "review_id")),
    Story("drift-indicator", DriftIndicator, page=_page("reviews:health_detail", "partnership_id")),
    Story("drift-seen", DriftSeen, page=_page("reviews:health_review_detail", "review_id")),
    Story("violation", Violation, page=_page("reviews:health_detail", "partnership_id")),
    Story("sighting", Sighting, page=_sightings),
    Story("unwind-step", UnwindStep, page=_unwinding),
    Story("line-handed-over", DeskHandover, _handed_to),
)

#: Written once: the record of the decision is their page, the entry all their past.
SEALED: tuple[Story, ...] = (
    Story("decision", Decision, _of_decision, page=_page("reviews:decision_detail")),
    Story("signature", Signature, lambda row: str(row.get_outcome_display())),
    Story("policy", Policy, page=lambda row: href("reviews:policy_detail")),
    Story("deferral-effect", DeferralEffect, page=_page("reviews:gate_detail", "partnership_id")),
)

BY_SLUG: dict[str, Story] = {story.slug: story for story in STORIES}
BY_LABEL: dict[str, Story] = {story.label: story for story in STORIES + SEALED}
BY_HISTORY_LABEL: dict[str, Story] = {
    story.model.history.model._meta.label_lower: story  # type: ignore[attr-defined]
    for story in STORIES
}
