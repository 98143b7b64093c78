"""Who gets what at every address: the one table that the walk in test_resolver.py compares.

Each address of the resolver stands here by its name. `get` and `post` give the status for each
of the cast; an address without `post` answers a POST like a GET, or by 405, and writes nothing.
An address with `post` writes: `saves` is a form that goes through, and the `entry` it must leave,
or `exempt` says why it leaves none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evidence.rules.series import read_series, seen
from evidence.rules.vocabulary import Period

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
IMPORT = "a form without its file writes nothing; tests/reviews/exchange imports one"
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
    "accounts:draft_save": Address(
        inside(405), post=inside(204), args=("partner:new",), exempt="a draft is not yet said"
    ),
    "accounts:draft_discard": Address(
        inside(405), post=inside(303), args=("partner:new",), exempt="a draft is not yet said"
    ),
}

PARTNERSHIPS: dict[str, Address] = {
    "partnerships:partner_list": Address(members()),
    "partnerships:partner_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        saves=Saves("contributor", {"name": "New partner"}, "partner.created"),
    ),
    "partnerships:partner_detail": Address(members(), args=("partner",)),
    "partnerships:partner_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partner",),
        saves=Saves("contributor", {"name": "Renamed", "version": 1}, "partner.updated"),
    ),
    "partnerships:partnership_list": Address(members()),
    "partnerships:partnership_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        saves=Saves("contributor", {"name": "New", "partner": "Another"}, "partnership.created"),
    ),
    "partnerships:partnership_detail": Address(members(), args=("partnership",)),
    "partnerships:partnership_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership",),
        saves=Saves("contributor", {"name": "Renamed", "version": 1}, "partnership.updated"),
    ),
}


def _rows(
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


CARD: dict[str, Address] = {
    "partnerships:fit_card_detail": Address(members(), args=("partnership",)),
    "partnerships:fit_card_sheet": Address(members(), args=("partnership",)),
    "partnerships:fit_card_section_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership", "capability"),
        saves=Saves(
            "contributor", {"capability": "Card acquiring", "version": 1}, "fit_card.updated"
        ),
    ),
    **_rows("conflict_risk", "partnership", {"description": "They earn per dispute"}),
    **_rows("integration_point", "partnership", {"name": "Payment API"}),
    **_rows("exit_step", "partnership", {"step": "Export the tokens"}),
    **_rows(
        "exit_rehearsal",
        "partnership",
        {"kind": "rehearsed", "held_on": "2026-06-30", "learnt": "It takes a week"},
    ),
    **_rows(
        "partner_fact",
        "partner",
        {
            "kind": "owner",
            "statement": "Sold to a holding",
            "happened_on": "2026-06-30",
            "source": "Their letter",
        },
    ),
    "partnerships:incentives_review": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership",),
        saves=Saves(
            "contributor", {"incentives_seen": "Nothing grew", "version": 1}, "incentives.reviewed"
        ),
    ),
    "partnerships:partnership_dependency": Address(
        members(),
        post=only("contributor", status=422),
        args=("partnership",),
        saves=Saves(
            "contributor",
            {"dependency_depth": "structural", "depth_reason": "No stand-in", "version": 1},
            "dependency.declared",
        ),
    ),
}

CLAIMS: dict[str, Address] = {
    "partnerships:claim_list": Address(members(), args=("partnership",)),
    "partnerships:claim_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership",),
        saves=Saves("contributor", {"uncertainty": "whether refunds settle"}, "claim.created"),
    ),
    "partnerships:claim_detail": Address(members(), args=("claim",)),
    "partnerships:claim_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("claim",),
        saves=Saves(
            "contributor", {"uncertainty": "whether they settle", "version": 1}, "claim.updated"
        ),
    ),
    "partnerships:claim_remove": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("bare_claim",),
        saves=Saves("contributor", {"version": 1}, "claim.deleted"),
    ),
    **_rows("criterion", "claim", {"statement": "Refunds settle within two days"}, "unread"),
}

STEPS: dict[str, Address] = {
    "partnerships:scale_step_list": Address(members()),
    "partnerships:scale_step_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        saves=Saves(
            "contributor", {"name": "New step", "capability_kind": "data"}, "scale_step.created"
        ),
    ),
    "partnerships:scale_step_detail": Address(members(), args=("scale_step",)),
    "partnerships:scale_step_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("scale_step",),
        saves=Saves(
            "contributor",
            {"name": "Renamed", "capability_kind": "data", "version": 1},
            "scale_step.updated",
        ),
    ),
    "partnerships:scale_step_remove": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("bare_step",),
        saves=Saves("contributor", {"version": 1}, "scale_step.deleted"),
    ),
    **_rows(
        "uncertainty",
        "scale_step",
        {"statement": "Whether refunds settle", "state": "open"},
        "bare_uncertainty",
    ),
    **_rows("option", "scale_step", {"kind": "do_without"}),
}

BOUNDARY: dict[str, Address] = {
    "partnerships:boundary_design_detail": Address(members(), args=("partnership",)),
    "partnerships:boundary_design_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership",),
        saves=Saves(
            "contributor", {"decision_rights": "Prices", "version": 1}, "boundary_design.updated"
        ),
    ),
    **_rows("responsibility", "partnership", {"name": "Incidents"}),
    "partnerships:responsibility_detail": Address(members(), args=("responsibility",)),
    **_rows("escalation_step", "responsibility", {"who": "Ana", "within": "2", "unit": "hours"}),
    "partnerships:trigger_list": Address(members(), args=("partnership",)),
    **_rows("trigger", "partnership", {"observable": "Two late weeks", "calls_for": "unwind"}),
    # Members read it; administrators change it.
    "partnerships:policy_edit": Address(
        members(),
        post=only("administrator", status=422),
        saves=Saves("administrator", {"long_exit_days": "60"}, "policy.updated"),
    ),
}

ARTIFACT = {
    "title": "SLA history",
    "kind": "sla_history",
    "source": "ours",
    "conditions": "real_operation",
    "subject": "outcome",
    "limits": "One market",
    "observed_on": "2026-06-30",
    "auditable": "by_us",
    "link": "https://example.org/sla",
}
READING = {"bearing": "refutes", "why": "Three refunds came late", "version": 1}
WITHDRAW = {"reason": "The figures were wrong", "version": 1}

LOOK = {"looked_on": "2026-07-15", "seen": "It still holds", "version": 1}
MEASUREMENT = {"name": "Orders paid", "period": "month", "direction": "at_least"}
PILOT = {"question": "Do refunds settle?", "conditions": "real_operation"}
BEARS_ON = {"criterion": "{criterion}", "result": "97 of 100"}
PASTE = {
    "text": "2026-01; 97.5",
    "step": "save",
    "seen": seen(read_series("2026-01; 97.5", Period.MONTH, date(2026, 7, 1))),
}
CONCLUSION = {
    "ends_on": "2026-06-30",
    "results": "They settle",
    "title": "Pilot result",
    "limits": "One market",
    "auditable": "by_us",
    "bearing_{pilot_criterion}": "supports",
    "why_{pilot_criterion}": "97 of 100",
    "version": 1,
}

EVIDENCE: dict[str, Address] = {
    "evidence:evidence_log": Address(members()),
    "evidence:evidence_log_export": Address(members()),
    "evidence:partnership_evidence_log": Address(members(), args=("partnership",)),
    "evidence:artifact_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        query={"partner": "partner"},
        saves=Saves("contributor", ARTIFACT, "artifact.created"),
    ),
    "evidence:artifact_detail": Address(members(), args=("artifact",)),
    "evidence:artifact_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", ARTIFACT | {"version": 1}, "artifact.updated"),
    ),
    "evidence:artifact_withdraw": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", WITHDRAW, "artifact.withdrawn"),
    ),
    "evidence:artifact_supersede": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", {"replacement": "{newer}", "version": 1}, "artifact.superseded"),
    ),
    "evidence:artifact_revalidate": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", LOOK, "artifact.revalidated"),
    ),
    "evidence:artifact_file": Address(members(), args=("artifact",)),
    "evidence:reading_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("artifact",),
        saves=Saves("contributor", READING | {"criterion": "{unread}"}, "reading.created"),
    ),
    "evidence:reading_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("reading",),
        saves=Saves("contributor", READING, "reading.updated"),
    ),
    "evidence:reading_withdraw": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("reading",),
        saves=Saves("contributor", WITHDRAW, "reading.withdrawn"),
    ),
    "evidence:reading_assess": Address(
        only("contributor", "approver"),
        post=only("contributor", "approver", status=422),
        args=("reading",),
        saves=Saves(
            "approver",
            {"verdict": "upheld", "why": "I counted them too", "version": 1},
            "reading.assessed",
        ),
    ),
    "evidence:measurement_list": Address(members(), args=("partnership",)),
    "evidence:measurement_detail": Address(members(), args=("measurement",)),
    **_rows("measurement", "partnership", MEASUREMENT, app="evidence"),
    "evidence:value_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("measurement",),
        saves=Saves(
            "contributor",
            {"starts_on": "2026-01-01", "value": "97.5"},
            "measurement.values_recorded",
        ),
    ),
    "evidence:values_paste": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("measurement",),
        saves=Saves("contributor", PASTE, "measurement.values_recorded"),
    ),
    "evidence:pilot_list": Address(members(), args=("partnership",)),
    "evidence:pilot_detail": Address(members(), args=("pilot",)),
    **_rows("pilot", "partnership", PILOT, "bare_pilot", app="evidence"),
    **_rows("pilot_criterion", "bare_pilot", BEARS_ON, app="evidence"),
    "evidence:pilot_conclude": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("pilot",),
        saves=Saves("contributor", CONCLUSION, "pilot.concluded"),
    ),
}


APPROVER_OR_GUEST = only("approver") | {"guest": 200}
#: Whoever made the proposal (here the contributor), or an administrator.
PROPOSER = only("contributor", "administrator")
WORD = {
    "password": "correct horse battery staple",
    "reason": "It holds",
    "dossier_digest": "{digest}",
}

REVIEWS: dict[str, Address] = {
    # A guest is sent to the one proposal.
    "reviews:desk": Address(members() | {"guest": 303}),
    "reviews:trail_list": Address(members()),
    "reviews:object_history": Address(members(), args=("fit-card", "fit_card")),
    "reviews:dossier_import": Address(
        only("contributor"), post=only("contributor", status=422), exempt=IMPORT
    ),
    "reviews:dossier_detail": Address(members(), args=("partnership",)),
    "reviews:dossier_export": Address(members(), args=("partnership",)),
    "reviews:dossier_compare": Address(members(), args=("partnership",)),
    "reviews:timeline": Address(members(), args=("partnership",)),
    "reviews:decision_list": Address(members(), args=("partnership",)),
    "reviews:decision_detail": Address(members(), args=("decision",)),
    "reviews:decision_propose": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership", "defer"),
        saves=Saves(
            "contributor",
            {
                "step": "propose",
                "rationale": "Too early",
                "revisit_on": "2099-01-01",
                "meanwhile": "nothing",
            },
            "proposal.made",
        ),
    ),
    "reviews:proposal_detail": Address(inside(), args=("proposal",)),
    "reviews:proposal_file": Address(inside(), args=("proposal", "sha256")),
    "reviews:proposal_authorise": Address(
        APPROVER_OR_GUEST,
        post=only("approver", status=422) | {"guest": 422},
        args=("proposal",),
        saves=Saves("approver", WORD, "decision.sealed"),
    ),
    "reviews:proposal_decline": Address(
        APPROVER_OR_GUEST,
        post=only("approver", status=422) | {"guest": 422},
        args=("proposal",),
        saves=Saves("guest", WORD, "proposal.declined"),
    ),
    "reviews:proposal_withdraw": Address(
        PROPOSER | {"guest": 403},
        post=only("contributor", "administrator", status=303) | {"guest": 403},
        args=("proposal",),
        saves=Saves("contributor", {"reason": "Too early"}, "proposal.withdrawn"),
    ),
    "reviews:guest_invite": Address(
        PROPOSER | {"guest": 403},
        post=only("contributor", "administrator", status=422) | {"guest": 403},
        args=("proposal",),
        saves=Saves("contributor", {"email": "second@example.net"}, "guest.invited"),
    ),
}

ADDRESSES: dict[str, Address] = (
    ACCOUNTS | PARTNERSHIPS | CARD | CLAIMS | STEPS | BOUNDARY | EVIDENCE | REVIEWS
)
