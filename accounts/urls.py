"""Pages of people and workspaces, outside of a workspace and inside."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "accounts"

inside: list[URLPattern] = []

urlpatterns: list[URLPattern | URLResolver] = [
    path("workspaces/<slug:workspace>/", include(inside)),
]
