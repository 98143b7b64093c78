from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    name = "evidence"
    verbose_name = _("Evidence")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.ledger import reading
        from evidence.selectors.files import file_damage

        if file_damage not in reading.further_checks:  # an app may be started more than once
            reading.further_checks.append(file_damage)
