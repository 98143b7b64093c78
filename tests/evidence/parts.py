"""Complete pieces of evidence, and Hypothesis strategies for any."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from evidence.dossier import ArtifactPart, FilePart, ReadingPart
from evidence.rules.vocabulary import (
    ArtifactKind,
    Auditability,
    Bearing,
    Conditions,
    Source,
    Subject,
)
from tests.partnerships.parts import DATES, IDS, TEXTS

ARTIFACT = ArtifactPart(
    id="51",
    partner_id="2",
    title="Pilot in one market, 30 days",
    kind=ArtifactKind.PILOT_RESULT,
    source=Source.OURS,
    conditions=Conditions.REAL_OPERATION,
    subject=Subject.OUTCOME,
    limits="One market, low season",
    observed_on=date(2026, 9, 30),
    holds_until=date(2027, 3, 31),
    auditable=Auditability.BY_US,
    audited_how="We hold the authorisation logs",
    link="https://example.org/pilot",
)
READING = ReadingPart(
    id="61",
    artifact_id=ARTIFACT.id,
    criterion_id="11",
    bearing=Bearing.SUPPORTS,
    why="97 of 100 payments were authorised",
    read_by_id="5",
    read_at=datetime(2026, 10, 2, 9, 0, tzinfo=UTC),
)

INSTANTS = st.datetimes(timezones=st.just(UTC))
FILES = st.builds(
    FilePart,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(min_value=0),
    name=TEXTS,
    content_type=TEXTS,
)
ARTIFACTS = st.builds(
    ArtifactPart,
    id=IDS,
    partner_id=IDS,
    title=TEXTS,
    kind=st.sampled_from(ArtifactKind),
    source=st.sampled_from(Source),
    conditions=st.sampled_from(Conditions),
    subject=st.sampled_from(Subject),
    limits=TEXTS,
    observed_on=DATES,
    holds_until=st.none() | DATES,
    auditable=st.sampled_from(Auditability),
    audited_how=TEXTS,
    file=st.none() | FILES,
    link=TEXTS,
    withdrawn_at=st.none() | INSTANTS,
    withdrawn_reason=TEXTS,
)
READINGS = st.builds(
    ReadingPart,
    id=IDS,
    artifact_id=IDS,
    criterion_id=IDS,
    bearing=st.sampled_from(Bearing),
    why=TEXTS,
    limits_here=TEXTS,
    read_by_id=st.none() | IDS,
    read_at=st.none() | INSTANTS,
    withdrawn_at=st.none() | INSTANTS,
    withdrawn_reason=TEXTS,
)
