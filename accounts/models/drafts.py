"""What was typed and not yet saved, and what was saved a moment ago."""

from django.conf import settings
from django.db import models

from config.kernel.tenancy import TenantModel


class Draft(TenantModel):
    """One person's unsaved text of one form. `key` is the form's name and object."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    audit_exempt = "a draft is not yet said: saving the form is the action"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "user", "key"], name="accounts_draft_one_per_form"
            )
        ]

    def __str__(self) -> str:
        return self.key


class SentForm(models.Model):
    """A form that one person saved, and where they were sent on: sent again, it writes nothing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    saved_at_address = models.TextField()
    sent_at = models.DateTimeField()

    audit_exempt = "kept for a day so that a second click writes nothing"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="accounts_sent_form_once")
        ]

    def __str__(self) -> str:
        return self.digest
