"""The kernel as a Django app: it brings template tags and protects the tables after migrating."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    name = "config.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from config.kernel import protection

        post_migrate.connect(protection.protect_after_migrate, dispatch_uid="seam.protect")
