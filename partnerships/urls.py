"""Pages of partners and partnerships inside a workspace."""

from django.urls import URLPattern, path

from partnerships.views import partners

app_name = "partnerships"

urlpatterns: list[URLPattern] = [
    path("partners/", partners.partner_list, name="partner_list"),
    path("partners/new/", partners.partner_create, name="partner_create"),
    path("partners/<int:pk>/", partners.partner_detail, name="partner_detail"),
    path("partners/<int:pk>/edit/", partners.partner_edit, name="partner_edit"),
]
