"""A health review from the desk to closed, and the renegotiation that it ends in.

The same story with and without JavaScript; on the way every page is looked at as a phone and a
desk, in light and dark, by axe-core.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from config.kernel.scope import workspace_scope
from partnerships.actions.boundaries import responsibility_update
from partnerships.actions.card_rows import conflict_risk_create
from partnerships.models import Partnership
from reviews.gate.rules.policy import DEFAULT
from reviews.models import Proposal
from tests.browser.conftest import Visitor
from tests.browser.hands import fill, follow, press, tab
from tests.conftest import Cast
from tests.reviews.gate.policies import adopt
from tests.reviews.health.stage import in_days
from tests.reviews.stage import authorise, decide, make_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def look(window: Visitor) -> None:
    """Once is enough: without JavaScript the same pages stand as they are."""
    if window.javascript:
        window.look()


def stage(cast: Cast) -> Partnership:
    """A commitment whose review is due soon enough to stand on the desk."""
    every_ten_days = (replace(each, review_every_days=10) for each in DEFAULT.bars)
    adopt(cast, replace(DEFAULT, bars=tuple(every_ten_days)))
    partnership = make_ready(cast, new_partner="Kaltlager Nord", name="Cold storage")
    decide(cast, partnership, "commit")
    return partnership


def begin(window: Visitor) -> None:
    follow(window, "Cold storage")
    tab(window, "Health")
    follow(window, "Hold a health review")
    look(window)
    press(window, "Begin")


def say_what_was_violated(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    follow(window, "Note a violation")
    fill(main, what="Two nights above four degrees", severity="serious")
    press(window, "Note it")
    expect(main).to_contain_text("Enter the day on which it was seen.")
    look(window)
    fill(main, seen_on=in_days(-3).isoformat())
    press(window, "Note it")
    expect(main).to_contain_text("Two nights above four degrees")
    fill(main, boundary="Yes")
    press(window, "Save and go on")
    expect(main).to_contain_text("Write a whole sentence.")
    fill(main, boundary="The quality of storage was theirs to keep, and was not kept.")
    press(window, "Save and go on")


def answer_the_other_questions(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    fill(main, evidence="Their own log, because they switched the probes off.")
    main.get_by_label("Why you trust it less").first.fill("The probes were off for two nights")
    look(window)
    press(window, "Save and go on")
    fill(main, triggers="One more warm night would make us renegotiate.")
    main.get_by_role("radio", name="Not seen").first.check()
    look(window)
    press(window, "Save and go on")
    expect(main.get_by_role("link", name="Check and close")).to_be_visible()
    look(window)


def look_beyond(window: Visitor) -> None:
    """What is asked besides: boundary lines, drift, success criteria."""
    main = window.page.get_by_role("main")
    main.locator("summary", has_text="Also, if you like").click()
    follow(window, "Drift indicators")
    main.get_by_label("How often it was seen").first.fill("2")
    fill(main, own_name="Nights above four degrees", own_count="2")
    look(window)
    press(window, "Save and go on")
    follow(window, "How the success criteria fared")
    main.get_by_role("radio", name="Not borne out").first.check()
    look(window)
    press(window, "Save and go on")
    follow(window, "Boundary lines of the claims")
    look(window)
    follow(window, "Cancel")


def close(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    follow(window, "Check and close")
    fill(main, ends_in="continue")
    press(window, "Close the review")
    expect(main).to_contain_text("A boundary was violated, and you go on all the same")
    look(window)
    fill(main, ends_in="renegotiate", ends_in_reason="Who watches the probes has to be settled")
    press(window, "Close the review")
    expect(main).to_contain_text("Closed. From now on it stays as it is.")
    look(window)


def propose_to_renegotiate(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    follow(window, "Propose renegotiation")
    fill(
        main,
        matters="boundary",
        what_is_to_change="We read the probes ourselves",
        rationale="Two nights were above four degrees",
    )
    press(window, "Check before proposing")
    press(window, "Freeze the dossier and propose")
    expect(main).to_contain_text("The frozen dossier")


def change_what_was_asked(cast: Cast, partnership: Partnership) -> None:
    """Authorised, then changed: somebody else owns a responsibility, and a risk was seen."""
    with workspace_scope(cast.workspace.pk):
        proposal = Proposal.objects.select_related("partnership__partner").get(state="open")
        authorise(cast, proposal)
        owned = partnership.responsibilities.order_by("pk").first()
        assert owned is not None
    by = cast.actor("contributor")
    responsibility_update(by=by, responsibility=owned, version=None, person="Harbour master")
    conflict_risk_create(by=by, partnership=partnership, description="They save on power by night")


def read_side_by_side(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    expect(main).to_contain_text("We read the probes ourselves")
    person = main.get_by_role("row").filter(has_text="Harbour master")
    expect(person.get_by_role("cell")).to_have_text(["Ana Roca", re.compile("^Harbour master")])
    expect(main).to_contain_text("They save on power by night")
    look(window)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_review_goes_from_the_desk_to_a_renegotiation(visitor: Open, javascript: bool) -> None:
    ada = visitor(javascript=javascript)
    partnership = stage(ada.cast)
    ada.sign_in("contributor")
    begin(ada)
    say_what_was_violated(ada)
    answer_the_other_questions(ada)
    look_beyond(ada)
    close(ada)
    propose_to_renegotiate(ada)
    change_what_was_asked(ada.cast, partnership)
    ada.go(f"partnerships/{partnership.pk}/renegotiation/")
    read_side_by_side(ada)

    chidi = visitor(javascript=javascript)
    chidi.sign_in("auditor")
    chidi.go(f"partnerships/{partnership.pk}/health/")
    expect(chidi.page.get_by_role("main")).to_contain_text("Two nights above four degrees")
    look(chidi)
    follow(chidi, "Which claims were borne out, over time")
    expect(chidi.page.get_by_role("main")).to_contain_text("Not borne out")
    look(chidi)
