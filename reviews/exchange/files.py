"""A dossier file as it arrives: bounded, taken apart, and told what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext as _

from config.kernel.canonical import ShapeError, ShapeProblem
from config.kernel.errors import DomainError, Problem
from config.kernel.misread import in_words
from reviews.dossier import Dossier, parse

#: In bytes. A dossier of a thousand artifacts has about one million.
LARGEST = 10 * 1024 * 1024

#: How many problems are told at once; a file with more is not ours.
MOST_TOLD = 100


def read_dossier(file: BinaryIO) -> Dossier:
    """The dossier in a file. Reads LARGEST bytes at most.

    Raises DomainError with every problem and its place in the file as a JSONPath.
    """
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        text = _("The file is larger than 10 MB, so it is no dossier that Seam exported.")
        raise DomainError(Problem(text, "file"))
    try:
        return parse(content.removesuffix(b"\n"))
    except ShapeError as error:
        raise refused(error.problems) from error


def refused(problems: Iterable[ShapeProblem]) -> DomainError:
    """The problems of a file as an action raises them and a form shows them."""
    told = [Problem(in_words(each), "file") for each in problems]
    more = len(told) - MOST_TOLD
    if more > 0:
        told = [*told[:MOST_TOLD], Problem(_("And %(more)d more.") % {"more": more}, "file")]
    return DomainError(told)
