"""The line that says how far a command has got."""

from __future__ import annotations

import io

from django.core.management.base import OutputWrapper

from config.kernel.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO) -> str:
    with Progress(OutputWrapper(stream), "quay") as progress:
        progress.show(500, 1000)
        progress.show(501, 1000)
        progress.show(1000, 1000)
    return stream.getvalue()


def test_a_terminal_sees_a_bar_that_goes_away_in_the_end() -> None:
    said = shown(Terminal())
    assert f"quay {'█' * 15}{'░' * 15} 500 of 1,000" in said
    assert f"{'█' * 30} 1,000 of 1,000" in said
    assert "501" not in said
    assert said.endswith("\r\x1b[K")


def test_a_file_sees_nothing() -> None:
    assert shown(io.StringIO()) == ""
