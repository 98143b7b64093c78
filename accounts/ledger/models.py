"""The ledger's two tables: its entries, and where each workspace's chain has got to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.tenancy import TenantModel


class Entry(TenantModel):
    """One action: what was done, when, by whom, to what, why, and the rows it wrote.

    People are numbers here; their names live with the user and can be erased there. `thread` is
    the object in whose trail the entry is read, such as the partnership that a claim belongs to.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    thread_type = models.CharField(max_length=60)
    thread_id = models.BigIntegerField()
    reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    rows = models.JSONField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    append_only = True

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "sequence"], name="ledger_entry_one_per_sequence"
            ),
            models.UniqueConstraint(
                fields=["workspace", "previous"], name="ledger_entry_chain_does_not_fork"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "thread_type", "thread_id", "-sequence"],
                name="ledger_entry_thread",
            ),
            models.Index(
                fields=["workspace", "subject_type", "subject_id", "-sequence"],
                name="ledger_entry_subject",
            ),
            models.Index(fields=["workspace", "by_id", "-sequence"], name="ledger_entry_by"),
            models.Index(fields=["workspace", "kind", "-sequence"], name="ledger_entry_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"


class Head(TenantModel):
    """The last entry of a workspace's chain. Its row is the lock that puts entries in order."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)

    only_changes = ("sequence", "digest")
    counts_up = "sequence"
    audit_exempt = "repeats the last entry; verifying the ledger compares the two"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="ledger_head_one_per_workspace")
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:8]}"
