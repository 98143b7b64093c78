"""A policy file as it arrives: bounded, taken apart, and told what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from config.kernel import canonical
from config.kernel.canonical import ShapeError, ShapeProblem
from config.kernel.errors import DomainError, Problem
from config.kernel.misread import in_words
from reviews.gate.rules.policy import Bar, Policy, policy_problems
from reviews.gate.sentences import BOOK

#: In bytes. A policy has about three thousand.
LARGEST = 1024 * 1024

#: How many problems are told at once; a file with more is no policy.
MOST_TOLD = 100

#: What a file has to say. Its version and the day on which it was lowered matter to a workspace.
_ASKED = ("format", "grid", "bars", "limits")


def read_policy(content: bytes) -> Policy:
    """The policy in a file (seam-policy/1).

    Nothing is filled in: what a file leaves out is a problem, because a requirement that nobody
    wrote down would not be asked for. Raises DomainError with every problem; its `field` is the
    JSON path, with which the sentence begins.
    """
    if len(content) > LARGEST:
        raise DomainError(Problem(_("The file is larger than 1 MB, so it is no policy."), "$"))
    policy = _shaped(content)
    absurd = policy_problems(policy)
    _refuse(Problem(f"{each.field}: {BOOK.sentence(each)}", each.field) for each in absurd)
    return policy


def _shaped(content: bytes) -> Policy:
    document: Any = None
    try:
        document = canonical.loads(content)
        policy = canonical.read(Policy, document)
    except ShapeError as error:
        _refuse_shape({each.path: each for each in (*_left_out(document), *error.problems)})
        raise  # not reached: a shape error has a problem
    _refuse_shape({each.path: each for each in _left_out(document)})
    return policy


def _refuse_shape(problems: dict[str, ShapeProblem]) -> None:
    _refuse(Problem(in_words(each), path) for path, each in problems.items())


def _left_out(document: Any) -> Iterator[ShapeProblem]:
    """What the shape could do without and a file may not leave out."""
    if not isinstance(document, dict):
        return
    yield from _missing("$", document, _ASKED)
    bars = document.get("bars")
    for place, bar in enumerate(bars if isinstance(bars, list) else ()):
        if isinstance(bar, dict):
            yield from _missing(f"$.bars[{place}]", bar, [each.name for each in fields(Bar)])


def _missing(path: str, members: dict[str, Any], asked: Iterable[str]) -> Iterator[ShapeProblem]:
    for name in asked:
        if name not in members:
            yield ShapeProblem(f"{path}.{name}", "missing")


def _refuse(problems: Iterable[Problem]) -> None:
    told = list(problems)
    more = len(told) - MOST_TOLD
    if more > 0:
        told = [*told[:MOST_TOLD], Problem(_("And %(more)d more.") % {"more": more}, "$")]
    if told:
        raise DomainError(told)
