from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews and decisions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts import calendars
        from accounts.actions import workspaces
        from accounts.ledger import reading
        from config.kernel import recording
        from evidence.actions import measurements
        from partnerships.actions import positions
        from reviews.decisions.selectors.positions import position_damage
        from reviews.decisions.selectors.sealed import sealed_damage
        from reviews.desk.calendar import dated_events
        from reviews.gate.actions.judging import judge_again, mark_stale
        from reviews.gate.actions.policies import adopt_first
        from reviews.health.actions.sightings import seen_by_measurement
        from reviews.search.indexing import keep_words

        _once(calendars.sources, dated_events)
        _once(reading.further_checks, sealed_damage)
        _once(reading.further_checks, position_damage)
        _once(recording.before_entry, mark_stale)
        _once(recording.before_entry, keep_words)
        _once(positions.judges, judge_again)
        _once(workspaces.at_opening, adopt_first)
        _once(measurements.after_values, seen_by_measurement)


def _once(registered: list[Any], what: Any) -> None:
    """Django may start an app more than once in a process."""
    if what not in registered:
        registered.append(what)
