"""From a scale step to a dossier that another workspace takes in, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.hands import add_row, fill, follow, press, tab

pytestmark = pytest.mark.browser

Open = Callable[..., Visitor]


def plan_the_step(window: Visitor) -> None:
    """A step with what is not known about it, and one way to take it."""
    main = window.page.get_by_role("main")
    window.page.get_by_role("link", name="Scale steps", exact=True).click()
    follow(window, "Add the first scale step")
    fill(
        main,
        name="Results in two hours in seven hospitals",
        capability_kind="operations",
        capability_needed="Samples carried by day and night",
        critical_path=True,
    )
    press(window, "Save scale step")
    add_row(window, "Add an uncertainty", statement="whether samples stay usable at night")
    expect(main).to_contain_text("whether samples stay usable at night")
    add_row(window, "Add an option", kind="build", what_it_takes="Nine drivers")
    expect(main).to_contain_text("Build it ourselves")


def enter_the_partnership(window: Visitor) -> None:
    """Into the register, then beside the other ways to take the step."""
    main = window.page.get_by_role("main")
    follow(window, "New partnership")
    fill(main, partner="Pedal & Post", name="Sample courier", purpose="Samples at night")
    press(window, "Add partnership")
    expect(window.page.get_by_role("heading", level=1, name="Sample courier")).to_be_visible()
    window.page.get_by_role("link", name="Scale steps", exact=True).click()
    follow(window, "Results in two hours")
    named = {"kind": "partnership", "partnership": "Sample courier (Pedal & Post)"}
    add_row(window, "Add an option", **named)
    expect(main.get_by_role("columnheader", name="Sample courier")).to_be_visible()
    window.look()
    follow(window, "Sample courier")


def write_a_row_of_the_card(window: Visitor) -> None:
    tab(window, "Fit Card")
    follow(window, "Capability provided")
    fill(window.page.get_by_role("main"), capability="cooled transport by day and night")
    press(window, "Save section")
    follow(window, "Incentives and conflict risks")
    risk = "They carry parcels first before Christmas"
    add_row(window, "Add a conflict risk", description=risk, watcher="Dispatch")
    expect(window.page.get_by_role("main")).to_contain_text(risk)


def claim_something_about_it(window: Visitor, by: date) -> None:
    main = window.page.get_by_role("main")
    tab(window, "Claims")
    follow(window, "Write the first claim")
    main.get_by_label("Uncertainty of a scale step").select_option(
        label="whether samples stay usable at night"
    )
    fill(main, deferral_date=by.isoformat(), does_not_establish="that results are right")
    window.look()
    press(window, "Save claim")
    expect(main).to_contain_text(
        "reduce uncertainty about whether samples stay usable at night because they provide "
        "cooled transport by day and night"
    )
    add_row(window, "Add a success criterion", statement="Samples usable on arrival", target="99")
    expect(main).to_contain_text("Met from")


def settle_who_owns_incidents(window: Visitor) -> None:
    """What the policy asks for names itself; then whom to tell."""
    main = window.page.get_by_role("main")
    tab(window, "Boundary")
    window.look()
    follow(window, "Incidents")
    expect(main.get_by_label("Responsibility")).to_have_value("incidents")
    fill(main, party="partner", person="Night desk", audited_how="Monthly list")
    window.look()
    press(window, "Add a responsibility")
    follow(window, "Incidents")
    fill(main, who="Dispatch lead", within="15", unit="minutes")
    press(window, "Add a step")
    expect(main).to_contain_text("Within 15 minutes")
    window.look()


def run_a_pilot(window: Visitor, today: date) -> None:
    main = window.page.get_by_role("main")
    tab(window, "Evidence")
    follow(window, "Plan a pilot first")
    add_row(
        window,
        "Plan a pilot",
        question="Do samples arrive usable for a month?",
        conditions="real_operation",
        starts_on=(today - timedelta(days=40)).isoformat(),
        ends_on=(today - timedelta(days=10)).isoformat(),
    )
    follow(window, "Do samples arrive usable")
    main.get_by_role("link", name="Choose a success criterion").click()
    main.get_by_label("Success criterion").select_option(label="Samples usable on arrival")
    press(window, "Choose a success criterion")
    window.look()
    follow(window, "Conclude the pilot")
    fill(
        main,
        results="412 of 415 were usable",
        title="Night pilot",
        limits="Two houses, no snow",
        auditable="by_us",
    )
    main.get_by_role("radio", name="Supports").check()
    main.get_by_label("Why?").fill("Above 99 of 100")
    window.look()
    press(window, "Conclude the pilot")
    expect(window.page.get_by_role("heading", level=1, name="Night pilot")).to_be_visible()
    expect(main).to_contain_text("Above 99 of 100")
    follow(window, "Do samples arrive usable")


def paste_a_measurement(window: Visitor) -> None:
    main = window.page.get_by_role("main")
    tab(window, "Evidence")
    follow(window, "Measurements")
    add_row(
        window,
        "Add a measurement",
        name="Samples usable",
        unit="of 100",
        period="month",
        direction="at_least",
        target="99",
    )
    main.get_by_role("link", name="Samples usable", exact=True).click()
    follow(window, "Paste values")
    fill(main, text="2026-01\t98.7\n2026-02\t99.3\n2026-03\tmany")
    press(window, "Check the values")
    expect(main).to_contain_text("1 line cannot be recorded")
    window.look()
    press(window, "Change something")
    fill(main, text="2026-01\t98.7\n2026-02\t99.3")
    press(window, "Check the values")
    press(window, "Record 2 values")
    expect(main).to_contain_text("1 outside the target")
    window.look()


def take_the_dossier_along(window: Visitor, to: Path) -> None:
    tab(window, "Dossier")
    expect(window.page.get_by_role("main")).to_contain_text("412 of 415 were usable")
    window.look()
    with window.page.expect_download() as download:
        follow(window, "Download")
    download.value.save_as(to)


def take_it_in(window: Visitor, file: Path) -> None:
    main = window.page.get_by_role("main")
    window.page.get_by_role("link", name="Partnerships", exact=True).click()
    follow(window, "Import")
    window.look()
    main.locator('[name="file"]').set_input_files(file)
    press(window, "Only check it")
    expect(main).to_contain_text("This file can be imported")
    main.locator('[name="file"]').set_input_files(file)
    press(window, "Import")
    expect(window.page.get_by_role("heading", level=1, name="Sample courier")).to_be_visible()
    expect(main).to_contain_text("whether samples stay usable at night")
    expect(main).to_contain_text("412 of 415 were usable")
    window.look()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_dossier_grows_from_a_scale_step_and_travels_to_another_workspace(
    visitor: Open, tmp_path: Path, javascript: bool
) -> None:
    today = date.today()  # noqa: DTZ011 - dates are typed far from midnight's edge
    ada = visitor(javascript=javascript)
    ada.sign_in("contributor")
    plan_the_step(ada)
    enter_the_partnership(ada)
    write_a_row_of_the_card(ada)
    claim_something_about_it(ada, today + timedelta(days=60))
    settle_who_owns_incidents(ada)
    run_a_pilot(ada, today)
    paste_a_measurement(ada)
    take_the_dossier_along(ada, tmp_path / "dossier.json")

    elsewhere = visitor(javascript=javascript)
    elsewhere.sign_in("stranger")
    take_it_in(elsewhere, tmp_path / "dossier.json")
