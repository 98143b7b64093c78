"""Proposing: the form, the check before, and what is refused with the way out."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accounts.actions.memberships import membership_end
from accounts.models import Draft
from config.kernel.scope import workspace_scope
from evidence.actions.artifacts import artifact_withdraw
from evidence.actions.readings import reading_withdraw
from evidence.models import Reading
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.models import Partnership
from reviews.decisions.forms import CloseForm, CommitForm, DeferForm, ProposeForm, RenegotiateForm
from reviews.models import Proposal
from tests.bad_input import (
    assert_markup_is_text,
    assert_refused,
    bad_values,
    nothing_written,
    text_fields,
)
from tests.conftest import Cast
from tests.evidence.factories import make_artifact
from tests.factories import make_partnership
from tests.reviews.stage import make_proposal, make_ready, terms_for

RATIONALE = "The pilot ran eight weeks and both criteria were met."


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    with workspace_scope(cast.workspace.pk):
        return make_ready(cast)


def post(cast: Cast, partnership: Partnership, kind: str = "commit", **data: Any) -> Any:
    fields = {"rationale": RATIONALE, "step": "check", **terms_for(kind)}
    return cast.client("contributor").post(
        cast.url(f"partnerships/{partnership.pk}/decisions/new/{kind}/"), fields | data
    )


def proposals(cast: Cast) -> list[Proposal]:
    with workspace_scope(cast.workspace.pk):
        return list(Proposal.objects.all())


def test_checking_shows_the_answers_and_the_dossier_and_writes_nothing(
    cast: Cast, partnership: Partnership
) -> None:
    response = post(cast, partnership)
    body = response.content.decode()
    assert response.status_code == 200
    assert "The dossier as it will be frozen" in body
    assert "Stated: capability" in body
    assert RATIONALE in body
    assert proposals(cast) == []


def test_the_check_names_what_nobody_read_for_this_partnership(
    cast: Cast, partnership: Partnership
) -> None:
    assert "is not read for this partnership" not in post(cast, partnership).content.decode()
    with workspace_scope(cast.workspace.pk):
        make_artifact(cast, partnership.partner)
        withdrawn = make_artifact(cast, partnership.partner)
        artifact_withdraw(
            by=cast.actor("contributor"), artifact=withdrawn, version=None, reason="Miscounted"
        )
    body = post(cast, partnership).content.decode()
    assert f"1 artifact about {partnership.partner.name} is not read for this partnership" in body
    assert cast.url(f"partnerships/{partnership.pk}/evidence/?bearing=unread") in body


def test_withdrawn_evidence_stands_in_the_dossier_as_what_does_not_count(
    cast: Cast, partnership: Partnership
) -> None:
    with workspace_scope(cast.workspace.pk):
        (reading,) = Reading.objects.filter(criterion__claim__partnership=partnership)
        reading_withdraw(
            by=cast.actor("contributor"), reading=reading, version=None, reason="Wrong table"
        )
    body = post(cast, partnership, "defer").content.decode()
    assert "Withdrawn, does not count: Wrong table" in body
    assert "Nothing that counts" in body
    assert "<strong>Supports:</strong>" not in body


def test_the_dossier_says_who_can_check_the_data(cast: Cast, partnership: Partnership) -> None:
    body = post(cast, partnership).content.decode()
    assert re.search(r"<td data-label=\"Data can be checked\">[^<]+: Our gateway logs</td>", body)


def hidden(body: str) -> dict[str, str]:
    """The answers as the check page carries them."""
    form = re.search(r'<form method="post" id="answers">(.*?)</form>', body, re.S)
    assert form
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[1]))


@pytest.mark.parametrize("kind", ["commit", "defer"])
def test_what_was_checked_can_be_proposed_as_it_stands(
    cast: Cast, partnership: Partnership, kind: str
) -> None:
    answers = hidden(post(cast, partnership, kind).content.decode())
    response = cast.client("contributor").post(
        cast.url(f"partnerships/{partnership.pk}/decisions/new/{kind}/"),
        answers | {"step": "propose"},
    )
    (proposal,) = proposals(cast)
    assert response.status_code == 303
    assert response["Location"] == cast.url(f"proposals/{proposal.pk}/")
    assert (proposal.kind, proposal.rationale) == (kind, RATIONALE)


def test_going_back_keeps_every_answer(cast: Cast, partnership: Partnership) -> None:
    response = post(cast, partnership, step="change")
    body = response.content.decode()
    assert response.status_code == 200
    assert RATIONALE in body
    assert "Card payments in two countries" in body


def test_a_change_between_check_and_proposal_is_refused(
    cast: Cast, partnership: Partnership
) -> None:
    answers = hidden(post(cast, partnership).content.decode())
    with workspace_scope(cast.workspace.pk):
        fit_card_section_update(
            by=cast.actor("contributor"),
            fit_card=partnership.fit_card,
            version=None,
            capability="Another capability",
        )
    response = post(cast, partnership, step="propose", seen=answers["seen"])
    assert response.status_code == 422
    assert "changed after you checked it" in response.content.decode()
    assert RATIONALE in response.content.decode()
    assert proposals(cast) == []


@pytest.mark.parametrize("kind", ["renegotiate", "unwind"])
def test_a_kind_that_is_not_open_says_why(cast: Cast, partnership: Partnership, kind: str) -> None:
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/{kind}/")
    body = cast.client("contributor").get(address).content.decode()
    assert "cannot be proposed now" in body
    assert "<textarea" not in body
    assert post(cast, partnership, kind).status_code == 422


def test_a_commit_that_is_not_ready_lists_what_is_missing_with_links(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_partnership(cast)
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/commit/")
    body = cast.client("contributor").get(address).content.decode()
    assert "this is missing" in body
    assert cast.url(f"partnerships/{partnership.pk}/fit-card/capability/") in body
    assert cast.url(f"partnerships/{partnership.pk}/claims/new/") in body
    refused = post(cast, partnership)
    assert refused.status_code == 422
    assert RATIONALE in refused.content.decode()


def test_an_open_proposal_comes_first(cast: Cast, partnership: Partnership) -> None:
    with workspace_scope(cast.workspace.pk):
        proposal = make_proposal(cast, partnership)
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/defer/")
    body = cast.client("contributor").get(address).content.decode()
    assert cast.url(f"proposals/{proposal.pk}/") in body
    assert post(cast, partnership, "defer").status_code == 422


def test_that_nobody_may_authorise_shows_before_anything_is_typed(
    cast: Cast, partnership: Partnership
) -> None:
    with workspace_scope(cast.workspace.pk):
        approver = cast.members["approver"]
        membership_end(by=cast.actor("administrator"), membership=approver, version=None)
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/commit/")
    body = cast.client("contributor").get(address).content.decode()
    assert "Nobody here may authorise" in body
    assert "guest approver" in body


@pytest.mark.parametrize("kind", ["commission", "x", "commit-2"])
def test_an_unknown_kind_is_no_page(cast: Cast, partnership: Partnership, kind: str) -> None:
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/{kind}/")
    assert cast.client("contributor").get(address).status_code == 404


@pytest.mark.parametrize("role", ["approver", "auditor", "administrator"])
def test_others_are_told_whom_to_ask(cast: Cast, partnership: Partnership, role: str) -> None:
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/commit/")
    assert cast.client(role).get(address).status_code == 403


def test_a_draft_is_offered_and_gone_when_proposed(cast: Cast, partnership: Partnership) -> None:
    key = f"proposal:commit:{partnership.pk}"
    client = cast.client("contributor")
    client.post(cast.url(f"drafts/{key}/"), {"rationale": "Half a thought"})
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/commit/")
    restored = client.get(f"{address}?draft=restore").content.decode()
    assert "Half a thought" in restored
    assert post(cast, partnership, step="propose", draft_key=key).status_code == 303
    with workspace_scope(cast.workspace.pk):
        assert not Draft.objects.exists()


def good(kind: str) -> dict[str, str]:
    terms = {name: str(value) for name, value in terms_for(kind).items()}
    return terms | {"rationale": RATIONALE, "step": "propose"}


HIDDEN = ("version", "seen")


@pytest.mark.parametrize(("field", "value"), bad_values(CommitForm, leave_out=HIDDEN))
def test_bad_input_is_answered_in_words(
    cast: Cast, partnership: Partnership, field: str, value: str
) -> None:
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/commit/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), address, good("commit"), field, value)


@pytest.mark.parametrize(("field", "value"), bad_values(DeferForm, leave_out=HIDDEN))
def test_bad_input_for_a_deferral_likewise(
    cast: Cast, partnership: Partnership, field: str, value: str
) -> None:
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/defer/")
    with nothing_written(cast):
        assert_refused(cast.client("contributor"), address, good("defer"), field, value)


@pytest.mark.parametrize("field", text_fields(CommitForm, leave_out=HIDDEN))
def test_markup_is_shown_as_it_was_typed(cast: Cast, partnership: Partnership, field: str) -> None:
    address = cast.url(f"partnerships/{partnership.pk}/decisions/new/commit/")
    for step in ("check", "propose"):
        data = good("commit") | {"step": step}
        assert_markup_is_text(cast.client("contributor"), address, data, field)


@pytest.mark.parametrize("form", [CommitForm, DeferForm, RenegotiateForm, CloseForm])
def test_a_form_shows_every_term_of_its_kind(form: type[ProposeForm]) -> None:
    from partnerships.rules.standing import DecisionKind
    from reviews.decisions.forms import PROPOSE_FORMS
    from reviews.gate.rules.terms import TERMS

    kinds = {form: kind for kind, form in PROPOSE_FORMS.items()} | {CloseForm: "unwind"}
    kind = kinds[form]
    fields = set(form.base_fields) - {"rationale", *HIDDEN}
    assert fields == set(TERMS[DecisionKind(kind)].__dataclass_fields__)
