"""What is wrong with a file that could not be read, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from config.kernel.canonical import ShapeProblem

_SAID = {
    "not_json": gettext_lazy("This is no JSON file. Choose a file that Seam exported."),
    "expected": gettext_lazy("Expected here: %(expected)s."),
    "missing": gettext_lazy("This is missing."),
    "unknown": gettext_lazy("Nothing of this name belongs here."),
    "duplicate": gettext_lazy("“%(expected)s” stands here a second time."),
    "float": gettext_lazy("Write the number %(expected)s as text, in quotation marks."),
    "refers_to_nothing": gettext_lazy("It refers to “%(expected)s”, which is not in the file."),
    "refers_to_itself": gettext_lazy("It refers to “%(expected)s” itself. Name another one."),
}


def in_words(problem: ShapeProblem) -> str:
    """`$.claims[0].id: This is missing.` A problem without a known code says its own words."""
    sentence = _SAID.get(problem.code)
    said = str(sentence) % {"expected": problem.expected} if sentence else problem.expected
    return said if problem.path == "$" else f"{problem.path}: {said}"
