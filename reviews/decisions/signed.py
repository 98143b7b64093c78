"""What a signature is over: all that was on the signer's screen, as one digest.

The dossier alone does not say by which policy it was judged, what the judgement was or what the
signer said by signing. So a signature holds the SHA-256 over the canonical JSON (RFC 8785) of all
of it, and names the list of fields that this JSON has (21 CFR 11.70: a signature cannot be moved
to another record). A later list gets a later name; no digest that was signed changes by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rfc8785

from config.kernel import canonical, shapes
from partnerships.models import Policy
from partnerships.rules.standing import DecisionKind
from reviews.decisions.rules.authorising import Outcome
from reviews.models import Proposal, Signature
from reviews.sentences import meaning

Document = dict[str, Any]

#: The list of fields that signatures are over from now on.
FORMAT = "seam-signature/1"

#: The columns of a version of the policy whose digest "seam-signature/1" holds: all it had then, so
#: that it is the digest in the ledger's entry of the version, too.
POLICY_FIELDS = (
    "adopted_at",
    "agreed_by_id",
    "bars",
    "costly_exit",
    "costly_exit_currency",
    "entry_id",
    "grid",
    "id",
    "long_exit_days",
    "lowered_on",
    "number",
    "proposed_by_id",
    "reason",
    "required_responsibilities",
    "workspace_id",
)


def shown_to_sign(proposal: Proposal, outcome: Outcome) -> str:
    """The digest of what is on the screen of somebody who is about to sign with this word."""
    said = str(meaning(outcome, DecisionKind(proposal.kind)))
    return digest_of(signed_document(proposal, said))


def signature_digest_of(signature: Signature) -> str:
    """The digest of what was signed, worked out again from what is stored, for whoever verifies.

    It is the signature's `signed_digest` unless something was altered since; "" for a signature
    from before digests covered policy and judgement.

    Raises KeyError for a list of fields that this version of Seam does not know.
    """
    if not signature.signed_as:
        return ""
    document = _LISTS[signature.signed_as](signature.proposal, signature.meaning)
    return digest_of(document)


def signed_document(proposal: Proposal, said: str) -> Document:
    """What is signed, field by field, as "seam-signature/1" lists it. One query for the policy.

    The digest of the dossier is that of the stored text, not the one that stands beside it.
    """
    return {
        "format": "seam-signature/1",
        "dossier": canonical.digest(proposal.dossier.encode("utf-8", "surrogatepass")),
        "policy": policy_digest(proposal.policy),
        "judgement": judgement_digest(proposal.judgement),
        "kind": str(proposal.kind),
        "terms": proposal.terms,
        "rationale": proposal.rationale,
        "meaning": said,
    }


def policy_digest(policy: Policy | None) -> str:
    """The digest of a version of the policy; "" where it was proposed without one."""
    return shapes.row_digest(policy, POLICY_FIELDS) if policy else ""


def judgement_digest(judgement: Mapping[str, Any] | None) -> str:
    """The digest of the judgement that was frozen and shown; "" where there was none."""
    return digest_of(dict(judgement)) if judgement is not None else ""


def digest_of(document: Document) -> str:
    """SHA-256 in hex over the canonical JSON of a document."""
    return canonical.digest(rfc8785.dumps(document))


#: Each list of fields that was ever signed, by its name.
_LISTS = {"seam-signature/1": signed_document}
