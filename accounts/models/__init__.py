"""People and the workspaces they work in."""

from accounts.models.drafts import Draft, SentForm
from accounts.models.jobs import JobRun
from accounts.models.notices import CalendarFeed, Letter, Notice, NoticePreference
from accounts.models.people import User
from accounts.models.workspaces import Invitation, Membership, Role, Workspace

__all__ = [
    "CalendarFeed",
    "Draft",
    "Invitation",
    "JobRun",
    "Letter",
    "Membership",
    "Notice",
    "NoticePreference",
    "Role",
    "SentForm",
    "User",
    "Workspace",
]
