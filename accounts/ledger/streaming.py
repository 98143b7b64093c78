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

# One text for many entries: a row for each would cost more than its digest. A line holds number,
# digest and the digest before, then the canonical JSON in three parts: the list of rows, in the
# middle, is still as jsonb writes it. What people wrote, to_json spells canonically; the rest holds
# nothing that JSON escapes, unless somebody meddled, and then it gives another digest.
_LINES = sql.SQL("""
SELECT string_agg(concat(sequence, E'\t', digest, E'\t', previous, E'\t{{"at":"',
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '+00:00","by_id":',
    coalesce('"' || by_id || '"', 'null'), ',"format":"', {format}, '","id":"', id, '","kind":"',
    kind, '","on_behalf_of_id":', coalesce('"' || on_behalf_of_id || '"', 'null'), ',"previous":"',
    previous, '","reason":', to_json(reason), ',"request_id":', to_json(request_id),
    E',"rows":\t', rows, E'\t,"sequence":"', sequence, '","subject_id":"', subject_id,
    '","subject_type":"', subject_type, '","thread_id":"', thread_id, '","thread_type":"',
    thread_type, '","workspace_id":"', workspace_id, '"}}'), E'\n')
FROM (SELECT * FROM {entries} WHERE sequence > %s AND sequence <= %s ORDER BY sequence) portion
""").format(format=sql.Literal(FORMAT), entries=sql.Identifier(Entry._meta.db_table))

_COLUMNS = 6

#: Entries in one text: smaller ones are faster to work on, larger ones are fewer to ask for.
STEP = 2_000

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


def spans(after: int, until: int) -> list[Span]:
    """The entries after one number up to another, in pieces that stay in the processor's cache."""
    return [(begin, min(begin + STEP, until)) for begin in range(after, until, STEP)]


def proved(lines: list[str], after: int, previous: str) -> str:
    """The digest of the last entry, if all follow the one numbered `after`, whose digest is
    `previous`, and one another, without a gap, and each gives its digest; else "".
    """
    for sequence, line in enumerate(lines, start=after + 1):
        columns = line.split("\t")
        if len(columns) != _COLUMNS or columns[0] != str(sequence) or columns[2] != previous:
            return ""
        _, previous, _, before, rows, behind = columns
        spelled = f"{before}{_listed(rows)}{behind}"
        if sha256(spelled.encode()).hexdigest() != previous:
            return ""
    return previous


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
