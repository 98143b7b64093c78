"""Refusals of health reviews that a page shows in its own way."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError
from reviews.models import HealthReview


class ReviewOpen(DomainError):
    """There is an open review already; carries it, so that whoever asked is led there."""

    def __init__(self, review: HealthReview) -> None:
        self.review = review
        super().__init__(_("A health review of this partnership is open already. Go on there."))


class ReviewClosed(DomainError):
    """The review was closed; neither it nor what hangs beneath it changes."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This health review was closed, so it stays as it was. Copy what you need from "
                "here and write it in the next one."
            )
        )
