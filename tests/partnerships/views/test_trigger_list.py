"""Triggers: what would be seen, who would notice, and who may act."""

from __future__ import annotations

from accounts.actions.memberships import membership_create, membership_update
from accounts.models import User
from config.kernel.scope import workspace_scope
from partnerships.models import Partnership, Trigger
from tests.bad_input import nothing_written
from tests.conftest import Cast
from tests.factories import make_partnership


def url(cast: Cast, partnership: Partnership, path: str = "") -> str:
    return cast.url(f"partnerships/{partnership.pk}/triggers/{path}")


def texts(cast: Cast, partnership: Partnership) -> list[str]:
    response = cast.client("auditor").get(url(cast, partnership))
    return [str(each.text) for each in response.context["conditions"]]


def test_without_an_approver_the_form_says_where_one_comes_from(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    new = url(cast, partnership, "new/")
    assert "agreed before it is needed" in client.get(new).content.decode()
    approver = cast.members["approver"]
    membership_update(
        by=cast.actor("administrator"),
        membership=approver,
        version=approver.version,
        roles=["auditor"],
    )
    assert "Nobody here is an approver yet" in client.get(new).content.decode()


def test_without_an_unwind_trigger_the_pages_say_so(cast: Cast) -> None:
    partnership = make_partnership(cast)
    (missing,) = texts(cast, partnership)
    assert "would call for unwinding" in missing
    gate = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/gate/"))
    assert "would call for unwinding" in gate.content.decode()


def test_an_approver_is_chosen_and_whatever_is_missing_is_named(cast: Cast) -> None:
    partnership, client = make_partnership(cast), cast.client("contributor")
    page = client.get(url(cast, partnership, "new/")).content.decode()
    approver = cast.members["approver"]
    assert f'<option value="{approver.pk}">Approver' in page
    assert f'<option value="{cast.members["auditor"].pk}">' not in page
    seen = {"observable": "Two late weeks", "calls_for": "unwind"}
    client.post(url(cast, partnership, "new/"), seen)
    assert len(texts(cast, partnership)) == 3
    with workspace_scope(cast.workspace.pk):
        trigger = Trigger.objects.get()
    named = seen | {
        "noticed_how": "Weekly count",
        "noticed_by": "Ana",
        "authoriser": str(approver.pk),
        "version": "1",
    }
    changed = client.post(cast.url(f"triggers/{trigger.pk}/edit/"), named)
    assert changed.status_code == 303
    assert texts(cast, partnership) == ["Somebody would notice each of them, and somebody may act."]


def test_nobody_else_can_be_named_as_the_one_who_authorises(cast: Cast) -> None:
    user = User.objects.create_user(email="reader@example.org", name="Reader", password="x")
    reader = membership_create(by=cast.actor("administrator"), user=user, roles=["auditor"])
    data = {"observable": "Late", "calls_for": "unwind", "authoriser": str(reader.pk)}
    new = url(cast, make_partnership(cast), "new/")
    with nothing_written(cast):
        response = cast.client("contributor").post(new, data)
    assert response.status_code == 422
    assert "Choose an approver of the list" in response.content.decode()
