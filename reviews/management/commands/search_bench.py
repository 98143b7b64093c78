"""How fast the search answers, beside the register's own search for a part of a name."""

from __future__ import annotations

import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Workspace
from config.kernel import clock
from config.kernel.scope import enumerating_workspaces, workspace_scope
from partnerships.models import Partnership
from partnerships.selectors.partnerships import register_page
from reviews.models import SearchEntry
from reviews.search.indexing import rebuild
from reviews.search.queries import folded
from reviews.search.selectors import found

#: How many names are asked for.
QUESTIONS = 40


class Command(BaseCommand):
    help = (
        "Measure the search on a workspace: the slowest and the usual answer to words of its own "
        "names, begun and whole. Writes the words anew where there are none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", required=True, help="its slug, as in its address")

    def handle(self, *args: Any, workspace: str, **options: Any) -> None:
        with enumerating_workspaces():
            row = Workspace.objects.filter(slug=workspace).first()
        if row is None:
            raise CommandError(
                f"There is no workspace {workspace}. Its name stands in its address."
            )
        with workspace_scope(row.pk, slug=row.slug):
            if not SearchEntry.objects.filter(workspace_id=row.pk).exists():
                rebuild(row.pk)
            self._measure(row)

    def _measure(self, workspace: Workspace) -> None:
        names = list(Partnership.objects.order_by("pk").values_list("name", flat=True)[:QUESTIONS])
        if not names:
            raise CommandError("Nothing can be found in this workspace yet. Take one with names.")
        questions = [part for name in names for part in (name, folded(name)[:3])]
        searching = _times(questions, lambda text: found(workspace.pk, text))
        partnerships = Partnership.objects.filter(workspace_id=workspace.pk)
        today = clock.today(workspace.zone)
        looking = _times(
            questions, lambda text: register_page(partnerships, search=text, today=today)
        )
        count = SearchEntry.objects.filter(workspace_id=workspace.pk).count()
        usual = statistics.median(searching)
        self.stdout.write(
            f"{count} objects, {len(questions)} questions: usually {usual:.1f} ms, at most "
            f"{max(searching):.1f} ms; {statistics.median(looking) / usual:.1f} times as fast as "
            "the register's search."
        )


def _times(questions: list[str], ask: Callable[[str], object]) -> list[float]:
    """Milliseconds for each question; the faster of two."""
    return [min(_once(ask, text), _once(ask, text)) for text in questions]


def _once(ask: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    ask(text)
    return (time.perf_counter() - started) * 1000
