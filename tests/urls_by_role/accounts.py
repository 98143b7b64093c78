"""Signing in, workspaces and members."""

from __future__ import annotations

from tests.urls_by_role.expected import (
    ADMINISTRATOR,
    Address,
    Saves,
    inside,
    members,
    only,
    public,
    signed_in,
)

SIGN_IN = "allauth writes to people and sessions, which are exempt from history"

ACCOUNTS: dict[str, Address] = {
    "healthz": Address(public()),
    "readyz": Address(public()),
    "styleguide": Address(public()),
    # A page about signing in sends whoever is signed in to their workspaces.
    "account_login": Address(
        public(302) | {"anonymous": 200}, post=public(302) | {"anonymous": 200}, exempt=SIGN_IN
    ),
    "account_logout": Address(public(200) | {"anonymous": 302}, post=public(302), exempt=SIGN_IN),
    "account_inactive": Address(public()),
    "account_reauthenticate": Address(signed_in(), post=signed_in(), exempt=SIGN_IN),
    "account_change_password": Address(signed_in(), post=signed_in(), exempt=SIGN_IN),
    "mfa_index": Address(signed_in()),
    # A second factor is asked for on the way in, and only of those who have one.
    "mfa_authenticate": Address(public(302), post=public(302), exempt=SIGN_IN),
    "mfa_reauthenticate": Address(signed_in(302), post=signed_in(302), exempt=SIGN_IN),
    "mfa_activate_totp": Address(signed_in(302), post=signed_in(302), exempt=SIGN_IN),
    "mfa_deactivate_totp": Address(signed_in(404), post=signed_in(404), exempt=SIGN_IN),
    "mfa_view_recovery_codes": Address(signed_in(404)),
    "mfa_generate_recovery_codes": Address(signed_in(302), post=signed_in(302), exempt=SIGN_IN),
    "account_reset_password": Address(public(), post=public(), exempt=SIGN_IN),
    "account_reset_password_done": Address(public()),
    "account_reset_password_from_key": Address(
        public(), post=public(), args=("1", "key"), exempt=SIGN_IN
    ),
    "account_reset_password_from_key_done": Address(public()),
    "accounts:home": Address(signed_in(302)),
    "accounts:workspace_list": Address(signed_in()),
    "accounts:workspace_create": Address(
        signed_in(),
        post=signed_in(422),
        saves=Saves("stranger", {"name": "Third", "time_zone": "UTC"}, "workspace.created"),
    ),
    "accounts:profile_edit": Address(
        signed_in(), post=signed_in(422), exempt="a person's name is erasable, so not in history"
    ),
    # The link is for one address: others are told so, and nobody who is signed in can use it.
    "accounts:invitation_accept": Address(
        public(),
        post=public(422),
        args=("token",),
        saves=Saves(
            "anonymous",
            {"name": "New", "password": "correct horse battery staple"},
            "invitation.accepted",
        ),
    ),
    "accounts:member_list": Address(members()),
    "accounts:member_edit": Address(
        ADMINISTRATOR,
        post=only("administrator", status=422),
        args=("member",),
        saves=Saves("administrator", {"roles": ["auditor"], "version": 1}, "membership.updated"),
    ),
    "accounts:member_end": Address(
        ADMINISTRATOR,
        post=only("administrator", status=422),
        args=("member",),
        saves=Saves("administrator", {"version": 1, "reason": "Left"}, "membership.ended"),
    ),
    "accounts:invitation_create": Address(
        ADMINISTRATOR,
        post=only("administrator", status=422),
        saves=Saves(
            "administrator",
            {"email": "another@example.org", "roles": ["auditor"]},
            "invitation.created",
        ),
    ),
    "accounts:invitation_revoke": Address(
        inside(405),
        post=only("administrator", status=303),
        args=("invitation",),
        saves=Saves("administrator", {}, "invitation.revoked"),
    ),
    "accounts:workspace_edit": Address(
        members(),
        post=only("administrator", status=422),
        saves=Saves(
            "administrator",
            {"name": "Renamed", "time_zone": "UTC", "version": 1},
            "workspace.updated",
        ),
    ),
    "accounts:notice_list": Address(members()),
    "accounts:notice_read": Address(
        inside(405),
        post=members(404) | {"contributor": 303},
        args=("notice",),
        exempt="reading is nobody's business",
    ),
    "accounts:notice_read_all": Address(
        inside(405), post=members(303), exempt="reading is nobody's business"
    ),
    "accounts:notice_preferences": Address(
        signed_in(), post=signed_in(422), exempt="how somebody wants their mail is theirs alone"
    ),
    "accounts:calendar_feed": Address(
        signed_in(), post=signed_in(), exempt="a link that one person makes for themselves"
    ),
    "accounts:calendar_fetch": Address(public(404), args=("never-was-a-secret",)),
    "accounts:unsubscribe": Address(public(404), args=("never-signed",)),
    "accounts:job_list": Address(ADMINISTRATOR),
    "accounts:job_run": Address(
        inside(405),
        post=only("administrator", status=303),
        args=("time",),
        exempt="what the job finds it writes down by itself, each with its entry",
    ),
    "accounts:draft_save": Address(
        inside(405), post=inside(204), args=("partner:new",), exempt="a draft is not yet said"
    ),
    "accounts:draft_discard": Address(
        inside(405), post=inside(303), args=("partner:new",), exempt="a draft is not yet said"
    ),
}
