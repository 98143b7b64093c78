"""Loading a workspace for trials: whole rows, a past that verifies, a refusal where people work."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.ledger.models import Entry
from accounts.ledger.reading import verify
from config.kernel.scope import workspace_scope
from partnerships.management.commands import make_load
from partnerships.models import Claim, FitCard, Partner, Partnership, SuccessCriterion
from tests.conftest import Cast
from tests.factories import make_partnership


def load(cast: Cast, count: int, **options: bool) -> str:
    out = StringIO()
    call_command(
        "make_load",
        workspace=cast.workspace.slug,
        partnerships=count,
        stdout=out,
        no_color=True,
        **options,
    )
    return out.getvalue()


def test_a_load_is_whole_and_its_past_verifies(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_load, "PORTION", 7)
    said = load(committed_cast, 18)
    assert said.splitlines()[0].strip().startswith("7 of 18 partnerships")
    with workspace_scope(committed_cast.workspace.pk):
        assert Partnership.objects.count() == FitCard.objects.count() == Claim.objects.count() == 18
        assert (Partner.objects.count(), SuccessCriterion.objects.count()) == (5, 36)
        assert Partnership.history.count() == 18
        assert Entry.objects.filter(kind="load.created").count() == 3
    assert verify(committed_cast.workspace.pk).damage is None


def test_a_workspace_that_people_use_is_left_alone_unless_one_insists(committed_cast: Cast) -> None:
    make_partnership(committed_cast)
    with pytest.raises(CommandError, match="has 1 partnerships"):
        load(committed_cast, 3)
    load(committed_cast, 3, force=True)
    load(committed_cast, 3, force=True)
    with workspace_scope(committed_cast.workspace.pk):
        assert Partnership.objects.count() == 7
    assert verify(committed_cast.workspace.pk).damage is None


@pytest.mark.parametrize("count", [0, -5])
def test_a_load_of_nothing_is_refused(cast: Cast, count: int) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        load(cast, count)


@pytest.mark.django_db
def test_a_workspace_that_does_not_exist_is_named() -> None:
    with pytest.raises(CommandError, match="no workspace “nowhere”"):
        call_command("make_load", workspace="nowhere")
