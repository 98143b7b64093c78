"""Writing the prose of a Fit Card, one section at a time."""

from __future__ import annotations

from typing import Any

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.models import FitCard

#: What may be written here; `rules.fit_cards` says which field belongs to which section.
FIELDS = frozenset(
    field.name
    for field in FitCard._meta.concrete_fields
    if field.editable and field.name not in ("id", "partnership")
)


@action
def fit_card_section_update(
    *, by: Actor, fit_card: FitCard, version: int | None, **texts: Any
) -> FitCard:
    """Write `texts`, the fields of one section of the card.

    Raises StaleVersion when one of these fields changed after `version`; somebody who wrote
    another section meanwhile is in nobody's way. Raises TypeError for a field no card has.
    """
    if unknown := set(texts) - FIELDS:
        raise TypeError(f"a Fit Card has no {', '.join(sorted(unknown))}")
    with recorded_in(fit_card.partnership, by=by, kind="fit_card.updated", subject=fit_card):
        fit_card = locked(fit_card, version=version, fields=tuple(texts))
        save_changes(fit_card, texts)
    return fit_card
