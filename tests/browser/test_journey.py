"""From nothing to a decision that another person authorised and a third can read the history of.

The same story with and without JavaScript; on the way every page is looked at as a phone and a
desk, in light and dark, by axe-core.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from config.kernel.scope import workspace_scope
from partnerships.actions.claims import claim_update
from partnerships.models import Claim, Partnership
from tests.browser.conftest import Visitor
from tests.browser.hands import add_row, fill, follow, press, tab
from tests.conftest import PASSWORD
from tests.factories import settle_boundary
from tests.reviews.stage import declare, make_unwind_trigger, something_uncertain

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]

CLAIM_TEXTS = (
    "uncertainty",
    "capability",
    "boundary",
    "evidence_expected",
    "does_not_establish",
)

SECTIONS = {
    "Capability provided": {
        "capability": "Refrigerated storage in four harbours",
        "uncertainty_reduced": "Whether fish keeps its grade for five days",
        "complementary": "Grading and sales stay with our own people",
    },
    "Incentives and conflict risks": {
        "incentives": "They are paid by pallet and day, so they like slow goods",
    },
    "Integration surface": {
        "integration_surface": "Their gate system, our dispatch list, one shared telephone",
    },
    "Evidence artifacts": {
        "evidence_expected": "Temperature logs of a season and two references",
    },
    "Exit path": {
        "exit_days": "60",
        "exit_cost": "30000",
        "exit_currency": "EUR",
        "exit_basis": "Their price list",
        "portability": "full",
        "data_portability": "Temperature logs leave as CSV",
    },
    "Operational cadence": {
        "operational_cadence": "Gate slots are booked a week ahead; a call every Monday",
    },
    "Failure behaviour": {
        "failure_behaviour": "They telephone within the hour and write a week later",
    },
}


def write_the_card(window: Visitor) -> None:
    tab(window, "Fit Card")
    window.look()
    for section, texts in SECTIONS.items():
        follow(window, section)
        expect(window.page.get_by_role("heading", level=2, name=section)).to_be_visible()
        fill(window.page.get_by_role("main"), **texts)
        press(window, "Save section")
    expect(window.page.get_by_role("heading", level=2, name="Fit Card")).to_be_visible()


def add_the_rows(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    follow(window, "Incentives and conflict risks")
    add_row(window, "Add a conflict risk", description="They favour larger customers in summer")
    expect(main).to_contain_text("They favour larger customers in summer")
    follow(window, re.compile("^Edit.*They favour"))
    fill(main, early_observation="Refused gate slots, counted weekly", watcher="Dispatch")
    press(window, "Save")
    expect(main).to_contain_text("Refused gate slots, counted weekly")
    add_row(window, "Add a conflict risk", description="A mistake")
    follow(window, re.compile("^Remove.*A mistake"))
    press(window, "Remove")
    expect(main.get_by_text("A mistake")).to_have_count(0)
    window.look()
    follow(window, "Integration surface")
    add_row(
        window,
        "Add an integration point",
        name="Gate system",
        single_point_of_failure=True,
        fallback_kind="fallback",
        fallback="Gate passes on paper, as before",
        switch_days="7",
        switch_cost="0",
        switch_currency="EUR",
        audit_means="logs",
        audited_how="Their log against our dispatch list, each month",
    )
    expect(main).to_contain_text("Single point of failure")
    tab(window, "Fit Card")
    follow(window, "Exit path")
    add_row(window, "Add a step", step="Book the old store again", owner="Dispatch")
    expect(main).to_contain_text("Book the old store again")


def write_the_claim(window: Visitor, deferral_date: date) -> None:
    main = window.page.get_by_role("main")
    tab(window, "Claims")
    follow(window, "Write the first claim")
    fill(
        main,
        uncertainty="whether fish keeps its grade for five days",
        capability="refrigerated storage in four harbours",
        boundary="they keep the temperature, we decide what is sold",
        evidence_expected="temperature logs of one season",
        deferral_date=deferral_date.isoformat(),
        does_not_establish="that customers pay more for it",
    )
    press(window, "Save claim")
    expect(main).to_contain_text(
        "We believe Kaltlager Nord can reduce uncertainty about whether fish keeps its grade for "
        "five days because they provide refrigerated storage in four harbours, under boundary "
        "they keep the temperature, we decide what is sold, with evidence temperature logs of one "
        "season."
    )
    add_row(
        window,
        "Add a success criterion",
        statement="Pallets that keep grade A for five days",
        target="95 of 100",
    )
    expect(main).to_contain_text("95 of 100")
    window.look()


def log_the_evidence(window: Visitor, today: date, file: Path) -> None:
    main = window.page.get_by_role("main")
    tab(window, "Evidence")
    follow(window, "Add the first artifact")
    window.look()
    fill(
        main,
        title="Temperature log of the pilot",
        kind="pilot_result",
        source="ours",
        subject="outcome",
        conditions="real_operation",
        observed_on=(today - timedelta(days=9)).isoformat(),
        limits="One harbour, in autumn",
        auditable="by_us",
    )
    main.locator('[name="file"]').set_input_files(file)
    press(window, "Add to the log")
    follow(window, "Say what it shows")
    main.get_by_role("radio", name="Pallets that keep grade A").check()
    fill(main, bearing="supports", why="97 of 100 pallets kept their grade")
    press(window, "Add this reading")
    expect(main).to_contain_text("97 of 100 pallets kept their grade")
    window.look()


def prepare_what_is_walked_elsewhere(window: Visitor) -> None:
    """The seam, the dependency, a trigger, a scale step: test_dossier fills in their pages."""
    cast = window.cast
    with workspace_scope(cast.workspace.pk):
        partnership = Partnership.objects.get(name="Cold storage")
        settle_boundary(cast, partnership)
        declare(cast, partnership)
        make_unwind_trigger(cast, partnership)
        claim = Claim.objects.get(partnership=partnership)
        said = {name: getattr(claim, name) for name in CLAIM_TEXTS}
        claim_update(
            by=cast.actor("contributor"),
            claim=claim,
            version=None,
            about=something_uncertain(cast),
            deferral_date=claim.deferral_date,
            **said,
        )


def open_the_gate(window: Visitor, today: date) -> None:
    """What it would take, read on the gate's own page, until nothing is left."""
    main = window.page.get_by_role("main")
    tab(window, "Gate")
    expect(main).to_contain_text("A commitment is not defensible yet")
    expect(main).to_contain_text("What would it take?")
    window.look()
    prepare_what_is_walked_elsewhere(window)
    tab(window, "Gate")
    expect(main).to_contain_text("The shortest list: 1 thing, and the gate is open.")
    follow(window, re.compile("Nobody has assessed what stands in as workable"))
    fill(
        main,
        fallback_verdict="workable",
        fallback_assessed_by="Dispatch",
        fallback_assessed_on=today.isoformat(),
    )
    press(window, "Save")
    tab(window, "Gate")
    expect(main).to_contain_text("A commitment is defensible")
    window.look()


def propose(window: Visitor, today: date) -> None:
    main = window.page.get_by_role("main")
    fill(
        main,
        scope="Storage in the north harbour",
        term_ends_on=(today + timedelta(days=300)).isoformat(),
        notice_by=(today + timedelta(days=200)).isoformat(),
        guardrails="Grades are counted weekly",
        rationale="The pilot met its criterion and we can leave in two months",
    )
    press(window, "Check before proposing")
    expect(main).to_contain_text("The dossier as it will be frozen")
    window.look()
    press(window, "Freeze the dossier and propose")
    expect(main).to_contain_text("The frozen dossier")


def sign(window: Visitor, word: str, reason: str, password: str) -> None:
    form = window.page.locator("#authorise, #decline").filter(
        has=window.page.get_by_role("button", name=word)
    )
    fill(form, reason=reason, password=password)
    form.get_by_role("button", name=word).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_partnership_goes_from_nothing_to_an_authorised_decision(
    visitor: Open, tmp_path: Path, javascript: bool
) -> None:
    today = date.today()  # noqa: DTZ011 - dates are typed far from midnight's edge
    log = tmp_path / "temperatures.csv"
    log.write_text("day,celsius\n1,1.2\n2,1.4\n")

    ada = visitor(javascript=javascript)
    ada.sign_in("contributor")
    main = ada.page.get_by_role("main")
    ada.look()
    ada.page.get_by_role("link", name="Partnerships", exact=True).click()
    ada.look()
    follow(ada, "Add the first partnership")
    fill(main, partner="Kaltlager Nord", name="Cold storage", purpose="Sell on five days a week")
    press(ada, "Add partnership")
    expect(ada.page.get_by_role("heading", level=1, name="Cold storage")).to_be_visible()
    ada.look()

    tab(ada, "Decisions")
    follow(ada, "Propose: Commit")
    expect(main).to_contain_text("Not yet: this is missing")
    ada.look()

    write_the_card(ada)
    add_the_rows(ada)
    write_the_claim(ada, today + timedelta(days=60))
    log_the_evidence(ada, today, log)

    ada.page.get_by_role("link", name="Evidence", exact=True).first.click()
    headers = [text.strip() for text in ada.page.get_by_role("columnheader").all_inner_texts()]
    assert headers == [
        "Partner",
        "Claim",
        "Evidence artifact",
        "Observed",
        "Limits",
        "Boundary status",
        "Decision",
        "Decided on",
        "Approver",
    ]
    ada.look()
    with ada.page.expect_download() as download:
        follow(ada, "Export as CSV")
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["Temperature log of the pilot"]

    ada.page.get_by_role("link", name="Partnerships", exact=True).click()
    follow(ada, "Cold storage")
    open_the_gate(ada, today)
    follow(ada, "Propose to commit")
    ada.look()
    propose(ada, today)
    ada.look()

    bruno = visitor(javascript=javascript)
    bruno.sign_in("approver")
    bruno.look()
    follow(bruno, "Cold storage: Commit")
    bruno.page.locator("summary", has_text="Authorise").click()
    sign(bruno, "Sign and authorise", "Short term, and a way out", "not my password")
    alert = bruno.page.locator("#authorise")
    expect(alert).to_contain_text("password")
    expect(alert.locator('[name="reason"]')).to_have_value("Short term, and a way out")
    bruno.look()
    sign(bruno, "Sign and authorise", "Short term, and a way out", PASSWORD)
    bruno.page.wait_for_url("**/decisions/*/")
    record = bruno.page.get_by_role("main")
    expect(record).to_contain_text("Short term, and a way out")
    bruno.look()

    chidi = visitor(javascript=javascript)
    chidi.sign_in("auditor")
    chidi.look()
    chidi.page.get_by_role("link", name="Partnerships", exact=True).click()
    expect(chidi.page.get_by_role("main")).to_contain_text("Committed")
    follow(chidi, "Cold storage")
    chidi.look()
    for name in ("Fit Card", "Claims", "Evidence", "Gate", "Decisions", "Timeline"):
        tab(chidi, name)
        chidi.look()
        assert_reads_only(chidi)
    expect(chidi.page.get_by_role("main")).to_contain_text("Short term, and a way out")
    tab(chidi, "Decisions")
    follow(chidi, "Commit")
    expect(chidi.page.get_by_role("main")).to_contain_text("Approver")
    chidi.look()
    chidi.page.get_by_role("link", name="Trail", exact=True).click()
    chidi.look()


def assert_reads_only(window: Visitor) -> None:
    """The auditor finds no form that writes."""
    expect(window.page.locator('main form[method="post"]')).to_have_count(0)
