"""One list of everything about a partnership."""

from __future__ import annotations

from config.kernel.scope import workspace_scope
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.factories import make_partner
from tests.reviews.stage import decide, make_ready


def test_it_holds_card_claims_evidence_and_decisions_and_nothing_of_others(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast, name="Payments")
        artifact = make_artifact(cast, partnership.partner, title="SLA of last year")
        criterion = partnership.claims.get().criteria.get()
        make_reading(cast, artifact, criterion)
        decide(cast, partnership, "commit")
        make_partner(cast, name="Somebody else")
    response = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/timeline/"))
    body = response.content.decode()
    for said in (
        "put the partnership Payments in the register",
        "wrote on the Fit Card",
        "added the conflict risk",
        "wrote a claim about",
        "logged the artifact “SLA of last year”",
        "read evidence for a criterion",
        "proposed a decision: Commit",
        "authorised the decision: Commit",
    ):
        assert said in body
    assert "Somebody else" not in body
