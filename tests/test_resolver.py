"""The walk: every address of the resolver, as everybody of the cast, reading and writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from accounts.actions.invitations import invitation_accept_as_new
from accounts.ledger.models import Entry
from accounts.models import Workspace
from config.kernel.scope import enumerating_workspaces, workspace_scope
from reviews.gate.actions.guests import policy_guest_invite
from tests.conftest import PASSWORD
from tests.urls_by_role import ADDRESSES, EVERYBODY, Address
from tests.world import World


@pytest.fixture(autouse=True)
def _nothing_is_limited(db: None) -> None:
    cache.clear()


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}"


def takes_workspace(name: str) -> bool:
    try:
        reverse(name, args=ADDRESSES[name].args)
    except Exception:  # noqa: BLE001
        return True
    return False


def url(world: World, name: str, slug: str = "") -> str:
    """The address with the world's ids in it; of another workspace if `slug` says so."""
    args = [world.argument(each) for each in ADDRESSES[name].args]
    inside = [slug or world.cast.workspace.slug] if takes_workspace(name) else []
    query = {key: world.argument(each) for key, each in ADDRESSES[name].query.items()}
    path = reverse(name, args=[*inside, *args])
    return f"{path}?{urlencode(query)}" if query else path


def test_every_address_is_in_the_table() -> None:
    there = set(names(get_resolver()))
    assert there - set(ADDRESSES) == set(), "addresses that nobody classified"
    assert set(ADDRESSES) - there == set(), "classified addresses that are gone"


def test_whatever_writes_says_what_entry_it_leaves_or_why_none() -> None:
    unsaid = [
        name
        for name, address in ADDRESSES.items()
        if (address.post is not None) != bool(address.saves or address.exempt)
    ]
    assert unsaid == []


def answer(world: World, name: str, role: str, method: str, data: Any = None) -> HttpResponse:
    client = world.client(role)
    client.raise_request_exception = False
    response: Any = getattr(client, method)(url(world, name), data or {})
    if response.streaming:
        b"".join(response.streaming_content)
    return response  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ADDRESSES)
def test_everybody_gets_what_the_table_says(world: World, name: str) -> None:
    address: Address = ADDRESSES[name]
    found, expected = {}, {}
    for method, statuses in (("get", address.get), ("post", address.post or address.get)):
        for role in EVERYBODY:
            with transaction.atomic():
                found[method, role] = answer(world, name, role, method).status_code
                expected[method, role] = statuses[role]
                transaction.set_rollback(True)
            if method == "post" and address.post is None and found[method, role] == 405:
                expected[method, role] = 405  # a page that is only read may say so
    differing = {key: (found[key], expected[key]) for key in found if found[key] != expected[key]}
    assert differing == {}, "by method and role: (found, in the table)"


def test_the_guest_of_a_policy_change_sees_that_change_and_nothing_else(world: World) -> None:
    own = {"detail", "agree", "decline", "withdraw"}
    statuses = {f"reviews:policy_change_{word}": 200 for word in own} | {"reviews:desk": 303}
    statuses["reviews:policy_change_withdraw"] = statuses["reviews:policy_guest_invite"] = 403
    client = policy_guest(world)
    found = {
        name: client.get(url(world, name)).status_code
        for name in ADDRESSES
        if takes_workspace(name)
    }
    seen = {name: status for name, status in found.items() if status not in (404, 405)}
    assert seen == statuses


def policy_guest(world: World) -> Client:
    """Somebody who was invited to the world's change of the policy, and to nothing else."""
    cast = world.cast
    with workspace_scope(cast.workspace.pk):
        seat, _secret = policy_guest_invite(
            by=cast.actor("administrator"),
            change=world.objects["policy_change"],
            email="policy.guest@example.net",
        )
        member = invitation_accept_as_new(
            invitation=seat.invitation, name="Guest", password=PASSWORD
        )
    client = Client()
    client.force_login(member.user)
    return client


def entries() -> dict[int, int]:
    """The number of entries of every workspace."""
    with enumerating_workspaces():
        workspaces = list(Workspace.objects.values_list("pk", flat=True))
    counted = {}
    for pk in workspaces:
        with workspace_scope(pk):
            counted[pk] = Entry.objects.count()
    return counted


@pytest.mark.parametrize("name", [name for name, each in ADDRESSES.items() if each.saves])
def test_a_write_leaves_exactly_one_entry(world: World, name: str) -> None:
    saves = ADDRESSES[name].saves
    assert saves is not None
    before = entries()
    data = {fill(world, key): fill(world, value) for key, value in saves.data.items()}
    response = answer(world, name, saves.by, "post", data)
    assert response.status_code in (204, 302, 303), problems(response)
    after = entries()
    grown = {pk: count - before.get(pk, 0) for pk, count in after.items()}
    assert {pk: count for pk, count in grown.items() if count} == dict.fromkeys(
        [pk for pk, count in grown.items() if count], 1
    )
    (pk,) = [pk for pk, count in grown.items() if count]
    with workspace_scope(pk):
        assert Entry.objects.latest("sequence").kind == saves.entry


def problems(response: HttpResponse) -> Any:
    """What the page says is wrong, for whoever reads a failing test."""
    context: Any = getattr(response, "context", None)
    return context["form"].errors if context and "form" in context else response.status_code


def fill(world: World, value: Any) -> Any:
    """`{partner}` in a form's data, or in the name of a field, is the id of the world's partner."""
    if isinstance(value, str):
        return re.sub(r"\{(\w+)\}", lambda name: world.argument(name[1]), value)
    return value


@pytest.mark.parametrize("name", [name for name, each in ADDRESSES.items() if not each.saves])
def test_what_reads_leaves_no_entry(world: World, name: str) -> None:
    before = entries()
    for role in ("contributor", "administrator"):
        answer(world, name, role, "post")
    assert entries() == before
