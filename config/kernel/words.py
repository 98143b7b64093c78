"""A rule's vocabulary as a column: the words are an enum of the rules, their labels the app's."""

from __future__ import annotations

from enum import Enum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from config.kernel.sentences import Labels, choices


def word_field(verbose_name: Any, labels: Labels, **kwargs: Any) -> models.CharField[str, str]:
    """A column that holds one word of the vocabulary; "" where `blank` allows nobody to have said.

    Goes with `words_known`, by which the database refuses any other.
    """
    return models.CharField(verbose_name, max_length=30, choices=choices(labels), **kwargs)


def words_field(verbose_name: Any, labels: Labels) -> ArrayField:
    """A column that holds any number of words of the vocabulary."""
    word = models.CharField(max_length=30, choices=choices(labels))
    return ArrayField(word, verbose_name=verbose_name, default=list, blank=True)


def words_known(
    name: str, **columns: type[Enum] | tuple[type[Enum], str]
) -> models.CheckConstraint:
    """The columns hold words of their enums; `(Enum, "")` allows for what nobody has said."""
    condition = Q()
    for column, words in columns.items():
        enum, *more = words if isinstance(words, tuple) else (words,)
        condition &= Q(**{f"{column}__in": [*more, *(str(word.value) for word in enum)]})
    return models.CheckConstraint(condition=condition, name=name)
