"""What people are told, and the letters that wait to be sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.rules.notices import Delivery, Kind
from config.kernel.tenancy import TenantModel
from config.kernel.words import word_field, words_known

KINDS = {
    Kind.PROPOSAL_WAITS: _("A proposal waits for you"),
    Kind.PROPOSAL_DECIDED: _("A proposal of yours was decided"),
    Kind.TRIGGER_SEEN: _("A trigger was seen"),
    Kind.DEFERRAL_EFFECT: _("A deferral took effect"),
    Kind.IN_QUESTION: _("A commitment is in question"),
    Kind.REVIEW_DUE: _("A health review is due or overdue"),
    Kind.EVIDENCE_LAPSES: _("Evidence lapses"),
    Kind.TERM_ENDS: _("A term ends"),
    Kind.LINE_HANDED_OVER: _("A line of the desk was handed to you"),
}
DELIVERIES = {
    Delivery.AT_ONCE: _("At once"),
    Delivery.DAILY: _("Once a day"),
    Delivery.WEEKLY: _("On Mondays"),
    Delivery.NEVER: _("Not by mail"),
}


class Notice(TenantModel):
    """One thing that one person is told, once for its occasion.

    `subject` names the row it is about, `occasion` what happened to it. `params` are the facts for
    the sentence and `path` the page to look at. `digest` names the digest that it waits for, "" for
    none or none any more.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = word_field(_("kind"), KINDS)
    subject = models.CharField(max_length=60)
    occasion = models.CharField(max_length=60, blank=True)
    params = models.JSONField(default=dict)
    path = models.CharField(max_length=300)
    noticed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=20, blank=True)

    also_visible = "user_id = seam_user()"
    audit_exempt = "tells of what is recorded elsewhere; reading it is nobody's business"

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("accounts_notice_words", kind=Kind),
            models.UniqueConstraint(
                fields=["workspace", "user", "kind", "subject", "occasion"],
                name="accounts_notice_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["user", "workspace"],
                condition=Q(read_at__isnull=True),
                name="accounts_notice_unread",
            ),
            models.Index(
                fields=["workspace", "digest"],
                condition=~Q(digest=""),
                name="accounts_notice_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.occasion}".strip()


class Letter(TenantModel):
    """The outbox: a letter that waits to be sent, or was. `key` says for what, once a person.

    `about` is the kind of notice or the digest that it can be unsubscribed from. `message_id` stays
    the same however often sending is tried, so that a letter that came twice is known as one.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    about = models.CharField(max_length=30)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    audit_exempt = "a letter on its way; what it tells of is recorded elsewhere"

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["workspace", "user", "key"], name="accounts_letter_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["workspace", "next_try_at"],
                condition=Q(sent_at__isnull=True),
                name="accounts_letter_waits",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class NoticePreference(models.Model):
    """How one person wants to be told of one kind, in every workspace."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = word_field(_("kind"), KINDS)
    delivery = word_field(_("by mail"), DELIVERIES)

    audit_exempt = "how somebody wants their mail is theirs alone"

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            words_known("accounts_noticepreference_words", kind=Kind, delivery=Delivery),
            models.UniqueConstraint(fields=["user", "kind"], name="accounts_noticepreference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.delivery}"


class CalendarFeed(models.Model):
    """The secret address of one person's calendar. Only the digest of the secret is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)

    audit_exempt = "a link that one person makes for themselves and takes back"

    class Meta:
        verbose_name = _("calendar feed")

    def __str__(self) -> str:
        return f"{self.user_id}"
