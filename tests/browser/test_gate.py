"""What the gate asks, met by people: a policy that two agree on, an answer that another stands by.

The same story with and without JavaScript; on the way every page is looked at as a phone and a
desk, in light and dark, by axe-core.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from config.kernel.scope import workspace_scope
from evidence.models import Reading
from partnerships.models import Claim, Partnership
from tests.browser.conftest import Visitor
from tests.browser.hands import fill, follow, press, tab
from tests.evidence.factories import make_artifact, make_reading
from tests.reviews.stage import declare, make_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def stage(window: Visitor) -> tuple[Partnership, Claim, Reading]:
    """A partnership on which much depends, whose claim one artifact speaks against."""
    cast = window.cast
    partnership = make_ready(cast, new_partner="Kaltlager Nord", name="Cold storage")
    declare(cast, partnership, "structural", "reversible")
    with workspace_scope(cast.workspace.pk):
        claim = Claim.objects.select_related("partnership__partner").get(partnership=partnership)
        criterion = claim.criteria.get()
    artifact = make_artifact(cast, partnership.partner, title="Log of the warm week")
    reading = make_reading(cast, artifact, criterion, bearing="refutes", why="Two days at nine")
    return partnership, claim, reading


def ask_for_another_policy(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    window.go("policy/")
    window.look()
    follow(window, "Propose a change")
    window.look()
    fill(main, bar_3_observed_within_days="120", bar_1_observed_within_days="0")
    press(window, "Propose the change")
    expect(main).to_contain_text("Say why the policy has to change.")
    window.look()
    fill(main, bar_1_observed_within_days="365", reason="Older evidence misled us")
    press(window, "Propose the change")
    expect(main).to_contain_text("You asked for this change; somebody else has to agree to it")
    window.look()


def agree_to_it(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    window.go("policy/")
    follow(window, "Read it, then agree or decline")
    window.look()
    window.page.locator("summary", has_text="Agree").click()
    window.look()
    press(window, "Agree")
    expect(main).to_contain_text("Agreed. This is the policy from now on.")
    expect(main).to_contain_text("Version 2")
    window.look()
    follow(window, "Version 1")
    window.look()


def write_the_answer(window: Visitor, claim: Claim) -> None:
    """From the claim's own page, where the gate says that something speaks against it."""
    main = window.page.get_by_role("main")
    window.go(f"claims/{claim.pk}/")
    read_what_the_gate_says(window)
    expect(main).to_contain_text("something about this claim stops a commitment")
    window.look()
    follow(window, re.compile("Log of the warm week.* speaks against"))
    window.look()
    press(window, "Save the answer")
    expect(main).to_contain_text("Say what you hold against this evidence.")
    window.look()
    fill(main, text="The door was open for a repair; it has closed by itself since")
    press(window, "Save the answer")
    expect(main).to_contain_text("It counts once another person stands by your answer.")
    window.look()


def read_what_the_gate_says(window: Visitor) -> None:
    """It comes by itself where there is JavaScript, and behind a link where there is none."""
    if window.javascript:
        window.page.locator("#claim-gate").scroll_into_view_if_needed()
    else:
        follow(window, "What the gate says about this claim")
    heading = window.page.get_by_role("heading", name="At the gate", exact=True)
    expect(heading).to_be_visible()


def stand_by_the_answer(window: Visitor, claim: Claim, reading: Reading) -> None:
    main = window.page.get_by_role("main")
    window.go(f"readings/{reading.pk}/answer/assess/")
    window.look()
    fill(main, verdict="upheld", why="I saw the repair")
    press(window, "Add the assessment")
    expect(main).to_contain_text("Your assessment stands beside the answer.")
    window.look()
    window.go(f"claims/{claim.pk}/gate/")
    expect(main.locator("#refutations_answered.met")).to_be_visible()
    window.look()


def say_what_does_not_apply(window: Visitor, partnership: Partnership) -> None:
    main = window.page.get_by_role("main")
    window.go(f"partnerships/{partnership.pk}/gate/data_portable/not-applicable/")
    window.look()
    press(window, "Save the reason")
    expect(main).to_contain_text("Say why it has no object here.")
    window.look()
    fill(main, reason="They hold no data of ours")
    press(window, "Save the reason")
    expect(main).to_contain_text("From bar 2 on another person stands by it.")


def stand_by_it(window: Visitor, partnership: Partnership) -> None:
    window.go(f"partnerships/{partnership.pk}/gate/data_portable/not-applicable/assess/")
    window.look()
    press(window, "I stand by it")
    expect(window.page.get_by_role("main")).to_contain_text("The requirement is set aside.")


def take_it_back(window: Visitor, partnership: Partnership) -> None:
    window.go(f"partnerships/{partnership.pk}/gate/data_portable/not-applicable/remove/")
    window.look()
    press(window, "It applies again")
    expect(window.page.get_by_role("main")).to_contain_text("It applies again.")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_what_the_gate_asks_is_met_by_two_people(visitor: Open, javascript: bool) -> None:
    dana = visitor(javascript=javascript)
    partnership, claim, reading = stage(dana)
    dana.sign_in("administrator")
    ask_for_another_policy(dana)

    bruno = visitor(javascript=javascript)
    bruno.sign_in("approver")
    agree_to_it(bruno)

    ada = visitor(javascript=javascript)
    ada.sign_in("contributor")
    write_the_answer(ada, claim)
    stand_by_the_answer(bruno, claim, reading)

    say_what_does_not_apply(ada, partnership)
    stand_by_it(bruno, partnership)
    ada.go(f"partnerships/{partnership.pk}/")
    tab(ada, "Gate")
    ada.look()
    take_it_back(ada, partnership)

    ada.page.get_by_role("link", name="Partnerships", exact=True).first.click()
    ada.go("partnerships/?blocked_by=supported")
    expect(ada.page.get_by_role("main")).to_contain_text("Cold storage")
    ada.look()
