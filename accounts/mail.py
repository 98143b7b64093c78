"""Letters to people. Each is one template: its first line is the subject."""

from __future__ import annotations

from typing import Any

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Invitation, User, Workspace
from accounts.tokens import invitation_link
from config.kernel.scope import workspace_scope


def send_invitation(invitation: Invitation, token: str) -> None:
    """Mail the link of an invitation to the invited address."""
    with workspace_scope(invitation.workspace_id):
        workspace = Workspace.objects.get(pk=invitation.workspace_id)
    inviter = User.objects.filter(pk=invitation.invited_by_id or 0).first()
    context = {
        "invitation": invitation,
        "workspace": workspace,
        "inviter": inviter,
        "link": invitation_link(token),
    }
    with timezone.override(workspace.zone):
        _send("accounts/mail/invitation.txt", context, invitation.email)


def _send(template: str, context: dict[str, Any], to: str) -> None:
    subject, _, body = render_to_string(template, context).strip().partition("\n")
    send_mail(subject.strip(), body.strip() + "\n", None, [to])
