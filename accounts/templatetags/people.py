"""People's names in templates, looked up once for a whole page."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from accounts.selectors.memberships import names_in
from config.kernel import scope

register = template.Library()


@register.filter
def person(user_id: int | str | None) -> str:
    """What the person with this id is called, a number or a dossier's text; else the system.

    All names of the workspace are read with one query, kept for the scope's transaction.
    """
    if user_id is None:
        return _("Seam")
    here = scope.current()
    if here is None or here.workspace_id is None:
        return _("Somebody")
    names: dict[int, str] = here.kept("names", lambda: names_in(here.workspace_id or 0))
    return names.get(int(user_id)) or _("Somebody who left")
