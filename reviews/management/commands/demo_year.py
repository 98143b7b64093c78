"""Load the demo a year on, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from reviews.exchange.demo import YEAR, workers_morning
from reviews.management.commands.demo_load import Command as DemoLoad


class Command(DemoLoad):
    help = (
        "Load the demo a year on: a partnership that drifted and was unwound, and two that went "
        "well. Told day by day, with the clock moved; takes about a minute. Where it is loaded "
        "already, say who can sign in."
    )
    show = YEAR
    told_with: ClassVar[Mapping[str, Any]] = {"each_day": workers_morning}
