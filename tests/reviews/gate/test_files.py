"""A policy file is read strictly, and everything that is wrong with it is told with its path."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from config.kernel import canonical
from config.kernel.errors import DomainError
from reviews.gate.files import LARGEST, MOST_TOLD, read_policy
from reviews.gate.rules.policy import DEFAULT
from tests.reviews.gate.policies import STRICTER


def document() -> dict[str, Any]:
    made: dict[str, Any] = canonical.to_json(DEFAULT)
    return made


def as_file(content: Any) -> bytes:
    return json.dumps(content).encode()


def refused(content: bytes) -> dict[str | None, str]:
    """The sentences by path."""
    with pytest.raises(DomainError) as error:
        read_policy(content)
    return {problem.field: str(problem.text) for problem in error.value.problems}


@pytest.mark.parametrize("policy", [DEFAULT, STRICTER, replace(STRICTER, version=7)])
def test_what_was_written_is_read_back(policy: Any) -> None:
    assert read_policy(canonical.canonical_bytes(policy)) == policy


def test_a_file_need_not_say_its_version_nor_the_day_on_which_it_was_lowered() -> None:
    said = document()
    del said["version"], said["lowered_on"]
    assert read_policy(as_file(said)) == DEFAULT


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1.5", b'"policy"'])
def test_what_is_no_policy_is_refused_as_a_whole(content: bytes) -> None:
    assert set(refused(content)) == {"$"}


def test_a_file_of_more_than_a_megabyte_is_not_taken_apart() -> None:
    assert "larger than 1 MB" in refused(b" " * (LARGEST + 1))["$"]


def test_all_problems_of_shape_come_at_once_with_their_paths() -> None:
    said = document()
    said["colour"] = "blue"
    said["bars"][2]["observed_within_days"] = "soon"
    said["bars"][1]["supported"] = "most"
    del said["bars"][0]["independent"]
    del said["limits"]["long_exit_days"]
    del said["grid"]
    assert set(refused(as_file(said))) == {
        "$.colour",
        "$.bars[2].observed_within_days",
        "$.bars[1].supported",
        "$.bars[0].independent",
        "$.limits.long_exit_days",
        "$.grid",
    }


def test_absurd_values_are_told_with_their_paths() -> None:
    said = document()
    said["bars"][2]["observed_within_days"] = 5000
    said["limits"]["costly_exit_currency"] = ""
    told = refused(as_file(said))
    path = "$.bars[2].observed_within_days"
    assert told[path].startswith(f"{path}: ")
    assert "$.limits.costly_exit_currency" in told


def test_a_requirement_that_nobody_wrote_down_is_not_filled_in() -> None:
    said = document()
    del said["bars"][3]["named_authoriser"]
    assert refused(as_file(said)) == {
        "$.bars[3].named_authoriser": "$.bars[3].named_authoriser: This is missing."
    }


def test_a_file_of_another_format_is_named() -> None:
    assert "$.format" in refused(as_file(document() | {"format": "seam-dossier/1"}))


def test_a_file_with_endless_problems_is_told_in_part() -> None:
    with pytest.raises(DomainError) as error:
        read_policy(as_file(document() | {"bars": [1] * 1000}))
    assert len(error.value.problems) == MOST_TOLD + 1
