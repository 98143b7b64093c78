"""Pages of partners and partnerships inside a workspace."""

from django.urls import URLPattern, path

from partnerships.views import (
    boundaries,
    card_rows,
    claims,
    dependency,
    fit_cards,
    partners,
    partnerships,
    scale_steps,
    sheets,
    triggers,
)
from partnerships.views.rows import row_paths

app_name = "partnerships"

_CARD = "partnerships/<int:pk>/fit-card"
_BOUNDARY = "partnerships/<int:pk>/boundary"
_STEP = "scale-steps/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/new/", partners.partner_create, name="partner_create"),
    path("partners/<int:pk>/", partners.partner_detail, name="partner_detail"),
    path("partners/<int:pk>/edit/", partners.partner_edit, name="partner_edit"),
    *row_paths("partners/<int:pk>", "facts", "partner_fact", partners.PARTNER_FACT),
    path("partnerships/", partnerships.partnership_list, name="partnership_list"),
    path("partnerships/new/", partnerships.partnership_create, name="partnership_create"),
    path("partnerships/<int:pk>/", partnerships.partnership_detail, name="partnership_detail"),
    path("partnerships/<int:pk>/edit/", partnerships.partnership_edit, name="partnership_edit"),
    path(
        "partnerships/<int:pk>/dependency/",
        dependency.partnership_dependency,
        name="partnership_dependency",
    ),
    path("partnerships/<int:pk>/fit-card/", fit_cards.fit_card_detail, name="fit_card_detail"),
    path("partnerships/<int:pk>/fit-card/sheet/", sheets.fit_card_sheet, name="fit_card_sheet"),
    path(
        "partnerships/<int:pk>/fit-card/<slug:section>/",
        fit_cards.fit_card_section_edit,
        name="fit_card_section_edit",
    ),
    path(
        "partnerships/<int:pk>/fit-card/incentives/look/",
        fit_cards.incentives_review,
        name="incentives_review",
    ),
    *row_paths(_CARD, "conflict-risks", "conflict_risk", card_rows.CONFLICT_RISK),
    *row_paths(_CARD, "integration-points", "integration_point", card_rows.INTEGRATION_POINT),
    *row_paths(_CARD, "exit-steps", "exit_step", card_rows.EXIT_STEP),
    *row_paths(_CARD, "exit-rehearsals", "exit_rehearsal", card_rows.EXIT_REHEARSAL),
    path("partnerships/<int:pk>/claims/", claims.claim_list, name="claim_list"),
    path("partnerships/<int:pk>/claims/new/", claims.claim_create, name="claim_create"),
    path("claims/<int:pk>/", claims.claim_detail, name="claim_detail"),
    path("claims/<int:pk>/edit/", claims.claim_edit, name="claim_edit"),
    path("claims/<int:pk>/remove/", claims.claim_remove, name="claim_remove"),
    *row_paths("claims/<int:pk>", "criteria", "criterion", claims.CRITERION),
    path("scale-steps/", scale_steps.scale_step_list, name="scale_step_list"),
    path("scale-steps/new/", scale_steps.scale_step_create, name="scale_step_create"),
    path("scale-steps/<int:pk>/", scale_steps.scale_step_detail, name="scale_step_detail"),
    path("scale-steps/<int:pk>/edit/", scale_steps.scale_step_edit, name="scale_step_edit"),
    path("scale-steps/<int:pk>/remove/", scale_steps.scale_step_remove, name="scale_step_remove"),
    *row_paths(_STEP, "uncertainties", "uncertainty", scale_steps.UNCERTAINTY),
    *row_paths(_STEP, "options", "option", scale_steps.OPTION),
    path(f"{_BOUNDARY}/", boundaries.boundary_design_detail, name="boundary_design_detail"),
    path(f"{_BOUNDARY}/edit/", boundaries.boundary_design_edit, name="boundary_design_edit"),
    *row_paths(_BOUNDARY, "responsibilities", "responsibility", boundaries.RESPONSIBILITY),
    path(
        "responsibilities/<int:pk>/",
        boundaries.responsibility_detail,
        name="responsibility_detail",
    ),
    *row_paths(
        "responsibilities/<int:pk>",
        "escalation-steps",
        "escalation_step",
        boundaries.ESCALATION_STEP,
    ),
    path("partnerships/<int:pk>/triggers/", triggers.trigger_list, name="trigger_list"),
    *row_paths("partnerships/<int:pk>", "triggers", "trigger", triggers.TRIGGER),
]
