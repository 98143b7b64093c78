from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews and decisions")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.ledger import reading
        from reviews.decisions.selectors.positions import position_damage

        if position_damage not in reading.further_checks:
            reading.further_checks.append(position_damage)
