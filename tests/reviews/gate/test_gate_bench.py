"""What the benchmark of the gate counts: the register as a browser gets it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from config.kernel.scope import workspace_scope
from reviews.management.commands.gate_bench import register_queries
from tests.conftest import Cast
from tests.factories import make_partnership
from tests.reviews.stage import decide, make_ready

#: Session, person, the person's scope, membership, the workspace's scope, what is to be judged
#: again, the register, the names of people.
QUERIES = 8


@pytest.mark.parametrize("rows", [1, 9])
def test_a_served_register_takes_eight_queries_in_one_transaction(
    committed_cast: Cast, rows: int
) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        decide(committed_cast, make_ready(committed_cast), "defer")
        for _ in range(rows):
            make_partnership(committed_cast)
    said = register_queries(committed_cast.workspace)
    around = [each for each in said if each in ("BEGIN", "COMMIT")]
    assert around == ["BEGIN", "COMMIT"]
    assert len(said) - len(around) == QUERIES, "\n".join(said)


def test_the_benchmark_says_how_many_and_leaves_no_session(committed_cast: Cast) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        decide(committed_cast, make_ready(committed_cast), "defer")
    before, said = Session.objects.count(), StringIO()
    call_command("gate_bench", workspace=committed_cast.workspace.slug, stdout=said)
    assert f"The register, served: {QUERIES} queries" in said.getvalue()
    assert Session.objects.count() == before
