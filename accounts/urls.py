"""Pages of people and workspaces, outside of a workspace and inside."""

from django.urls import URLPattern, URLResolver, include, path

from accounts.views import invitations, workspaces

app_name = "accounts"

inside: list[URLPattern] = []

urlpatterns: list[URLPattern | URLResolver] = [
    path("", workspaces.home, name="home"),
    path("workspaces/", workspaces.workspace_list, name="workspace_list"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("workspaces/<slug:workspace>/", include(inside)),
]
