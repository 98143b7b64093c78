"""Pages of partners and partnerships inside a workspace."""

from django.urls import URLPattern, path

from partnerships.views import (
    card_rows,
    claims,
    dependency,
    fit_cards,
    partners,
    partnerships,
    sheets,
)
from partnerships.views.rows import row_paths

app_name = "partnerships"

_CARD = "partnerships/<int:pk>/fit-card"

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
]
