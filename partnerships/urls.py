"""Pages of partners and partnerships inside a workspace."""

from django.urls import URLPattern, path

from partnerships.views import card_rows, claims, fit_cards, partners, partnerships

app_name = "partnerships"

urlpatterns: list[URLPattern] = [
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/new/", partners.partner_create, name="partner_create"),
    path("partners/<int:pk>/", partners.partner_detail, name="partner_detail"),
    path("partners/<int:pk>/edit/", partners.partner_edit, name="partner_edit"),
    path("partnerships/", partnerships.partnership_list, name="partnership_list"),
    path("partnerships/new/", partnerships.partnership_create, name="partnership_create"),
    path("partnerships/<int:pk>/", partnerships.partnership_detail, name="partnership_detail"),
    path("partnerships/<int:pk>/edit/", partnerships.partnership_edit, name="partnership_edit"),
    path("partnerships/<int:pk>/fit-card/", fit_cards.fit_card_detail, name="fit_card_detail"),
    path(
        "partnerships/<int:pk>/fit-card/<slug:section>/",
        fit_cards.fit_card_section_edit,
        name="fit_card_section_edit",
    ),
    path(
        "partnerships/<int:pk>/fit-card/conflict-risks/new/",
        card_rows.conflict_risk_create,
        name="conflict_risk_create",
    ),
    path("conflict-risks/<int:pk>/edit/", card_rows.conflict_risk_edit, name="conflict_risk_edit"),
    path(
        "conflict-risks/<int:pk>/remove/",
        card_rows.conflict_risk_remove,
        name="conflict_risk_remove",
    ),
    path(
        "partnerships/<int:pk>/fit-card/integration-points/new/",
        card_rows.integration_point_create,
        name="integration_point_create",
    ),
    path(
        "integration-points/<int:pk>/edit/",
        card_rows.integration_point_edit,
        name="integration_point_edit",
    ),
    path(
        "integration-points/<int:pk>/remove/",
        card_rows.integration_point_remove,
        name="integration_point_remove",
    ),
    path(
        "partnerships/<int:pk>/fit-card/exit-steps/new/",
        card_rows.exit_step_create,
        name="exit_step_create",
    ),
    path("exit-steps/<int:pk>/edit/", card_rows.exit_step_edit, name="exit_step_edit"),
    path("exit-steps/<int:pk>/remove/", card_rows.exit_step_remove, name="exit_step_remove"),
    path("partnerships/<int:pk>/claims/", claims.claim_list, name="claim_list"),
    path("partnerships/<int:pk>/claims/new/", claims.claim_create, name="claim_create"),
    path("claims/<int:pk>/", claims.claim_detail, name="claim_detail"),
    path("claims/<int:pk>/edit/", claims.claim_edit, name="claim_edit"),
    path("claims/<int:pk>/remove/", claims.claim_remove, name="claim_remove"),
    path("claims/<int:pk>/criteria/new/", claims.criterion_create, name="criterion_create"),
    path("criteria/<int:pk>/edit/", claims.criterion_edit, name="criterion_edit"),
    path("criteria/<int:pk>/remove/", claims.criterion_remove, name="criterion_remove"),
]
