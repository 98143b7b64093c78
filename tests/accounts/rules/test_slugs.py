"""Addresses of workspaces."""

from __future__ import annotations

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.slugs import slug_candidates
from accounts.rules.time_zones import OLD_NAMES, is_time_zone, time_zones


@given(st.text(max_size=200))
def test_any_name_gives_addresses_that_a_url_can_hold(name: str) -> None:
    slugs = list(islice(slug_candidates(name), 5))
    assert len(set(slugs)) == 5
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
    assert all(len(slug) <= 60 for slug in slugs)
    assert "new" not in slugs


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Puerto de Málaga", "puerto-de-malaga"),
        ("日本", "workspace"),
        ("New", "new-2"),
        ("", "workspace"),
    ],
)
def test_the_first_address_is_the_name_in_plain_letters(name: str, slug: str) -> None:
    assert next(slug_candidates(name)) == slug


@pytest.mark.parametrize("name", ["Europe/Madrid", "UTC", "America/Argentina/Ushuaia"])
def test_a_zone_of_the_list_is_one(name: str) -> None:
    assert is_time_zone(name)


@pytest.mark.parametrize("name", ["", "Madrid", "CET", "../etc/passwd", "Etc/GMT+5", "\x00"])
def test_what_is_not_in_the_list_is_none(name: str) -> None:
    assert not is_time_zone(name)
    assert name not in time_zones()


@pytest.mark.parametrize("name", ["Europe/Amsterdam", "Asia/Kolkata", "Asia/Ho_Chi_Minh", "UTC"])
def test_the_list_has_a_zone_for_each_place(name: str) -> None:
    assert name in time_zones()


@pytest.mark.parametrize("name", ["Australia/ACT", "Australia/North", "Asia/Saigon", "Brazil/East"])
def test_an_old_name_is_known_and_not_offered(name: str) -> None:
    assert is_time_zone(name)
    assert name not in time_zones()


def test_what_browsers_call_by_an_old_name_is_in_the_list() -> None:
    assert set(OLD_NAMES.values()) <= set(time_zones())
    assert not set(OLD_NAMES) & set(time_zones())
