"""People and the workspaces they work in."""

from accounts.models.drafts import Draft
from accounts.models.people import User
from accounts.models.workspaces import Invitation, Membership, Role, Workspace

__all__ = ["Draft", "Invitation", "Membership", "Role", "User", "Workspace"]
