"""The words of an artifact with their labels, for its columns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    """Who could check the source data: what nobody can check bears no weight in a dispute."""

    BY_US = "by_us", _("By us")
    BY_INDEPENDENT_AUDITOR = "by_independent_auditor", _("By an independent auditor")
    NO = "no", _("Nobody but its author")
