"""A trigger that was seen, what it calls for, and an unwinding to its end.

The same story with and without JavaScript; on the way every page is looked at as a phone and a
desk, in light and dark, by axe-core.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from partnerships.actions.scale_steps import option_create
from partnerships.models import Partnership
from tests.browser.conftest import Visitor
from tests.browser.hands import add_row, fill, follow, press, tab
from tests.conftest import PASSWORD, Cast
from tests.factories import make_scale_step
from tests.reviews.health.stage import in_days
from tests.reviews.stage import decide, make_ready, see_by_measurement

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def look(window: Visitor) -> None:
    """Once is enough: without JavaScript the same pages stand as they are."""
    if window.javascript:
        window.look()


def stage(cast: Cast) -> Partnership:
    """A commitment that is an option of a scale step, with a trigger that calls for unwinding."""
    partnership = make_ready(cast, new_partner="Kaltlager Nord", name="Cold storage")
    option_create(
        by=cast.actor("contributor"),
        scale_step=make_scale_step(cast, name="Sell on five days"),
        kind="partnership",
        partnership=partnership,
    )
    decide(cast, partnership, "commit")
    return partnership


def note_the_trigger(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    tab(window, "Boundary")
    follow(window, "Triggers")
    follow(window, "Triggers seen")
    expect(main).to_contain_text("No trigger was seen so far")
    look(window)
    follow(window, "Note that it was seen")
    look(window)
    fill(main, seen_on=in_days(2).isoformat(), what="Eight in ten, two months running")
    press(window, "Note it and propose")
    expect(main).to_contain_text("or earlier: enter that day")
    look(window)
    fill(main, seen_on=in_days(-2).isoformat())
    press(window, "Note it and propose")
    expect(main).to_contain_text("Noted, and proposed to the one who may authorise it.")
    look(window)


def authorise(window: Visitor, partnership: Partnership) -> None:
    window.go(f"partnerships/{partnership.pk}/decisions/")
    follow(window, "Read the proposal")
    window.page.locator("summary", has_text="Authorise").click()
    form = window.page.locator("#authorise")
    fill(form, reason="It was agreed beforehand", password=PASSWORD)
    form.get_by_role("button", name="Sign and authorise").click()
    window.page.wait_for_url("**/decisions/*/")


def walk_the_steps(window: Visitor) -> None:
    """One step is done and one comes in; the bar above them follows."""
    main = window.page.get_by_role("main")
    expect(main).to_contain_text("0 of 1 step done")
    look(window)
    add_row(window, "Add a step", step="Hand back the keys", due_on=in_days(-1).isoformat())
    expect(main).to_contain_text("0 of 2 steps done, 1 overdue")
    main.get_by_role("link", name="Edit").first.click()
    fill(main, done_on=in_days(0).isoformat(), note="Two days longer than written")
    look(window)
    press(window, "Save")
    expect(main).to_contain_text("1 of 2 steps done")
    expect(main).to_contain_text("Two days longer than written")
    look(window)


def propose_to_close(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    follow(window, "Propose to close it")
    expect(main).to_contain_text("1 of 2 steps is not done")
    look(window)
    fill(
        main,
        took_days="110",
        took_cost="72000",
        took_currency="EUR",
        rationale="The keys follow by post",
    )
    press(window, "Check before proposing")
    expect(main).to_contain_text("The dossier as it will be frozen")
    press(window, "Freeze the dossier and propose")


def read_the_end(window: Visitor, partnership: Partnership) -> None:
    main = window.page.get_by_role("main")
    window.go(f"partnerships/{partnership.pk}/unwinding/")
    expect(main).to_contain_text("Closed on")
    days = main.get_by_role("row").filter(has_text="Days")
    expect(days.get_by_role("cell")).to_have_text(["90 days", "110 days"])
    expect(main.get_by_role("link", name="Sell on five days")).to_be_visible()
    look(window)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_trigger_that_was_seen_leads_to_the_end_of_a_partnership(
    visitor: Open, javascript: bool
) -> None:
    ada, bruno = visitor(javascript=javascript), visitor(javascript=javascript)
    partnership = stage(ada.cast)
    ada.sign_in("contributor")
    ada.go(f"partnerships/{partnership.pk}/")
    note_the_trigger(ada)
    bruno.sign_in("approver")
    authorise(bruno, partnership)

    ada.go(f"partnerships/{partnership.pk}/unwinding/")
    walk_the_steps(ada)
    propose_to_close(ada)
    authorise(bruno, partnership)
    read_the_end(bruno, partnership)


def test_what_a_measurement_saw_is_proposed_or_set_aside(visitor: Open) -> None:
    ada, bruno = visitor(), visitor()
    partnership = stage(ada.cast)
    sighting = see_by_measurement(ada.cast, partnership)
    ada.sign_in("contributor")
    ada.go(f"partnerships/{partnership.pk}/sightings/")
    follow(ada, "Propose what it calls for")
    expect(ada.page.get_by_role("main")).to_contain_text("with the steps of the Fit Card")
    look(ada)

    bruno.sign_in("approver")
    bruno.go(f"partnerships/{partnership.pk}/sightings/")
    look(bruno)
    follow(bruno, "Set aside with a reason")
    main = bruno.page.get_by_role("main")
    press(bruno, "Set aside")
    expect(main).to_contain_text("Say why it does not call for anything.")
    look(bruno)
    fill(main, reason="A probe was being replaced that week")
    press(bruno, "Set aside")
    expect(main).to_contain_text("A probe was being replaced that week")
    look(bruno)

    ada.go(f"sightings/{sighting.pk}/propose/")
    expect(ada.page.get_by_role("main")).to_contain_text("This cannot be proposed now")
    look(ada)
