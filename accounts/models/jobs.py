"""How the last run of each background job went, workspace by workspace."""

from typing import ClassVar

from django.db import models

from config.kernel.tenancy import TenantModel


class JobRun(TenantModel):
    """The last run of one job in one workspace. `result` counts what it did, by name.

    `error` is the kind of what went wrong, "" where nothing did; the log has the rest.
    """

    job = models.CharField(max_length=40)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    result = models.JSONField(default=dict)
    error = models.CharField(max_length=120, blank=True)

    audit_exempt = "says when a job last ran; what the job writes is recorded by itself"

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["workspace", "job"], name="accounts_jobrun_last_run")
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.began_at:%Y-%m-%d %H:%M}"
