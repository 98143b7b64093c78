"""Evidence as rules and decisions see it."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.ledger.rowsets import Source
from config.kernel.scope import workspace_scope
from evidence.actions.readings import reading_withdraw
from evidence.rules.vocabulary import ArtifactKind, Auditability, Bearing
from evidence.selectors.dossier import EvidenceParts, evidence_by_partnership
from partnerships.models import Partnership, SuccessCriterion
from tests.conftest import Cast
from tests.evidence.factories import a_pdf, make_artifact, make_reading
from tests.factories import make_claim, make_criterion, make_partnership


def evidence_of(partnership: Partnership) -> EvidenceParts:
    criteria = SuccessCriterion.objects.filter(claim__partnership=partnership)
    ids = list(criteria.values_list("id", flat=True))
    source = Source(partnership.workspace_id)
    return evidence_by_partnership(source, {partnership.pk: ids})[partnership.pk]


def test_the_dossier_holds_what_was_read_for_the_partnership(cast: Cast) -> None:
    partnership = make_partnership(cast)
    criterion = make_criterion(cast, make_claim(cast, partnership))
    artifact = make_artifact(cast, partnership.partner, upload=a_pdf())
    reading = make_reading(cast, artifact, criterion, limits_here="Weekends")
    make_artifact(cast, partnership.partner, title="Nobody read me")
    with workspace_scope(cast.workspace.pk):
        parts = evidence_of(partnership)
    (one,), (read,) = parts.artifacts, parts.readings
    assert (one.id, one.kind, one.auditable) == (
        str(artifact.pk),
        ArtifactKind.SLA_HISTORY,
        Auditability.BY_US,
    )
    assert one.observed_on == date(2026, 6, 30)
    assert one.file is not None
    assert (one.file.name, one.file.sha256) == ("report.pdf", artifact.file.sha256)
    assert (read.id, read.criterion_id, read.bearing) == (
        str(reading.pk),
        str(criterion.pk),
        Bearing.SUPPORTS,
    )
    assert read.read_by_id == str(cast.user("contributor").pk)


def test_a_withdrawn_reading_stays_in_the_dossier_and_says_so(cast: Cast) -> None:
    partnership = make_partnership(cast)
    criterion = make_criterion(cast, make_claim(cast, partnership))
    reading = make_reading(cast, make_artifact(cast, partnership.partner), criterion)
    by = cast.actor("contributor")
    reading_withdraw(by=by, reading=reading, version=1, reason="Misread")
    with workspace_scope(cast.workspace.pk):
        (part,) = evidence_of(partnership).readings
    assert (part.withdrawn_reason, part.withdrawn_at is None) == ("Misread", False)


def test_more_evidence_takes_no_more_queries(cast: Cast) -> None:
    partnership = make_partnership(cast)
    claim = make_claim(cast, partnership)
    for _ in range(4):
        criterion = make_criterion(cast, claim)
        make_reading(cast, make_artifact(cast, partnership.partner, upload=a_pdf()), criterion)
    with workspace_scope(cast.workspace.pk), CaptureQueriesContext(connection) as queries:
        assert len(evidence_of(partnership).artifacts) == 4
    assert len(queries) == 4, "the criteria, then three for all that hangs on them"
