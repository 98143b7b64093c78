"""What an address answers to each of the cast, and what a form that goes through leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Statuses = Mapping[str, int]

MEMBERS = ("contributor", "approver", "auditor", "administrator")
EVERYBODY = (*MEMBERS, "guest", "stranger", "anonymous")


def public(status: int = 200) -> Statuses:
    """Signed in or not, member or not."""
    return dict.fromkeys(EVERYBODY, status)


def signed_in(status: int = 200) -> Statuses:
    """Everybody with an account; anybody else is sent to sign in."""
    return public(status) | {"anonymous": 302}


def inside(status: int = 200) -> Statuses:
    """Members and guests of the workspace; for a stranger it does not exist."""
    return signed_in(status) | {"stranger": 404}


def members(status: int = 200) -> Statuses:
    """Members of the workspace; for guests and strangers it does not exist."""
    return inside(status) | {"guest": 404}


def only(*roles: str, status: int = 200) -> Statuses:
    """Members in these roles; other members are told whom to ask."""
    return members(403) | dict.fromkeys(roles, status)


@dataclass(frozen=True)
class Saves:
    """A form that goes through for `by`, and the kind of the one entry it leaves."""

    by: str
    data: Mapping[str, Any]
    entry: str


@dataclass(frozen=True)
class Address:
    """`args` are names of the world's objects, or words that stand in the address as they are.

    So are the values of `query`, the part of the address after the question mark.
    """

    get: Statuses
    post: Statuses | None = None
    args: tuple[str, ...] = ()
    query: Mapping[str, str] = field(default_factory=dict)
    saves: Saves | None = None
    exempt: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


ADMINISTRATOR = only("administrator")
CONTRIBUTOR = only("contributor")


def rows(
    noun: str,
    parent: str,
    required: Mapping[str, str],
    removed: str = "",
    app: str = "partnerships",
) -> dict[str, Address]:
    """The three addresses of a noun whose rows are added, changed and removed beneath `parent`.

    `removed` is the row that nothing else keeps, where the noun's own row is kept.
    """
    return {
        f"{app}:{noun}_create": Address(
            CONTRIBUTOR,
            post=only("contributor", status=422),
            args=(parent,),
            saves=Saves("contributor", required, f"{noun}.created"),
        ),
        f"{app}:{noun}_edit": Address(
            CONTRIBUTOR,
            post=only("contributor", status=422),
            args=(noun,),
            saves=Saves("contributor", {**required, "version": 1}, f"{noun}.updated"),
        ),
        f"{app}:{noun}_remove": Address(
            CONTRIBUTOR,
            post=only("contributor", status=422),
            args=(removed or noun,),
            saves=Saves("contributor", {"version": 1}, f"{noun}.deleted"),
        ),
    }
