# SPDX-License-Identifier: Apache-2.0
"""Emergencies: not by a slip, and not to be overlooked."""

import pytest
from playwright.sync_api import expect

VIEWS = ["on-air", "announce", "people"]


@pytest.fixture
def end_emergencies(station):
    """Whatever a test began is over after it."""
    yield
    station.quiet()


def emergencies(station) -> list:
    return [one for one in station.announcements() if one["class"] == "emergency" and one["state"] in
            ("preparing", "queued", "onAir", "waitingToRepeat")]


def test_it_is_held_seen_in_every_view_and_ended(desk, station, end_emergencies):
    """Press and hold; the red panel is everywhere until somebody ends it."""
    page = desk.open("announce")
    button = page.locator(".hold").first
    button.hover()
    page.mouse.down()
    panel = page.locator(".emergency")
    panel.wait_for()
    page.mouse.up()
    assert len(emergencies(station)) == 1
    for view in VIEWS:
        desk.open(view)
        expect(panel).to_be_in_viewport()
        width = page.evaluate("document.querySelector('.emergency').getBoundingClientRect().width")
        assert width >= page.viewport_size["width"]
    desk.picture("emergency")
    desk.button("End the emergency", "结束紧急广播").click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("End it", "结束"), exact=True).click()
    expect(panel).to_have_count(0)
    assert emergencies(station) == []


def test_it_is_not_begun_twice(english, station, end_emergencies):
    """Who holds the button again in a hurry has not a second one waiting behind the first."""
    station.ask("POST", "/v1/announcements", {"script": "evacuation"})
    page = english.open("announce")
    expect(page.locator(".hold").first).to_be_disabled()
    expect(english.button("I cannot hold a button", "").first).to_be_disabled()
    english.button("End the emergency", "").click()
    page.get_by_role("dialog").get_by_role("button", name="End it", exact=True).click()
    expect(page.locator(".hold").first).to_be_enabled()


def test_a_short_press_starts_nothing(english, station, end_emergencies):
    """A tap, a click and a key that is let go are no emergency."""
    page = english.open("announce")
    before = len(station.announcements())
    button = page.locator(".hold").first
    button.click(delay=300)
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    button.hover()
    page.mouse.down()
    page.mouse.move(5, 5)
    expect(button).to_contain_text("press and hold")
    page.mouse.up()
    # The next request is answered after any that the page sent before.
    page.evaluate("fetch('/v1/status')")
    assert len(station.announcements()) == before


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_it_is_held_by_keyboard(english, station, end_emergencies, key):
    """Who has no pointer holds a key."""
    page = english.open("announce")
    page.locator(".hold").first.focus()
    page.keyboard.down(key)
    page.locator(".emergency").wait_for()
    page.keyboard.up(key)
    assert len(emergencies(station)) == 1


def test_who_cannot_hold_confirms_twice(english, station, end_emergencies):
    """Two questions stand for holding."""
    page = english.open("announce")
    english.button("I cannot hold a button", "").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Go on").click()
    assert emergencies(station) == []
    page.get_by_role("dialog").get_by_role("button", name="Start the emergency").click()
    page.locator(".emergency").wait_for()
    assert len(emergencies(station)) == 1


def test_a_session_that_expires_meanwhile_keeps_it_in_sight(english, station, end_emergencies):
    """The sign-in comes over the page; the panel and what was typed stay."""
    page = english.open("announce?text")
    page.locator("textarea").fill("Half a text")
    station.ask("POST", "/v1/announcements", {"script": "evacuation"})
    panel = page.locator(".emergency")
    panel.wait_for()
    english.context.clear_cookies()
    page.get_by_label("Password").wait_for()
    expect(panel).to_be_in_viewport()
    assert page.get_by_role("dialog").bounding_box()["y"] >= panel.bounding_box()["y"] + panel.bounding_box()["height"]
    english.picture("emergency-signed-out")
    sign_in(page)
    assert page.locator("textarea").input_value() == "Half a text"
    english.button("End the emergency", "").click()
    page.get_by_role("dialog").get_by_role("button", name="End it").click()
    expect(panel).to_have_count(0)


def sign_in(page) -> None:
    from station import PASSWORD
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("dialog").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
