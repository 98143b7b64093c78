"""Partners, partnerships, cards, claims, scale steps, boundaries and triggers."""

from __future__ import annotations

from tests.urls_by_role.expected import (
    CONTRIBUTOR,
    Address,
    Saves,
    members,
    only,
    rows,
)

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
    **rows("conflict_risk", "partnership", {"description": "They earn per dispute"}),
    **rows("integration_point", "partnership", {"name": "Payment API"}),
    **rows("exit_step", "partnership", {"step": "Export the tokens"}),
    **rows(
        "exit_rehearsal",
        "partnership",
        {"kind": "rehearsed", "held_on": "2026-06-30", "learnt": "It takes a week"},
    ),
    **rows(
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
    **rows("criterion", "claim", {"statement": "Refunds settle within two days"}, "unread"),
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
    **rows(
        "uncertainty",
        "scale_step",
        {"statement": "Whether refunds settle", "state": "open"},
        "bare_uncertainty",
    ),
    **rows("option", "scale_step", {"kind": "do_without"}),
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
    **rows("responsibility", "partnership", {"name": "Incidents"}),
    "partnerships:responsibility_detail": Address(members(), args=("responsibility",)),
    **rows("escalation_step", "responsibility", {"who": "Ana", "within": "2", "unit": "hours"}),
    "partnerships:trigger_list": Address(members(), args=("partnership",)),
    **rows("trigger", "partnership", {"observable": "Two late weeks", "calls_for": "unwind"}),
    # Members read it; administrators change it.
    "partnerships:policy_edit": Address(
        members(),
        post=only("administrator", status=422),
        saves=Saves("administrator", {"long_exit_days": "60"}, "policy.updated"),
    ),
}
