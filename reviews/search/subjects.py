"""What can be found: which words each kind of object is found by, and where its page is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from config.kernel.sentences import Text
from evidence.models import Artifact
from partnerships.models import Claim, Partner, Partnership, ScaleStep
from reviews.models import Decision


@dataclass(frozen=True)
class Subject:
    """One kind of object. `name` and `words` read a row, `beside` what it belongs to.

    `told` says what stands beside it to people; what is stored knows no language.
    """

    kind: str
    model: type[models.Model]
    label: Text
    view: str
    name: Callable[[Any], str]
    words: Callable[[Any], str]
    beside: Callable[[Any], str] = lambda row: ""
    told: Callable[[str], str] = str
    related: tuple[str, ...] = ()

    @property
    def rows(self) -> models.QuerySet[Any]:
        return self.model._default_manager.select_related(*self.related)


#: In the order in which equal finds are shown.
SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "partnership",
        Partnership,
        _("Partnership"),
        "partnerships:partnership_detail",
        name=lambda row: row.name,
        words=lambda row: f"{row.purpose} {row.partner.name}",
        beside=lambda row: row.partner.name,
        related=("partner",),
    ),
    Subject(
        "partner",
        Partner,
        _("Partner"),
        "partnerships:partner_detail",
        name=lambda row: row.name,
        words=lambda row: row.what_they_do,
    ),
    Subject(
        "claim",
        Claim,
        _("Claim"),
        "partnerships:claim_detail",
        name=lambda row: row.uncertainty,
        words=lambda row: f"{row.capability} {row.boundary} {row.does_not_establish}",
        beside=lambda row: row.partnership.name,
        related=("partnership",),
    ),
    Subject(
        "artifact",
        Artifact,
        _("Artifact"),
        "evidence:artifact_detail",
        name=lambda row: row.title,
        words=lambda row: f"{row.limits} {row.partner.name if row.partner else ''}",
        beside=lambda row: row.partner.name if row.partner else "",
        related=("partner",),
    ),
    Subject(
        "scale-step",
        ScaleStep,
        _("Scale step"),
        "partnerships:scale_step_detail",
        name=lambda row: row.name,
        words=lambda row: f"{row.capability_needed} {row.gap}",
    ),
    Subject(
        "decision",
        Decision,
        _("Decision"),
        "reviews:decision_detail",
        name=lambda row: f"{row.partnership.name}: {row.get_kind_display()}",
        words=lambda row: row.rationale,
        beside=lambda row: f"{row.decided_at.astimezone(row.workspace.zone):%Y-%m-%d}",
        told=lambda day: date_format(date.fromisoformat(day), "DATE_FORMAT"),
        related=("partnership", "workspace"),
    ),
)

BY_KIND = {each.kind: each for each in SUBJECTS}
