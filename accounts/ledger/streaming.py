"""The chain, many entries at a time: PostgreSQL writes them as lines, each is spelled and hashed.

This is what `verifying.Chain` checks, without an object for each entry. It only ever says that all
is proved: a line spells the canonical bytes of `chain.entry_digest`, or does not give the digest. A
chain that is not proved here is looked at entry by entry, and that alone says what damage is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from django.db import connection
from psycopg import sql

from accounts.ledger.chain import FORMAT
from accounts.ledger.models import Entry

# One text for a whole portion: a row for each entry would cost more than its digest. What people
# wrote, to_json spells canonically; the rest holds nothing that JSON escapes, unless somebody
# meddled, and then the line falls apart or gives another digest.
_LINES = sql.SQL("""
SELECT string_agg(concat_ws(E'\\t', sequence, digest, previous, rows, id, kind,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
    coalesce('"' || by_id || '"', 'null'), coalesce('"' || on_behalf_of_id || '"', 'null'),
    subject_type, subject_id, thread_type, thread_id,
    to_json(reason), to_json(request_id), workspace_id), E'\\n')
FROM (SELECT * FROM {entries} WHERE sequence > %s AND sequence <= %s ORDER BY sequence) portion
""").format(entries=sql.Identifier(Entry._meta.db_table))

_COLUMNS = 16

Span = tuple[int, int]


def lines_of(spans: Iterable[Span]) -> Iterator[list[str]]:
    """The lines of each span of entries (after one number, up to another), in the workspace in
    scope. While one is worked on, PostgreSQL writes the next.
    """
    with connection.cursor() as cursor:
        raw: Any = cursor.connection
    coming = None
    with raw.pipeline():
        for span in spans:
            following = raw.cursor().execute(_LINES, span)
            if coming is not None:
                yield _split(coming)
            coming = following
        if coming is not None:
            yield _split(coming)


def _split(answered: Any) -> list[str]:
    return (answered.fetchone()[0] or "").split("\n")


def is_proved(lines: list[str], after: int, previous: str) -> bool:
    """Whether entries follow the one numbered `after`, whose digest is `previous`, and one another,
    without a gap, and each gives its digest.
    """
    for sequence, line in enumerate(lines, start=after + 1):
        columns = line.split("\t")
        if len(columns) != _COLUMNS or columns[0] != str(sequence) or columns[2] != previous:
            return False
        previous = columns[1]
        if sha256(_spelled(*columns).encode()).hexdigest() != previous:
            return False
    return True


def _spelled(
    sequence: str,
    digest: str,
    previous: str,
    rows: str,
    key: str,
    kind: str,
    at: str,
    by: str,
    on_behalf_of: str,
    subject_type: str,
    subject: str,
    thread_type: str,
    thread: str,
    reason: str,
    request: str,
    workspace: str,
) -> str:
    """The canonical JSON of an entry."""
    return (
        f'{{"at":"{at}+00:00","by_id":{by},"format":"{FORMAT}","id":"{key}","kind":"{kind}",'
        f'"on_behalf_of_id":{on_behalf_of},"previous":"{previous}","reason":{reason},'
        f'"request_id":{request},"rows":{_listed(rows)},"sequence":"{sequence}",'
        f'"subject_id":"{subject}","subject_type":"{subject_type}","thread_id":"{thread}",'
        f'"thread_type":"{thread_type}","workspace_id":"{workspace}"}}'
    )


def _listed(rows: str) -> str:
    """A list of rows from the spelling of jsonb, which has spaces, to the canonical one.

    Where an item holds something else, too, a space stays, or the list as it came.
    """
    spelled = []
    for item in rows[2:-2].split("}, {"):
        rest, _, digest = item.rpartition(', "digest": ')
        rest, _, shape = rest.rpartition(', "shape": ')
        row, _, model = rest.partition(', "model": ')
        if row[:7] != '"row": ':
            return rows
        spelled.append(f'{{"digest":{digest},"model":{model},"row":{row[7:]},"shape":{shape}}}')
    return f"[{','.join(spelled)}]" if rows[:2] == "[{" and rows[-2:] == "}]" else rows
