"""Choosing, opening and naming workspaces; one's own name."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actions.memberships import membership_create
from accounts.actions.workspaces import workspace_update
from accounts.forms.workspaces import ProfileForm
from accounts.models import Membership, User, Workspace
from config.kernel.scope import person_scope, workspace_scope
from tests.bad_input import assert_refused, bad_values
from tests.conftest import PASSWORD, Cast


def workspaces_of(person: User) -> list[Workspace]:
    with person_scope(person.pk):
        return list(Workspace.objects.order_by("pk"))


def test_who_belongs_to_one_workspace_goes_there(cast: Cast) -> None:
    assert cast.client("auditor").get("/")["Location"] == cast.url()


def test_who_belongs_to_several_chooses(cast: Cast) -> None:
    membership_create(by=cast.elsewhere.actor, user=cast.user("auditor"), roles=["auditor"])
    client = cast.client("auditor")
    assert client.get("/")["Location"] == "/workspaces/"
    page = client.get("/workspaces/").content.decode()
    assert cast.workspace.name in page
    assert cast.elsewhere.workspace.name in page


def test_who_belongs_to_none_reads_what_to_do(cast: Cast) -> None:
    client = Client()
    client.force_login(User.objects.create_user("nora@example.org", "Nora", PASSWORD))
    page = client.get("/", follow=True).content.decode()
    assert "Ask an administrator" in page
    assert "/workspaces/new/" in page


def test_whoever_opens_a_workspace_administers_it(cast: Cast) -> None:
    client, person = cast.client("stranger"), cast.user("stranger")
    data = {"name": "Puerto <b>Norte</b>", "time_zone": "Atlantic/Canary", "roles": ["approver"]}
    answer = client.post("/workspaces/new/", data)
    opened = workspaces_of(person)[-1]
    assert answer["Location"] == f"/workspaces/{opened.slug}/"
    with person_scope(person.pk):
        roles = Membership.objects.get(workspace=opened).roles
    assert roles == ["approver", "administrator"]
    assert b"<b>Norte" not in client.get("/workspaces/").content


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "", "time_zone": "UTC"}, "Enter a name."),
        ({"name": "X" * 121, "time_zone": "UTC"}, "Shorten this"),
        ({"name": "a\x00b", "time_zone": "UTC"}, "Null characters"),
        ({"name": "X", "time_zone": ""}, "Choose a time zone."),
        ({"name": "X", "time_zone": "Mars/Base"}, "Choose a time zone from the list"),
        ({"name": "X", "time_zone": "UTC", "roles": ["guest"]}, "Choose from the roles"),
    ],
)
def test_bad_input_opens_nothing(cast: Cast, data: dict[str, object], sentence: str) -> None:
    answer = cast.client("stranger").post("/workspaces/new/", data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert len(workspaces_of(cast.user("stranger"))) == 1


def test_two_workspaces_of_one_name_have_two_addresses(cast: Cast) -> None:
    for _twice in range(2):
        cast.client("stranger").post("/workspaces/new/", {"name": "Same", "time_zone": "UTC"})
    slugs = [workspace.slug for workspace in workspaces_of(cast.user("stranger"))]
    assert len(set(slugs)) == 3


def test_settings_of_a_changed_workspace_show_both_texts(cast: Cast) -> None:
    client, url = cast.client("administrator"), cast.url("settings/")
    client.post(url, {"name": "First", "time_zone": "UTC", "version": 1})
    answer = client.post(url, {"name": "Second", "time_zone": "UTC", "version": 1})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "First" in page
    assert "Second" in page


def test_a_zone_of_an_old_name_is_kept_until_somebody_chooses_another(cast: Cast) -> None:
    client, url = cast.client("administrator"), cast.url("settings/")
    assert '<option value="Europe/Kiev"' not in client.get(url).content.decode()
    with workspace_scope(cast.workspace.pk):
        workspace_update(
            by=cast.actor("administrator"),
            workspace=cast.workspace,
            version=1,
            name="Harbour",
            time_zone="Europe/Kiev",
        )
    answer = client.post(url, {"name": "Harbour", "time_zone": "Europe/Kiev", "version": 2})
    assert answer.status_code == 303


def test_a_member_reads_the_settings_without_a_form(cast: Cast) -> None:
    page = cast.client("auditor").get(cast.url("settings/")).content.decode()
    assert "Europe/Madrid" in page
    assert 'name="time_zone"' not in page


def test_one_s_name_changes_everywhere(cast: Cast) -> None:
    cast.client("approver").post("/profile/", {"name": " Renamed "})
    assert User.objects.get(pk=cast.user("approver").pk).name == "Renamed"
    assert "Renamed" in cast.client("auditor").get(cast.url("members/")).content.decode()


@pytest.mark.parametrize(("field", "value"), bad_values(ProfileForm, leave_out=("version",)))
def test_a_bad_name_is_answered_in_words(cast: Cast, field: str, value: str) -> None:
    assert_refused(cast.client("approver"), "/profile/", {"name": "Bruno"}, field, value)
    assert User.objects.get(pk=cast.user("approver").pk).name == "Approver"


def test_an_empty_installation_starts_by_a_command(db: None) -> None:
    out = io.StringIO()
    call_command(
        "workspace_create", "Port", email="ana@example.org", time_zone="Europe/Madrid", stdout=out
    )
    link = re.search(r"https?://[^/]+(/invitations/\S+)", out.getvalue())
    assert link is not None
    client = Client()
    answer = client.post(link.group(1), {"name": "Ana", "password": PASSWORD})
    assert answer.status_code == 303
    members = client.get(f"{answer['Location']}members/").content.decode()
    assert "Contributor, Administrator" in members


@pytest.mark.parametrize(
    ("name", "email", "zone", "sentence"),
    [
        ("", "ana@example.org", "UTC", "needs a name"),
        ("Port", "ana", "UTC", "no e-mail address"),
        ("Port", "ana@example.org", "Mars/Base", "Choose a time zone"),
    ],
)
def test_the_command_says_what_is_wrong(
    db: None, name: str, email: str, zone: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("workspace_create", name, email=email, time_zone=zone)
