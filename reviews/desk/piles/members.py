"""Who was invited and is not here yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation
from config.kernel import clock
from config.kernel.actors import ADMINISTRATOR
from config.kernel.pages import href
from reviews.desk.reading import Reading
from reviews.desk.rules.lines import Line, subject_of
from reviews.vocabulary import LineKind


def invitations(reading: Reading) -> Iterator[Line]:
    invitations = Invitation.objects.filter(
        workspace_id=reading.actor.workspace_id, membership=None, revoked_at=None
    )
    order = ("-expires_at", "-pk")
    known = reading.ids("invitation", LineKind.INVITATION)
    for each in reading.nearest(invitations, known, *order):
        yield Line(
            kind=LineKind.INVITATION,
            subject=subject_of("invitation", each.pk),
            title=each.email,
            href=href("accounts:member_list"),
            why=_("The link has expired.")
            if each.expires_at <= clock.now()
            else _("The link has not been used; it expires on this day."),
            clears=_("They follow it, or you revoke it and invite them again."),
            day=timezone.localdate(each.expires_at),
            holders=reading.in_role(ADMINISTRATOR),
        )
