"""The dossier of a partnership: assembled from its parts, frozen as text, read back.

Each app gives its own part; here they become one tree. The number of queries is fixed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date

from accounts.dossier import WorkspacePart
from accounts.ledger.models import Entry, Head
from accounts.ledger.rowsets import Rows, Source, Wanted
from accounts.models import Workspace
from config.kernel import canonical
from config.kernel.parts import part_of, parts_of
from evidence.selectors.dossier import evidence_by_partnership
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind
from partnerships.selectors.dossier import parts_by_partnership
from reviews.dossier import (
    DecisionPart,
    Dossier,
    HealthReviewPart,
    NotApplicablePart,
    SightingPart,
    ViolationPart,
    canonical_bytes,
    digest,
    parse,
)
from reviews.errors import DossierAltered
from reviews.models import (
    Decision,
    HealthReview,
    LineChecked,
    NotApplicable,
    Proposal,
    Sighting,
    Violation,
)


def dossier_of(partnership: Partnership, *, until: int | None = None) -> Dossier:
    """The whole of a partnership as it stands, or as it stood at the entry numbered `until`.

    `as_of` is the number of the ledger's last entry that counts: everything up to it is in the
    dossier. Everything is read anew, whatever the caller's instance remembers. Ten queries.

    Raises Partnership.DoesNotExist for an entry from before the partnership.
    """
    found = dossiers_of(partnership.workspace_id, [partnership.pk], until=until)
    if partnership.pk not in found:
        raise Partnership.DoesNotExist(f"no partnership {partnership.pk} at that entry")
    return found[partnership.pk]


def dossiers_of(
    workspace_id: int, ids: Collection[int], *, until: int | None = None
) -> dict[int, Dossier]:
    """The dossiers of these partnerships, by id, as `dossier_of` reads one. Ten queries."""
    source = Source(workspace_id, until)
    head = Head.objects.filter(workspace_id=workspace_id).first()
    itself = source.read(
        Wanted(Workspace, "id", [workspace_id]),
        Wanted(NotApplicable, "partnership_id", ids),
        Wanted(HealthReview, "partnership_id", ids),
        Wanted(Violation, "partnership_id", ids),
    )
    (workspace,) = itself.of(Workspace)
    decided = _decisions(workspace, ids, until)
    ours = parts_by_partnership(source, ids)
    beneath = source.read(
        Wanted(LineChecked, "review_id", itself.ids(HealthReview)),
        Wanted(
            Sighting,
            "trigger_id",
            [int(each.id) for parts in ours.values() for each in parts.triggers],
        ),
    )
    theirs = evidence_by_partnership(
        source, {pk: parts.criterion_ids for pk, parts in ours.items()}
    )
    return {
        pk: Dossier(
            workspace=part_of(WorkspacePart, workspace),
            as_of=until if until is not None else head.sequence if head else 0,
            partner=parts.partner,
            partnership=parts.partnership,
            scale_steps=parts.scale_steps,
            fit_card=parts.fit_card,
            boundary_design=parts.boundary_design,
            claims=parts.claims,
            triggers=parts.triggers,
            pilots=theirs[pk].pilots,
            artifacts=theirs[pk].artifacts,
            readings=theirs[pk].readings,
            measurements=theirs[pk].measurements,
            not_applicable=parts_of(
                NotApplicablePart, itself.beneath(NotApplicable, "partnership")[pk]
            ),
            decisions=tuple(decided[pk]),
            health_reviews=tuple(
                _health_review(row, beneath.beneath(LineChecked, "review")[row.pk])
                for row in itself.beneath(HealthReview, "partnership")[pk]
                if row.closed_at
            ),
            violations=_violations(itself, pk),
            sightings=tuple(
                part_of(SightingPart, row)
                for trigger in parts.triggers
                for row in beneath.beneath(Sighting, "trigger")[int(trigger.id)]
            ),
        )
        for pk, parts in ours.items()
    }


def _health_review(row: HealthReview, lines: Iterable[LineChecked]) -> HealthReviewPart:
    return part_of(HealthReviewPart, row, overstepped=any(each.overstepped for each in lines))


def _violations(read: Rows, partnership_id: int) -> tuple[ViolationPart, ...]:
    """Of a review that is still being written, only that they happened is known."""
    closed = {
        row.pk for row in read.beneath(HealthReview, "partnership")[partnership_id] if row.closed_at
    }
    return tuple(
        part_of(
            ViolationPart,
            row,
            review_id=str(row.review_id) if row.review_id in closed else None,
        )
        for row in read.beneath(Violation, "partnership")[partnership_id]
    )


def _decisions(
    workspace: Workspace, ids: Collection[int], until: int | None
) -> dict[int, list[DecisionPart]]:
    """What was decided, oldest first; sealed rows have no history but the entry that wrote them."""
    decisions = Decision.objects.filter(partnership_id__in=ids)
    if until is not None:
        entries = Entry.objects.filter(workspace_id=workspace.pk, sequence__lte=until)
        decisions = decisions.filter(entry_id__in=entries.values("id"))
    decided: dict[int, list[DecisionPart]] = defaultdict(list)
    for row in decisions.order_by("decided_at", "pk"):
        decided[row.partnership_id].append(_decision(row, ZoneInfo(workspace.time_zone)))
    return decided


def _decision(row: Decision, zone: ZoneInfo) -> DecisionPart:
    return DecisionPart(
        id=str(row.pk),
        kind=DecisionKind(row.kind),
        decided_on=row.decided_at.astimezone(zone).date(),
        decided_at=row.decided_at,
        bar=row.bar,
        term_ends_on=parse_date(row.terms.get("term_ends_on") or ""),
    )


def frozen(dossier: Dossier) -> tuple[str, str]:
    """The canonical text of a dossier and the SHA-256 of its bytes in hex."""
    content = canonical_bytes(dossier)
    return content.decode("utf-8"), digest(content)


def read_frozen(proposal: Proposal, sealed_digest: str = "") -> Dossier:
    """The dossier as it was frozen, from the stored text and from nothing else.

    Raises DossierAltered when the text does not give the proposal's digest, or the one that a
    decision sealed.
    """
    content = proposal.dossier.encode("utf-8", "surrogatepass")
    frozen_digest = proposal.dossier_digest
    if not digest(content) == frozen_digest == (sealed_digest or frozen_digest):
        raise DossierAltered
    return parse(content)


def content_digest(dossier: Dossier) -> str:
    """A digest of what the dossier says, whatever else happened in the workspace meanwhile."""
    return canonical.digest(canonical_bytes(replace(dossier, as_of=0)))
