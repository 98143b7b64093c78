"""People and the workspaces they work in."""

from accounts.models.drafts import Draft, SentForm
from accounts.models.people import User
from accounts.models.workspaces import Invitation, Membership, Role, Workspace

__all__ = ["Draft", "Invitation", "Membership", "Role", "SentForm", "User", "Workspace"]
