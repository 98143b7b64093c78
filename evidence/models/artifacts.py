"""One piece of evidence about a partner."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.kernel.audited import Audited
from config.kernel.tenancy import TenantForeignKey
from evidence.models.files import StoredFile
from partnerships.models import Partner


class Kind(models.TextChoices):
    """What sort of document the artifact is."""

    PILOT_RESULT = "pilot_result", _("Pilot result")
    REFERENCE = "reference", _("Reference")
    SLA_HISTORY = "sla_history", _("SLA history")
    INCIDENT_POSTMORTEM = "incident_postmortem", _("Incident post-mortem")
    AUDIT_REPORT = "audit_report", _("Audit report")
    CONTRACTUAL_REPORT = "contractual_report", _("Contractual report")
    LOGS_AND_METRICS = "logs_and_metrics", _("Logs and metrics")
    OTHER = "other", _("Other")


class Source(models.TextChoices):
    """Who made the observation."""

    OURS = "ours", _("Our own")
    PARTNER = "partner", _("The partner")
    THIRD_PARTY = "third_party", _("A third party")


class Conditions(models.TextChoices):
    """Under which conditions it was observed."""

    REAL_OPERATION = "real_operation", _("Real operation")
    TEST = "test", _("Test")
    DEMO = "demo", _("Demo")


class Subject(models.TextChoices):
    """Integration progress is never an outcome."""

    OUTCOME = "outcome", _("Outcome")
    INTEGRATION_SHIPPED = "integration_shipped", _("Integration shipped")


class Auditability(models.TextChoices):
    """Who could check the source data. If you cannot audit, you cannot defend."""

    BY_US = "by_us", _("By us")
    BY_INDEPENDENT_AUDITOR = "by_independent_auditor", _("By an independent auditor")
    NO = "no", _("Nobody but its author")


class Artifact(Audited):
    """A documented observation. It can be read for several criteria of several partnerships.

    `observed_on` is the end of the period that it describes, not its publication or upload.
    """

    partner = TenantForeignKey(Partner, related_name="artifacts", verbose_name=_("partner"))
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    source = models.CharField(_("source"), max_length=20, choices=Source.choices)
    conditions = models.CharField(_("conditions"), max_length=20, choices=Conditions.choices)
    subject = models.CharField(_("subject"), max_length=20, choices=Subject.choices)
    limits = models.TextField(_("limits"))
    observed_on = models.DateField(_("observed on"))
    holds_until = models.DateField(_("holds until"), null=True, blank=True)
    auditable = models.CharField(
        _("source data can be audited"), max_length=30, choices=Auditability.choices
    )
    audited_how = models.TextField(_("how, under which right"), blank=True)
    file = TenantForeignKey(
        StoredFile, null=True, blank=True, related_name="artifacts", verbose_name=_("file")
    )
    link = models.URLField(_("link"), blank=True, max_length=1000)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("artifact")
        verbose_name_plural = _("artifacts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(limits=""), name="evidence_artifact_states_limits"),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_artifact_has_title"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values)
                & Q(source__in=Source.values)
                & Q(conditions__in=Conditions.values)
                & Q(subject__in=Subject.values)
                & Q(auditable__in=Auditability.values),
                name="evidence_artifact_choices_known",
            ),
            models.CheckConstraint(
                condition=Q(holds_until__isnull=True) | Q(holds_until__gte=F("observed_on")),
                name="evidence_artifact_holds_after_observed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="evidence_artifact_withdrawn_with_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["workspace", "-observed_on", "-id"], name="evidence_artifact_log")
        ]

    def __str__(self) -> str:
        return self.title
