"""The dossier of a partnership: assembled from its parts, frozen as text, read back.

Each app gives its own part; here they become one tree. The number of queries is fixed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date

from accounts.dossier import WorkspacePart
from accounts.ledger.models import Entry, Head
from accounts.ledger.rowsets import Source, Wanted
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
    NotApplicablePart,
    canonical_bytes,
    digest,
    parse,
)
from reviews.errors import DossierAltered
from reviews.models import Decision, NotApplicable, Proposal


def dossier_of(partnership: Partnership, *, until: int | None = None) -> Dossier:
    """The whole of a partnership as it stands, or as it stood at the entry numbered `until`.

    `as_of` is the number of the ledger's last entry that counts: everything up to it is in the
    dossier. Everything is read anew, whatever the caller's instance remembers. Nine queries.

    Raises Partnership.DoesNotExist for an entry from before the partnership.
    """
    found = dossiers_of(partnership.workspace_id, [partnership.pk], until=until)
    if partnership.pk not in found:
        raise Partnership.DoesNotExist(f"no partnership {partnership.pk} at that entry")
    return found[partnership.pk]


def dossiers_of(
    workspace_id: int, ids: Collection[int], *, until: int | None = None
) -> dict[int, Dossier]:
    """The dossiers of these partnerships, by id, as `dossier_of` reads one. Nine queries."""
    source = Source(workspace_id, until)
    head = Head.objects.filter(workspace_id=workspace_id).first()
    itself = source.read(
        Wanted(Workspace, "id", [workspace_id]), Wanted(NotApplicable, "partnership_id", ids)
    )
    (workspace,) = itself.of(Workspace)
    decided = _decisions(workspace, ids, until)
    ours = parts_by_partnership(source, ids)
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
        )
        for pk, parts in ours.items()
    }


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
