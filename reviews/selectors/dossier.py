"""The dossier of a partnership: assembled from its parts, frozen as text, read back.

Each app gives its own part; here they become one tree. The number of queries is fixed.
"""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date

from accounts.dossier import WorkspacePart
from accounts.ledger.models import Entry, Head
from accounts.ledger.rowsets import Source, Wanted
from accounts.models import Workspace
from config.kernel import canonical
from config.kernel.parts import part_of, parts_of
from evidence.selectors.dossier import evidence_parts
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind
from partnerships.selectors.dossier import partnership_parts
from reviews.decisions.errors import DossierAltered
from reviews.decisions.models import Decision, Proposal
from reviews.dossier import (
    DecisionPart,
    Dossier,
    NotApplicablePart,
    canonical_bytes,
    digest,
    parse,
)
from reviews.gate.models import NotApplicable


def dossier_of(partnership: Partnership, *, until: int | None = None) -> Dossier:
    """The whole of a partnership as it stands, or as it stood at the entry numbered `until`.

    `as_of` is the number of the ledger's last entry that counts: everything up to it is in the
    dossier. Everything is read anew, whatever the caller's instance remembers. Eight queries.

    Raises Partnership.DoesNotExist for an entry from before the partnership.
    """
    workspace_id = partnership.workspace_id
    source = Source(workspace_id, until)
    head = Head.objects.filter(workspace_id=workspace_id).first()
    itself = source.read(
        Wanted(Workspace, "id", [workspace_id]),
        Wanted(NotApplicable, "partnership_id", [partnership.pk]),
    )
    (workspace,) = itself.of(Workspace)
    ours = partnership_parts(source, partnership.pk)
    theirs = evidence_parts(source, partnership.pk, ours.criterion_ids)
    return Dossier(
        workspace=part_of(WorkspacePart, workspace),
        as_of=until if until is not None else head.sequence if head else 0,
        partner=ours.partner,
        partnership=ours.partnership,
        scale_steps=ours.scale_steps,
        fit_card=ours.fit_card,
        boundary_design=ours.boundary_design,
        claims=ours.claims,
        triggers=ours.triggers,
        pilots=theirs.pilots,
        artifacts=theirs.artifacts,
        readings=theirs.readings,
        measurements=theirs.measurements,
        not_applicable=parts_of(NotApplicablePart, itself.of(NotApplicable)),
        decisions=_decisions(partnership, until, ZoneInfo(workspace.time_zone)),
    )


def _decisions(
    partnership: Partnership, until: int | None, zone: ZoneInfo
) -> tuple[DecisionPart, ...]:
    """What was decided, oldest first; sealed rows have no history but the entry that wrote them."""
    decisions = Decision.objects.filter(partnership_id=partnership.pk)
    if until is not None:
        entries = Entry.objects.filter(workspace_id=partnership.workspace_id, sequence__lte=until)
        decisions = decisions.filter(entry_id__in=entries.values("id"))
    return tuple(
        DecisionPart(
            id=str(row.pk),
            kind=DecisionKind(row.kind),
            decided_on=row.decided_at.astimezone(zone).date(),
            bar=row.bar,
            term_ends_on=parse_date(row.terms.get("term_ends_on") or ""),
        )
        for row in decisions.order_by("decided_at", "pk")
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
