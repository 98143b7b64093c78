"""Pages of people and workspaces, outside of a workspace and inside."""

from django.urls import URLPattern, URLResolver, include, path

from accounts.views import calendars, drafts, invitations, jobs, members, notices, workspaces

app_name = "accounts"

inside: list[URLPattern] = [
    path("members/", members.member_list, name="member_list"),
    path("members/<int:pk>/edit/", members.member_edit, name="member_edit"),
    path("members/<int:pk>/end/", members.member_end, name="member_end"),
    path("members/invitations/new/", invitations.invitation_create, name="invitation_create"),
    path(
        "members/invitations/<int:pk>/revoke/",
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path("settings/", workspaces.workspace_edit, name="workspace_edit"),
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/read/", notices.notice_read_all, name="notice_read_all"),
    path("notices/<int:pk>/read/", notices.notice_read, name="notice_read"),
    path("background/", jobs.job_list, name="job_list"),
    path("background/<slug:job>/run/", jobs.job_run, name="job_run"),
    path("drafts/<str:key>/", drafts.draft_save, name="draft_save"),
    path("drafts/<str:key>/discard/", drafts.draft_discard, name="draft_discard"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", workspaces.home, name="home"),
    path("workspaces/", workspaces.workspace_list, name="workspace_list"),
    path("workspaces/new/", workspaces.workspace_create, name="workspace_create"),
    path("profile/", workspaces.profile_edit, name="profile_edit"),
    path("profile/letters/", notices.notice_preferences, name="notice_preferences"),
    path("profile/calendar/", calendars.calendar_feed, name="calendar_feed"),
    path("calendar/<str:secret>/seam.ics", calendars.calendar_fetch, name="calendar_fetch"),
    path("unsubscribe/<str:token>/", notices.unsubscribe, name="unsubscribe"),
    path("invitations/<str:token>/", invitations.invitation_accept, name="invitation_accept"),
    path("workspaces/<slug:workspace>/", include(inside)),
]
