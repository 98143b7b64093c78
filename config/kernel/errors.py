"""How an action says no. Views turn these into a page; nothing else raises for a normal no."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True)
class Problem:
    """One sentence a person reads: what is wrong and what would be right.

    `field` names the form field it belongs to, `url` the page where it can be met.
    """

    text: str | Promise
    field: str | None = None
    url: str | None = None


class DomainError(Exception):
    """An action was refused for reasons that the person can act on."""

    def __init__(self, problems: Iterable[Problem] | Problem | str | Promise) -> None:
        if isinstance(problems, Problem):
            problems = [problems]
        elif isinstance(problems, str | Promise):
            problems = [Problem(problems)]
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(str(problem.text) for problem in self.problems))


class StaleVersion(DomainError):
    """The row changed after the person opened it. Carries the row as it stands now."""

    def __init__(self, current: Any) -> None:
        from django.utils.translation import gettext_lazy as _

        self.current = current
        super().__init__(
            _(
                "Somebody changed this while you were writing. "
                "Compare both texts below, then save what should stand."
            )
        )


class Gone(DomainError):
    """The row was removed after the person opened it."""

    def __init__(self) -> None:
        from django.utils.translation import gettext_lazy as _

        super().__init__(
            _(
                "Somebody removed this while you were writing. Nothing was saved: "
                "copy what you need from here and add it again."
            )
        )


class AuthorityGone(PermissionDenied):
    """Whoever acts lost their membership or a role after the page was opened. A 403 page."""


class NotRecorded(RuntimeError):
    """A programming error: an audited row was written outside `recorded()`."""


class OtherWorkspace(RuntimeError):
    """A programming error: one piece of work touched two workspaces."""
