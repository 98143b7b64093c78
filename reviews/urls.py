"""Pages of reviews inside a workspace."""

from django.urls import URLPattern, path

from partnerships.views.rows import row_paths
from reviews.decisions.views import decisions, guests, proposals
from reviews.desk.views import (
    desk,
    desk_handed_over,
    desk_line_hand_over,
    desk_line_take_back,
    desk_of_workspace,
)
from reviews.exchange import views as exchange
from reviews.gate.views import gate, policies, policy_changes, setting_aside
from reviews.gate.views import guests as policy_guests
from reviews.health.views import health, sightings, unwinding, violations
from reviews.health.views import reviews as health_reviews
from reviews.search.views import search
from reviews.trail import renegotiating
from reviews.trail import views as trail

app_name = "reviews"

urlpatterns: list[URLPattern] = [
    path("", desk, name="desk"),
    path("search/", search, name="search"),
    path("overview/", desk_of_workspace, name="desk_of_workspace"),
    path("desk/handed-over/", desk_handed_over, name="desk_handed_over"),
    path(
        "desk/<slug:kind>/<slug:subject>/hand-over/",
        desk_line_hand_over,
        name="desk_line_hand_over",
    ),
    path("desk/handovers/<int:pk>/take-back/", desk_line_take_back, name="desk_line_take_back"),
    path("partnerships/<int:pk>/gate/", gate.gate_detail, name="gate_detail"),
    path("claims/<int:pk>/gate/", gate.claim_gate, name="claim_gate"),
    path(
        "partnerships/<int:pk>/gate/<slug:requirement>/not-applicable/",
        setting_aside.not_applicable_state,
        name="not_applicable_state",
    ),
    path(
        "partnerships/<int:pk>/gate/<slug:requirement>/not-applicable/assess/",
        setting_aside.not_applicable_assess,
        name="not_applicable_assess",
    ),
    path(
        "partnerships/<int:pk>/gate/<slug:requirement>/not-applicable/remove/",
        setting_aside.not_applicable_remove,
        name="not_applicable_remove",
    ),
    path("partnerships/<int:pk>/decisions/", decisions.decision_list, name="decision_list"),
    path(
        "partnerships/<int:pk>/decisions/new/<slug:kind>/",
        decisions.decision_propose,
        name="decision_propose",
    ),
    path("partnerships/<int:pk>/health/", health.health_detail, name="health_detail"),
    path(
        "partnerships/<int:pk>/health-reviews/new/",
        health_reviews.health_review_create,
        name="health_review_create",
    ),
    path(
        "health-reviews/<int:pk>/",
        health_reviews.health_review_detail,
        name="health_review_detail",
    ),
    path(
        "health-reviews/<int:pk>/close/",
        health_reviews.health_review_close,
        name="health_review_close",
    ),
    path(
        "health-reviews/<int:pk>/<slug:section>/",
        health_reviews.health_review_section_edit,
        name="health_review_section_edit",
    ),
    path(
        "partnerships/<int:pk>/violations/new/",
        violations.violation_create,
        name="violation_create",
    ),
    path("violations/<int:pk>/resolve/", violations.violation_resolve, name="violation_resolve"),
    path("claims/over-time/", health.claims_over_time, name="claims_over_time"),
    path("dossiers/import/", exchange.dossier_import, name="dossier_import"),
    path("partnerships/<int:pk>/dossier/", exchange.dossier_detail, name="dossier_detail"),
    path("partnerships/<int:pk>/dossier/export/", exchange.dossier_export, name="dossier_export"),
    path("partnerships/<int:pk>/compare/", trail.dossier_compare, name="dossier_compare"),
    path("partnerships/<int:pk>/timeline/", trail.timeline, name="timeline"),
    path("proposals/<int:pk>/", proposals.proposal_detail, name="proposal_detail"),
    path("proposals/<int:pk>/authorise/", proposals.proposal_authorise, name="proposal_authorise"),
    path("proposals/<int:pk>/decline/", proposals.proposal_decline, name="proposal_decline"),
    path("proposals/<int:pk>/withdraw/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path("proposals/<int:pk>/files/<slug:sha256>/", proposals.proposal_file, name="proposal_file"),
    path("proposals/<int:pk>/guests/new/", guests.guest_invite, name="guest_invite"),
    path("decisions/<int:pk>/", decisions.decision_detail, name="decision_detail"),
    path("decisions/<int:pk>/record/", decisions.decision_export, name="decision_export"),
    path("history/<slug:model>/<int:pk>/", trail.object_history, name="object_history"),
    path("policy/", policies.policy_detail, name="policy_detail"),
    path("policy/propose/", policies.policy_propose, name="policy_propose"),
    path(
        "policy/versions/<int:number>/",
        policies.policy_version_detail,
        name="policy_version_detail",
    ),
    path(
        "policy/changes/<int:pk>/",
        policy_changes.policy_change_detail,
        name="policy_change_detail",
    ),
    path(
        "policy/changes/<int:pk>/agree/",
        policy_changes.policy_change_agree,
        name="policy_change_agree",
    ),
    path(
        "policy/changes/<int:pk>/decline/",
        policy_changes.policy_change_decline,
        name="policy_change_decline",
    ),
    path(
        "policy/changes/<int:pk>/withdraw/",
        policy_changes.policy_change_withdraw,
        name="policy_change_withdraw",
    ),
    path(
        "policy/changes/<int:pk>/guests/new/",
        policy_guests.policy_guest_invite,
        name="policy_guest_invite",
    ),
    path("trail/", trail.trail_list, name="trail_list"),
    path("trail/export/", trail.trail_export, name="trail_export"),
    path("partnerships/<int:pk>/sightings/", sightings.sighting_list, name="sighting_list"),
    path("triggers/<int:pk>/sightings/new/", sightings.sighting_note, name="sighting_note"),
    path("sightings/<int:pk>/propose/", sightings.sighting_propose, name="sighting_propose"),
    path("sightings/<int:pk>/set-aside/", sightings.sighting_set_aside, name="sighting_set_aside"),
    path("partnerships/<int:pk>/renegotiation/", renegotiating.renegotiation, name="renegotiation"),
    path("partnerships/<int:pk>/unwinding/", unwinding.unwinding, name="unwinding"),
    *row_paths("decisions/<int:pk>", "unwind-steps", "unwind_step", unwinding.UNWIND_STEP),
]
