"""A dossier laid out for reading: each claim beside its evidence, rows in the order of the text.

Everything comes from the dossier itself and nothing from the tables, so that a frozen one reads
as it was on the day it was frozen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpResponse

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.pages import render_page
from config.kernel.requests import MemberRequest
from evidence.dossier import ArtifactPart, ReadingPart
from partnerships.dossier import ClaimPart, CriterionPart
from reviews.decisions.wording import not_counted
from reviews.dossier import Dossier
from reviews.errors import DossierAltered
from reviews.gate.panel import Panel, gate_panel
from reviews.gate.record import from_document
from reviews.models import Proposal


@dataclass(frozen=True)
class ReadEvidence:
    """A reading with the artifact that was read, and why it does not count; "" when it does."""

    reading: ReadingPart
    artifact: ArtifactPart
    not_counted: str


@dataclass(frozen=True)
class CriterionView:
    """A success criterion with everything that was read for it."""

    criterion: CriterionPart
    evidence: tuple[ReadEvidence, ...]

    @property
    def has_none(self) -> bool:
        """Whether nothing that was read for it counts."""
        return all(each.not_counted for each in self.evidence)


@dataclass(frozen=True)
class ClaimView:
    """A claim with its criteria."""

    claim: ClaimPart
    criteria: tuple[CriterionView, ...]


V = Callable[Concatenate[MemberRequest, int, ...], HttpResponse]


def whole(look_up: Callable[[Actor, int], Proposal]) -> Callable[[V], V]:
    """A page of a frozen dossier; where its text was altered, a page that says so instead."""

    def shown(view: V) -> V:
        @wraps(view)
        def run(request: MemberRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, pk, *args, **kwargs)
            except DossierAltered as altered:
                return _altered_page(request, look_up(request.actor, pk), altered)

        return run

    return shown


def _altered_page(
    request: MemberRequest, proposal: Proposal, altered: DossierAltered
) -> HttpResponse:
    context = {
        "proposal": proposal,
        "partnership": proposal.partnership,
        "problem": altered,
        "reads_trail": request.actor.is_member,
    }
    return render_page(request, "reviews/dossier_altered.html", context, status=409)


def dossier_context(
    dossier: Dossier, day: date | None = None, *, frozen_in: Proposal | None = None
) -> dict[str, Any]:
    """What the template of a dossier needs; evidence counts, or not, as of `day`, else today.

    The files of a dossier that was frozen are those that it names, whatever became of its rows.
    """
    day = day or clock.today()
    artifacts = {artifact.id: artifact for artifact in dossier.artifacts}
    readings: dict[str, list[ReadEvidence]] = defaultdict(list)
    for reading in dossier.readings:
        artifact = artifacts[reading.artifact_id]
        evidence = ReadEvidence(reading, artifact, not_counted(reading, artifact, day))
        readings[reading.criterion_id].append(evidence)
    return {
        "dossier": dossier,
        "claims": [_claim(claim, readings) for claim in dossier.claims],
        "frozen_in": frozen_in,
    }


def frozen_panel(proposal: Proposal, dossier: Dossier) -> Panel | None:
    """What the gate said when this was proposed; None for what was proposed without a bar."""
    if proposal.judgement is None:
        return None
    return gate_panel(from_document(proposal.judgement), dossier)


def _claim(claim: ClaimPart, readings: dict[str, list[ReadEvidence]]) -> ClaimView:
    return ClaimView(
        claim,
        tuple(
            CriterionView(criterion, tuple(readings.get(criterion.id, ())))
            for criterion in claim.criteria
        ),
    )
