"""Decisions, the trail, the desk and dossiers."""

from __future__ import annotations

from config.kernel import clock
from tests.urls_by_role.expected import (
    CONTRIBUTOR,
    Address,
    Saves,
    inside,
    members,
    only,
    rows,
)

IMPORT = "a form without its file writes nothing; tests/reviews/exchange imports one"

APPROVER_OR_GUEST = only("approver") | {"guest": 200}
#: Whoever made the proposal (here the contributor), or an administrator.
PROPOSER = only("contributor", "administrator")
#: A change of the policy: the administrator asked for it, an auditor only reads.
ANSWERS = only("contributor", "approver")
WORD = {
    "password": "correct horse battery staple",
    "reason": "It holds",
    "shown": "{shown}",
}

REVIEWS: dict[str, Address] = {
    # A guest is sent to the one proposal.
    "reviews:desk": Address(members() | {"guest": 303}),
    "reviews:desk_of_workspace": Address(only("administrator", "auditor")),
    "reviews:desk_handed_over": Address(members()),
    # On whose desk it does not stand, there is none; what was typed comes back all the same.
    "reviews:desk_line_hand_over": Address(
        members(404) | {"contributor": 200, "approver": 200},
        post=members(422),
        args=("line_kind", "line"),
        saves=Saves(
            "contributor", {"to": "{approver_id}", "note": "Away"}, "desk_line.handed_over"
        ),
    ),
    "reviews:desk_line_take_back": Address(
        inside(405),
        post=only("contributor", "approver", status=303) | {"guest": 404},
        args=("handover",),
        saves=Saves("approver", {}, "desk_line.taken_back"),
    ),
    "reviews:search": Address(members()),
    "reviews:trail_list": Address(members()),
    "reviews:trail_export": Address(only("administrator", "auditor")),
    "reviews:object_history": Address(members(), args=("fit-card", "fit_card")),
    "reviews:dossier_import": Address(
        only("contributor"), post=only("contributor", status=422), exempt=IMPORT
    ),
    "reviews:dossier_detail": Address(members(), args=("partnership",)),
    "reviews:dossier_export": Address(members(), args=("partnership",)),
    "reviews:dossier_compare": Address(members(), args=("partnership",)),
    "reviews:gate_detail": Address(members(), args=("partnership",)),
    "reviews:claim_gate": Address(members(), args=("claim",)),
    "reviews:not_applicable_state": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership", "data_access"),
        saves=Saves("contributor", {"reason": "They hold no data"}, "not_applicable.stated"),
    ),
    "reviews:not_applicable_assess": Address(
        only("contributor", "approver"),
        post=only("contributor", "approver", status=422),
        args=("partnership", "data_portable"),
        saves=Saves("approver", {"version": 1}, "not_applicable.assessed"),
    ),
    "reviews:not_applicable_remove": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership", "data_portable"),
        saves=Saves("contributor", {"version": 1}, "not_applicable.deleted"),
    ),
    "reviews:policy_detail": Address(members()),
    "reviews:policy_version_detail": Address(members(), args=("1",)),
    "reviews:policy_propose": Address(
        only("administrator"),
        post=only("administrator", status=422),
        exempt="a change is open there; tests/reviews/gate/views asks for one",
    ),
    "reviews:policy_change_detail": Address(members(), args=("policy_change",)),
    "reviews:policy_change_agree": Address(
        ANSWERS,
        post=only("contributor", "approver", status=303),
        args=("policy_change",),
        saves=Saves("approver", {"reason": "It holds"}, "policy.adopted"),
    ),
    "reviews:policy_change_decline": Address(
        ANSWERS,
        post=only("contributor", "approver", status=422),
        args=("policy_change",),
        saves=Saves("contributor", {"reason": "Too early"}, "policy.declined"),
    ),
    "reviews:policy_change_withdraw": Address(
        only("administrator"),
        post=only("administrator", status=422),
        args=("policy_change",),
        saves=Saves("administrator", {"reason": "A slip"}, "policy.withdrawn"),
    ),
    "reviews:policy_guest_invite": Address(
        only("administrator") | {"guest": 404},
        post=only("administrator", status=422) | {"guest": 404},
        args=("policy_change",),
        saves=Saves("administrator", {"email": "second@example.net"}, "guest.invited"),
    ),
    "reviews:health_detail": Address(members(), args=("partnership",)),
    "reviews:claims_over_time": Address(members()),
    "reviews:health_review_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=303),
        args=("unreviewed",),
        saves=Saves("contributor", {}, "health_review.opened"),
    ),
    "reviews:health_review_detail": Address(members(), args=("health_review",)),
    "reviews:health_review_section_edit": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("health_review", "boundary"),
        saves=Saves(
            "contributor",
            {"boundary": "No boundary was violated", "version": 1},
            "health_review.written",
        ),
    ),
    "reviews:health_review_close": Address(
        only("contributor", "approver"),
        post=only("contributor", "approver", status=422),
        args=("answered_review",),
        saves=Saves("approver", {"ends_in": "continue", "version": 4}, "health_review.closed"),
    ),
    "reviews:violation_create": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("partnership",),
        saves=Saves(
            "contributor",
            {"what": "They changed it", "severity": "minor", "seen_on": "2026-05-01"},
            "violation.noted",
        ),
    ),
    "reviews:violation_resolve": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("violation",),
        saves=Saves(
            "contributor",
            {"resolved_on": f"{clock.today()}", "resolved_how": "Rolled back", "version": 1},
            "violation.resolved",
        ),
    ),
    "reviews:timeline": Address(members(), args=("partnership",)),
    "reviews:decision_list": Address(members(), args=("partnership",)),
    "reviews:decision_detail": Address(members(), args=("decision",)),
    "reviews:decision_export": Address(members(), args=("decision",)),
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
        saves=Saves("guest", WORD | {"shown": "{shown_declining}"}, "proposal.declined"),
    ),
    "reviews:proposal_withdraw": Address(
        PROPOSER | {"guest": 403},
        post=only("contributor", "administrator", status=303) | {"guest": 403},
        args=("proposal",),
        saves=Saves("contributor", {"reason": "Too early"}, "proposal.withdrawn"),
    ),
    "reviews:sighting_list": Address(members(), args=("leaving",)),
    "reviews:sighting_note": Address(
        CONTRIBUTOR,
        post=only("contributor", status=422),
        args=("trigger",),
        saves=Saves(
            "contributor", {"seen_on": "2026-05-01", "what": "It showed"}, "sighting.noted"
        ),
    ),
    "reviews:sighting_propose": Address(
        CONTRIBUTOR,
        post=only("contributor", status=303),
        args=("sighting",),
        saves=Saves("contributor", {}, "sighting.proposed"),
    ),
    "reviews:sighting_set_aside": Address(
        only("approver"),
        post=only("approver", status=422),
        args=("sighting",),
        saves=Saves("approver", {"reason": "A drill", "version": 1}, "sighting.set_aside"),
    ),
    "reviews:renegotiation": Address(members(), args=("renegotiated",)),
    "reviews:unwinding": Address(members(), args=("leaving",)),
    **rows("unwind_step", "unwinding", {"step": "Close the account"}, app="reviews"),
    "reviews:guest_invite": Address(
        PROPOSER | {"guest": 403},
        post=only("contributor", "administrator", status=422) | {"guest": 403},
        args=("proposal",),
        saves=Saves("contributor", {"email": "second@example.net"}, "guest.invited"),
    ),
}
