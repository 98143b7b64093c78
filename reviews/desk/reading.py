"""What every pile of the desk is read with: for whom, on which day, and what was handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Case, Model, Q, QuerySet, Value, When

from accounts.selectors.memberships import roles_in
from config.kernel.actors import Actor
from partnerships.models import Standing
from reviews.desk.rules.lines import object_of
from reviews.models import DeskHandover
from reviews.vocabulary import LineKind

M = TypeVar("M", bound=Model)

#: How many lines a pile yields at most: a desk is no register.
MOST = 100

#: Where a claim's deferral trigger still means something, and a card is still to be completed.
UNDECIDED = (Standing.CANDIDATE, Standing.DEFERRED, Standing.RENEGOTIATING)

#: A line that was handed over: its kind, and the noun and id of its object.
_Known = tuple[str, str, int]


@dataclass(frozen=True)
class Reading:
    """For whom a desk is read and on which day of the workspace's zone; who is here in which roles.

    `known` are the lines that were handed over by or to this person, or for the workspace's page by
    anybody: a pile must not leave them out, be they beyond its length or another person's own.
    """

    actor: Actor
    today: date
    people: Sequence[tuple[int, frozenset[str]]]
    known: frozenset[_Known]

    def in_role(self, *roles: str) -> frozenset[int]:
        """The members who hold one of the roles."""
        return frozenset(user_id for user_id, held in self.people if held.intersection(roles))

    def ids(self, noun: str, *kinds: LineKind) -> frozenset[int]:
        """The objects of the known lines of these kinds."""
        return frozenset(pk for kind, of, pk in self.known if of == noun and kind in kinds)

    def nearest(
        self, rows: QuerySet[M], known: frozenset[int], *order: str, at: str = "pk"
    ) -> QuerySet[M]:
        """The first MOST rows by `order`, those of known lines before all others.

        `at` names the column that holds the id of the line's object.
        """
        if not known:
            return rows.order_by(*order)[:MOST]
        first = Case(When(**{f"{at}__in": known}, then=Value(0)), default=Value(1))
        return rows.order_by(first, *order)[:MOST]


def reading_for(actor: Actor, today: date) -> Reading:
    """How one's own desk is read. Two queries."""
    own = Q(given_by_id=actor.person_id) | Q(given_to_id=actor.person_id)
    return _reading(actor, today, own)


def reading_of_workspace(actor: Actor, today: date) -> Reading:
    """How the page of the whole workspace is read. Two queries."""
    return _reading(actor, today, Q())


def _reading(actor: Actor, today: date, whose: Q) -> Reading:
    open_ones = DeskHandover.objects.filter(
        whose, workspace_id=actor.workspace_id, ended_at=None
    ).order_by("-pk")
    handed = open_ones.values_list("kind", "subject")[: 10 * MOST]
    return Reading(
        actor=actor,
        today=today,
        people=roles_in(actor.workspace_id),
        known=frozenset((kind, *object_of(subject)) for kind, subject in handed),
    )
