"""Who gets what at every address: the one table that the walk in test_resolver.py compares.

Each address of the resolver stands here by its name. `get` and `post` give the status for each
of the cast; an address without `post` answers a POST like a GET, or by 405, and writes nothing.
An address with `post` writes: `saves` is a form that goes through, and the `entry` it must leave,
or `exempt` says why it leaves none.
"""

from __future__ import annotations

from tests.urls_by_role.accounts import ACCOUNTS
from tests.urls_by_role.evidence import EVIDENCE
from tests.urls_by_role.expected import EVERYBODY, Address
from tests.urls_by_role.partnerships import BOUNDARY, CARD, CLAIMS, PARTNERSHIPS, STEPS
from tests.urls_by_role.reviews import REVIEWS

__all__ = ["ADDRESSES", "EVERYBODY", "Address"]

ADDRESSES: dict[str, Address] = (
    ACCOUNTS | PARTNERSHIPS | CARD | CLAIMS | STEPS | BOUNDARY | EVIDENCE | REVIEWS
)
