"""The demo a year on: what each day of it shows, told twice, with a worker and without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from accounts.ledger.models import Entry
from accounts.ledger.reading import verify
from accounts.models import Letter, Membership, Notice, User, Workspace
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.scope import enumerating_workspaces, workspace_scope
from partnerships.actions.positions import positions_refresh
from partnerships.models import Partnership, Position
from reviews.desk.calendar import dated_events
from reviews.desk.selectors import desk_of
from reviews.exchange import demo
from reviews.exchange.demo_stories import FOLDER, read_story
from reviews.health.selectors.unwinding import open_again

#: The day that the files of the year call today.
LAST_DAY = date(2027, 11, 6)
CHECKOUT, ROLLOUT, SIGN_IN = (
    "Card payments at checkout",
    "Permit system rollout, 14 districts",
    "Sign-in for the benefits platform",
)
RETAINED, OVERSTEPPED = "retained_despite_violations", "boundary_line_overstepped"
RUNS_BEFORE, NO_BOUNDARIES = "operating_without_commitment", "before_boundaries"


@dataclass(frozen=True)
class Shown:
    """What a partnership shows on a morning; days as the files have them."""

    standing: str
    questions: tuple[str, ...] = ()
    in_question_since: date | None = None
    deferred_since: date | None = None
    signals: frozenset[str] = frozenset()


@dataclass
class Diary:
    """What was to be seen on each morning of the year, by the days of the files."""

    shift: timedelta
    workspace: Any = None
    positions: dict[date, dict[str, Shown]] = field(default_factory=dict)
    desks: dict[date, dict[str, frozenset[tuple[str, str]]]] = field(default_factory=dict)
    calendars: dict[date, frozenset[tuple[str, date]]] = field(default_factory=dict)

    def write(self, workspace: Workspace) -> None:
        """The positions of each day; desks and calendar on the days that matter."""
        today = clock.today(workspace.zone)
        positions_refresh(workspace.pk, today)
        there = Position.objects.select_related("partnership")
        day = today - self.shift
        self.positions[day] = {each.partnership.name: self._shown(each) for each in there}
        if not matters(day):
            return
        self.desks[day] = dict(_desks(workspace))
        self.calendars[day] = frozenset(
            (str(each.title), each.day - self.shift) for each in dated_events(workspace)
        )

    def _shown(self, position: Position) -> Shown:
        since, deferred = position.in_question_since, position.deferred_since
        return Shown(
            position.partnership.standing,
            tuple(position.questions),
            since and since - self.shift,
            deferred and deferred - self.shift,
            frozenset(position.signals),
        )

    def told(self) -> set[tuple[date, str, str, str]]:
        """Who was told what when, in the workspace of this diary."""
        with workspace_scope(self.workspace.pk):
            notices = Notice.objects.filter(workspace=self.workspace).select_related("user")
            return {
                (
                    timezone.localdate(each.noticed_at, self.workspace.zone) - self.shift,
                    each.user.email.split("@")[0],
                    each.kind,
                    str(each.params.get("what")),
                )
                for each in notices
            }


def _desks(workspace: Workspace) -> Iterator[tuple[str, frozenset[tuple[str, str]]]]:
    deciding = Membership.objects.filter(workspace=workspace).exclude(roles=["auditor"])
    for member in deciding.select_related("user"):
        actor = Actor(workspace.pk, member.user_id, frozenset(member.roles))
        desk = desk_of(actor, clock.today(workspace.zone))
        lines = ((line.kind.value, str(line.title)) for line in desk.lines)
        yield member.user.email.split("@")[0], frozenset(lines)


@dataclass(frozen=True)
class Years:
    """The year as it went, and the same year in which no worker ever ran."""

    worked: Diary
    without: Diary


@pytest.fixture(scope="module")
def years(django_db_setup: None, django_db_blocker: Any, installation: Path) -> Iterator[Years]:
    """Told once for this module, and committed."""
    now = clock.now()
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=installation),
        clock.moved_to(now),
    ):
        worked = _told(demo.YEAR, now.date(), works=True)
        without = _told(replace(demo.YEAR, slug="nobody-works", name="Nobody works"), now.date())
        yield Years(worked, without)


def _told(show: demo.Show, today: date, *, works: bool = False) -> Diary:
    diary = Diary(today - LAST_DAY)

    def morning(workspace: Workspace) -> None:
        if works:
            demo.workers_morning(workspace)
        diary.write(workspace)

    demo.load(show, each_day=morning)
    with enumerating_workspaces():
        diary.workspace = Workspace.objects.get(slug=show.slug)
    return diary


def day(month: int, of_month: int) -> date:
    """A day of the year 2027, the last two months of 2026 included."""
    return date(2027 if month < 11 or (month, of_month) <= (11, 6) else 2026, month, of_month)


def on_each_day(changes: Mapping[date, Shown], last: date) -> Iterator[tuple[date, Shown]]:
    """What is shown from each of the `changes` on, day by day."""
    for (first, shown), (after, _next) in pairwise([*changes.items(), (last, None)]):
        for ahead in range((after - first).days):
            yield first + timedelta(ahead), shown  # type: ignore[misc]


#: What happened in the evening before, or time alone did on that day.
SHOWS: Mapping[str, Mapping[date, Shown]] = {
    CHECKOUT: {
        day(11, 7): Shown("committed"),
        # A week above the line, seen by the measurement; set aside the day after.
        day(6, 29): Shown("committed", ("trigger_seen",), day(6, 28)),
        day(6, 30): Shown("committed"),
        # The third review in a row finds a crossing, and the line overstepped.
        day(7, 6): Shown("committed", signals=frozenset({RETAINED, OVERSTEPPED})),
        day(7, 8): Shown("renegotiating", signals=frozenset({OVERSTEPPED})),
        day(8, 4): Shown("committed", signals=frozenset({RETAINED, OVERSTEPPED})),
        # The pilot held until the 25th, and nobody looked at it again.
        day(8, 26): Shown(
            "committed", ("evidence_lapsed",), day(8, 26), None, frozenset({RETAINED, OVERSTEPPED})
        ),
        day(9, 17): Shown(
            "committed",
            ("trigger_seen", "evidence_lapsed"),
            day(8, 26),
            None,
            frozenset({RETAINED, OVERSTEPPED}),
        ),
        day(9, 18): Shown("unwinding", signals=frozenset({OVERSTEPPED})),
        day(10, 27): Shown("unwound"),
    },
    ROLLOUT: {
        day(11, 7): Shown("renegotiating", signals=frozenset({RUNS_BEFORE, NO_BOUNDARIES})),
        day(1, 20): Shown("deferred", signals=frozenset({RUNS_BEFORE, NO_BOUNDARIES})),
        # The claim's own date passed on the 5th without the count of the districts.
        day(2, 6): Shown(
            "deferred",
            deferred_since=day(2, 6),
            signals=frozenset({RUNS_BEFORE, NO_BOUNDARIES}),
        ),
        # Confirmed: the third deferral without a commitment between them.
        day(2, 17): Shown(
            "deferred", signals=frozenset({RUNS_BEFORE, NO_BOUNDARIES, "serial_deferral"})
        ),
        # Something stands in for issuing now.
        day(3, 23): Shown("deferred", signals=frozenset({RUNS_BEFORE, "serial_deferral"})),
        day(5, 12): Shown("committed"),
    },
    SIGN_IN: {day(11, 7): Shown("candidate"), day(11, 11): Shown("committed")},
}


#: From the first morning until the last one on which a line lay on whose desk.
LAY: Mapping[tuple[str, str, str], list[tuple[date, date]]] = {
    # Announced fourteen days ahead, until it was held.
    ("contributor", "review", CHECKOUT): [
        (day(2, 21), day(3, 4)),
        (day(5, 19), day(5, 31)),
    ],
    ("contributor", "review", SIGN_IN): [
        (day(1, 25), day(2, 1)),
        (day(4, 18), day(4, 29)),
        (day(7, 14), day(7, 26)),
        (day(10, 10), day(10, 19)),
    ],
    # Thirty days ahead, until somebody looked again, or it was too late.
    ("contributor", "evidence", "Pilot on a tenth of our orders, eight weeks"): [
        (day(1, 26), day(2, 22)),
        (day(7, 26), day(8, 25)),
    ],
    ("contributor", "trigger", CHECKOUT): [(day(6, 29), day(6, 29)), (day(9, 17), day(9, 17))],
    ("contributor", "question", CHECKOUT): [(day(8, 26), day(9, 17))],
    ("approver", "trigger", CHECKOUT): [(day(6, 29), day(6, 29)), (day(9, 17), day(9, 17))],
    ("approver", "question", CHECKOUT): [(day(8, 26), day(9, 17))],
    # Thirty days before the date of the claim, and from it until somebody confirmed.
    ("approver", "deferral", ROLLOUT): [(day(1, 6), day(2, 16))],
}


def matters(morning: date) -> bool:
    """Each fifth day, and each on which something is expected to have changed."""
    return morning in _CHANGES or morning.toordinal() % 5 == 0


_CHANGES = {
    *(day(3, 1), day(8, 4), LAST_DAY),
    *(first for changes in SHOWS.values() for first in changes),
    *(
        morning
        for spans in LAY.values()
        for first, last in spans
        for morning in (first - timedelta(1), first, last, last + timedelta(1))
    ),
}


@pytest.mark.parametrize("name", SHOWS)
def test_each_day_shows_what_had_come_to_pass(years: Years, name: str) -> None:
    for morning, shown in on_each_day(SHOWS[name], LAST_DAY + timedelta(1)):
        assert years.worked.positions[morning][name] == shown, morning


def test_the_same_year_without_a_worker_shows_the_same_on_every_morning(years: Years) -> None:
    assert len(years.worked.positions) == 366
    for shown in ("positions", "desks", "calendars"):
        worked, without = getattr(years.worked, shown), getattr(years.without, shown)
        assert len(without) > 100
        for morning in without:
            assert worked[morning] == without[morning], (morning, shown)


def test_a_deferral_by_its_own_date_is_written_down_once_by_the_worker_alone(years: Years) -> None:
    counted = []
    for diary in (years.worked, years.without):
        with workspace_scope(diary.workspace.pk):
            effects = Entry.objects.filter(kind="deferral.took_effect")
            counted.append(effects.count())
        assert verify(diary.workspace.pk).damage is None
    assert counted == [1, 0]


@pytest.mark.parametrize(("line", "spans"), LAY.items(), ids=str)
def test_a_line_lies_on_a_desk_from_its_day_until_it_is_cleared(
    years: Years, line: tuple[str, str, str], spans: list[tuple[date, date]]
) -> None:
    desk, *kind_and_title = line
    for morning, desks in years.worked.desks.items():
        lies = tuple(kind_and_title) in desks[desk]
        assert lies == any(first <= morning <= last for first, last in spans), morning


#: Of what the approver was told, and when.
TOLD_APPROVER = {
    (day(6, 29), "trigger_seen", CHECKOUT),
    (day(7, 7), "proposal_waits", f"{CHECKOUT}: Renegotiate"),
    (day(8, 3), "proposal_waits", f"{CHECKOUT}: Commit"),
    (day(8, 26), "in_question", CHECKOUT),
    (day(9, 17), "trigger_seen", CHECKOUT),
    (day(9, 17), "proposal_waits", f"{CHECKOUT}: Unwind"),
    (day(10, 26), "proposal_waits", f"{CHECKOUT}: Unwind"),
}


def test_the_approver_is_told_of_what_waits_the_morning_after_and_once(years: Years) -> None:
    told = {
        (when, kind, what)
        for when, who, kind, what in years.worked.told()
        if who == "approver" and what.startswith(CHECKOUT) and when > day(11, 10)
    }
    assert told == TOLD_APPROVER
    assert years.without.told() == set()


def test_the_contributor_is_told_before_evidence_lapses_at_each_distance(years: Years) -> None:
    told = sorted(
        when
        for when, who, kind, what in years.worked.told()
        if (who, kind) == ("contributor", "evidence_lapses") and what.startswith("Pilot on a tenth")
    )
    assert told == [day(1, 26), day(2, 18), day(7, 26), day(8, 18), day(8, 24)]


def test_no_letter_is_left_and_each_was_sent_once(years: Years) -> None:
    with workspace_scope(years.worked.workspace.pk):
        letters = list(Letter.objects.filter(workspace=years.worked.workspace))
    assert letters
    assert all(letter.sent_at and letter.tries == 0 for letter in letters)


def test_the_calendar_holds_what_is_ahead(years: Years) -> None:
    spring = years.worked.calendars[day(3, 1)]
    assert (f"Health review due: {CHECKOUT}", day(3, 7)) in spring
    assert (f"The term ends: {CHECKOUT}", day(9, 7)) in spring
    assert (f"Revisit: {ROLLOUT}", day(6, 15)) in spring
    assert (f"The term ends: {CHECKOUT}", date(2028, 8, 1)) in years.worked.calendars[day(8, 4)]
    assert not any(CHECKOUT in title for title, _day in years.worked.calendars[LAST_DAY])


def test_what_was_left_names_the_scale_step_that_is_open_again(years: Years) -> None:
    with workspace_scope(years.worked.workspace.pk):
        partnership = Partnership.objects.get(name=CHECKOUT)
        assert [str(step) for step in open_again(partnership)] == [
            "Sell to people who only pay by card"
        ]


def test_the_year_follows_the_stories_of_the_demo() -> None:
    for path in FOLDER.glob("*.seam.json"):
        before, after = read_story(path), read_story(path, sequel=demo.YEAR.sequel)
        assert after.steps[: len(before.steps)] == before.steps
        assert len(after.steps) > len(before.steps)


def test_what_is_over_asks_for_nothing_any_more(years: Years) -> None:
    client = Client()
    client.force_login(User.objects.get(email="contributor@demo.example"))
    with workspace_scope(years.worked.workspace.pk):
        pk = Partnership.objects.get(name=CHECKOUT).pk
    root = f"/workspaces/{demo.YEAR.slug}/partnerships/"
    pages = {
        page: client.get(f"{root}{page}").content.decode()
        for page in ("", f"{pk}/", f"{pk}/decisions/", f"{pk}/health/", f"{pk}/gate/")
    }
    assert "Nothing to decide" in pages[""]
    assert "What leaving took, and what is open again" in pages[f"{pk}/"]
    assert pages[f"{pk}/decisions/"].count("that is final") == 1
    assert "Hold a health review" not in pages[f"{pk}/health/"]
    assert "nothing is asked of it any more" in pages[f"{pk}/gate/"]
    refused = client.post(f"{root}{pk}/health-reviews/new/")
    assert refused.status_code == 422
    assert "nothing left to review" in refused.content.decode()
