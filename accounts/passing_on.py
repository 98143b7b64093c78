"""Who passes an invitation's link on: the mail, or a person who saw it once.

A link proves that whoever follows it was meant. With a mail server it is therefore only mailed:
it proves the address as well. Without one an administrator sees it once and passes it on, but
never somebody who must not be able to follow it: whoever proposed a decision, the link of the
guest who is to judge it. That letter waits in the mail folder of the machine instead.

The invitation remembers whether its link was shown: who saw it could have followed it, so what they
ask for is not signed or agreed to by whoever came through it (accounts.rules.links).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from accounts.models import Invitation
from accounts.tokens import invitation_link

_KEY = "fresh_invitation"


@dataclass(frozen=True, slots=True)
class FreshInvitation:
    """The invitation just made: its link is empty where the reader may not see it."""

    email: str
    link: str
    mail_goes_out: bool


def may_show(*, asked: bool) -> bool:
    """Whether a link is shown: only where no mail goes out, to one who asked and may pass it on."""
    return asked and not settings.MAIL_GOES_OUT


def remember(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Keep the invitation for the next page; its link only if the invitation says it is shown."""
    request.session[_KEY] = {
        "workspace": invitation.workspace_id,
        "email": invitation.email,
        "link": invitation_link(token) if invitation.link_shown else "",
    }


def recall(request: HttpRequest, workspace_id: int) -> FreshInvitation | None:
    """The invitation just made in this workspace: once, then nowhere any more."""
    kept = request.session.pop(_KEY, None)
    if not kept or kept["workspace"] != workspace_id:
        return None
    return FreshInvitation(kept["email"], kept["link"], settings.MAIL_GOES_OUT)
