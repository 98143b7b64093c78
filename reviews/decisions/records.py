"""A sealed decision as one file: who signed what, and all that a verifier needs to recompute.

What 21 CFR 11.50 asks of a signed record stands in it in words (name, capacity, moment with zone,
meaning, reason), and what 11.70 asks as digests beside the very bytes that they are taken over.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.templatetags.people import person
from config.kernel import shapes
from partnerships.models import Policy
from reviews.decisions.selectors.proposals import signatures_of
from reviews.decisions.signed import POLICY_FIELDS, signature_digest_of
from reviews.models import Decision, Signature

FORMAT = "seam-decision/1"
CONTENT_TYPE = "application/json"


def file_of(decision: Decision) -> tuple[str, bytes]:
    """A name for the file, and its content as UTF-8. Four queries at most."""
    name = f"decision-{decision.pk}.seam-decision.json"
    text = json.dumps(record_of(decision), ensure_ascii=False, indent=2, sort_keys=True)
    return name, text.encode("utf-8")


def record_of(decision: Decision) -> dict[str, Any]:
    """The decision with its signatures; of `dossier`, `policy` and `judgement`, what was digested.

    `dossier` is a text: its bytes are what `dossier_digest` is over.
    """
    proposal = decision.proposal
    return {
        "format": FORMAT,
        "partnership": decision.partnership.name,
        "kind": decision.kind,
        "standing_before": decision.standing_before,
        "standing_after": decision.standing_after,
        "bar": decision.bar,
        "decided_at": _moment(decision.decided_at),
        "terms": decision.terms,
        "rationale": decision.rationale,
        "dossier_digest": decision.dossier_digest,
        "signed_digest": decision.signed_digest,
        "signatures": [_signature(each) for each in signatures_of(proposal)],
        "dossier": proposal.dossier,
        "policy": _policy(proposal.policy),
        "judgement": proposal.judgement,
    }


def _signature(row: Signature) -> dict[str, Any]:
    """`recomputed` is the digest as it comes out now, from what is stored."""
    return {
        "name": str(person(row.signer_id)),
        "signer_id": row.signer_id,
        "capacity": row.capacity,
        "outcome": row.outcome,
        "signed_at": _moment(row.signed_at),
        "time_zone": timezone.get_current_timezone_name(),
        "meaning": row.meaning,
        "reason": row.reason,
        "proven_by": row.proven_by,
        "dossier_digest": row.dossier_digest,
        "signed_as": row.signed_as,
        "signed_digest": row.signed_digest,
        "recomputed": signature_digest_of(row),
    }


def _moment(value: datetime) -> str:
    """In the zone of the workspace, with its offset."""
    return timezone.localtime(value).isoformat(timespec="microseconds")


def _policy(row: Policy | None) -> dict[str, Any] | None:
    """The version of the policy as its digest is taken over it."""
    return shapes.row_content(row, POLICY_FIELDS) if row else None
