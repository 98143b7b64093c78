"""Who acts: the one argument that every read and every write asks for."""

from __future__ import annotations

from dataclasses import dataclass

CONTRIBUTOR = "contributor"
APPROVER = "approver"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"
GUEST = "guest"

MEMBER_ROLES = frozenset({CONTRIBUTOR, APPROVER, AUDITOR, ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the system) acting in one workspace.

    `user_id` is None for the system itself: set-up, data migrations, periodic work.
    `on_behalf_of` is the person for whom a deputy acts.
    """

    workspace_id: int
    user_id: int | None
    roles: frozenset[str] = frozenset()
    on_behalf_of: int | None = None

    @classmethod
    def system(cls, workspace_id: int) -> Actor:
        """The system at work in a workspace; it holds no role and signs nothing."""
        return cls(workspace_id=workspace_id, user_id=None)

    @property
    def is_system(self) -> bool:
        return self.user_id is None

    @property
    def person_id(self) -> int:
        """The id of the person who acts; raises ValueError for the system, which is nobody."""
        if self.user_id is None:
            raise ValueError("the system proposes and signs nothing")
        return self.user_id

    @property
    def is_member(self) -> bool:
        """True for everybody who may read the workspace; a guest sees only what they decide."""
        return bool(self.roles & MEMBER_ROLES)

    def can(self, role: str) -> bool:
        """Whether the actor holds `role` here."""
        return role in self.roles
