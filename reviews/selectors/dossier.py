"""The dossier of a partnership: assembled from its parts, frozen as text, read back.

Each app gives its own part; here they become one tree. The number of queries is fixed.
"""

from __future__ import annotations

from dataclasses import replace

from accounts.dossier import WorkspacePart
from accounts.ledger.models import Head
from config.kernel import canonical
from evidence.selectors.dossier import evidence_parts
from partnerships.models import Partnership
from partnerships.selectors.dossier import (
    partner_part,
    partnership_parts,
    steps_behind,
    trigger_parts,
)
from reviews.decisions.errors import DossierAltered
from reviews.decisions.models import Proposal
from reviews.dossier import Dossier, canonical_bytes, digest, parse


def dossier_of(partnership: Partnership) -> Dossier:
    """The whole of a partnership as it stands now.

    `as_of` is the number of the ledger's last entry: everything up to it is in the dossier.
    Everything is read anew, whatever the caller's instance remembers.
    """
    partnership = Partnership.objects.select_related(
        "workspace", "partner", "fit_card", "boundary_design"
    ).get(pk=partnership.pk)
    workspace = partnership.workspace
    head = Head.objects.filter(workspace_id=partnership.workspace_id).first()
    ours = partnership_parts(partnership)
    theirs = evidence_parts(partnership)
    return Dossier(
        workspace=WorkspacePart(name=workspace.name, time_zone=workspace.time_zone),
        as_of=head.sequence if head else 0,
        partner=partner_part(partnership.partner, with_facts=True),
        partnership=ours.partnership,
        scale_steps=steps_behind(partnership),
        fit_card=ours.fit_card,
        boundary_design=ours.boundary_design,
        claims=ours.claims,
        triggers=trigger_parts(partnership),
        pilots=theirs.pilots,
        artifacts=theirs.artifacts,
        readings=theirs.readings,
        measurements=theirs.measurements,
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
