"""Who was invited and is not here yet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.pages import href
from reviews.desk.lines import LENGTH, Line, Pile


def invitations(actor: Actor) -> Pile:
    invitations = Invitation.objects.filter(
        workspace_id=actor.workspace_id, membership=None, revoked_at=None
    )
    return Pile(
        "invitations",
        _("Invited, not yet here"),
        [
            Line(
                title=invitation.email,
                href=href("accounts:member_list"),
                why=_("The link has expired.")
                if invitation.expires_at <= clock.now()
                else _("The link has not been used."),
                clears=_("They follow it, or you revoke it and invite them again."),
                day=invitation.expires_at,
                is_past=invitation.expires_at <= clock.now(),
            )
            for invitation in invitations.order_by("-expires_at", "-pk")[:LENGTH]
        ],
    )
