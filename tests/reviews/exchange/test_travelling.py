"""Whatever a dossier says survives the database, and what cannot is refused in words."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from operator import getitem
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Membership
from config.kernel.canonical import to_json
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from reviews.dossier import Dossier, canonical_bytes, parse
from reviews.exchange.actions.dossiers import dossier_import
from reviews.exchange.files import read_dossier
from reviews.exchange.rules import without_identity
from reviews.selectors.dossier import dossier_of
from tests.conftest import Cast
from tests.reviews.exchange.test_schema import VALIDATOR, changed, places
from tests.reviews.parts import COMPLETE_DOSSIER
from tests.reviews.travelling import travelling

#: Each example has the test's transaction, and leaves it as it was.
one_by_one = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

#: What may come to stand in the place of any value.
ODD: list[Any] = [
    *(None, True, 0, -7, 2**31, "9" * 30, 1.5, "-0", "1.005", "7" * 20 + ".5"),
    *("", " ", "\u200d", "\x00", "x" * 501, "ﷺ" * 200, "EURO", "other", "partnership"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "2026-10-01T08:00:00.000000Z"),
    *([], [1], {}, {"more": 1}),
]

WRITTEN = to_json(COMPLETE_DOSSIER)
PLACES = list(places(WRITTEN))
VALUES = [reduce(getitem, place, WRITTEN) for place in PLACES]

#: What no schema can say: how `reviews.exchange.files` begins to say it.
BEYOND_SCHEMA = ("It refers to", "stands here a second time")


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def through(member: Membership, dossier: Dossier) -> Dossier:
    """The dossier as it comes out of the register of `member`."""
    with workspace_scope(member.workspace_id):
        return dossier_of(dossier_import(by=member.actor, dossier=dossier))


@settings(one_by_one, max_examples=10)
@given(dossier=travelling())
def test_what_goes_in_comes_out_and_goes_in_elsewhere(cast: Cast, dossier: Dossier) -> None:
    with taken_back():
        here = through(cast.members["contributor"], dossier)
        there = through(cast.elsewhere, parse(canonical_bytes(here)))
    assert without_identity(here) == without_identity(dossier)
    assert canonical_bytes(without_identity(there)) == canonical_bytes(without_identity(here))


@settings(one_by_one, max_examples=60)
@given(data=st.data())
def test_an_odd_file_is_refused_as_the_schema_has_it_and_else_taken_or_refused_in_words(
    cast: Cast, data: st.DataObject
) -> None:
    document = odd(data)
    refused: list[str] = []
    with taken_back():
        try:
            dossier = read_dossier(io.BytesIO(json.dumps(document).encode()))
        except DomainError as refusal:
            refused = [str(each.text) for each in refusal.problems]
        else:
            through_or_refused(cast.members["contributor"], dossier)
    shape = [each for each in refused if not any(said in each for said in BEYOND_SCHEMA)]
    assert bool(shape) is not VALIDATOR.is_valid(document), refused


def odd(data: st.DataObject) -> Any:
    """The complete dossier with another value somewhere, or with a row twice."""
    place = data.draw(st.sampled_from(PLACES), label="place")
    value = data.draw(st.sampled_from([*ODD, *VALUES]), label="value")

    def change(parent: Any, name: Any) -> None:
        if isinstance(name, int) and data.draw(st.booleans(), label="twice"):
            again = copy.deepcopy(parent[name])
            if isinstance(again, dict) and "id" in again:
                again["id"] = data.draw(st.sampled_from(["999", again["id"]]), label="id")
            parent.append(again)
        else:
            parent[name] = value

    return changed(WRITTEN, place, change)


def through_or_refused(member: Membership, dossier: Dossier) -> None:
    try:
        through(member, dossier)
    except DomainError as refusal:
        places = [str(each.text).partition(":")[0] for each in refusal.problems]
        if not all(place.startswith("$.") for place in places):
            raise
