# SPDX-License-Identifier: Apache-2.0
"""The page as a whole: every view, every size, every reader; many tabs; a daemon that comes back."""

import http.client
import time

import pytest
from conftest import Desk, faults_of_access
from playwright.sync_api import expect

VIEWS = {
    "on-air": "on-air", "announce": "announce", "announce-script": "announce?script=found-property",
    "announce-text": "announce?text", "announce-record": "announce?record",
    "announce-emergency": "announce?script=evacuation", "people": "people",
    "media": "media", "timetable": "timetable", "scripts": "scripts", "script": "scripts?path=scripts%2Ffound-property.txt",
}
READY = ".on-air-list li, .announce-tile, form, .people-list [data-name], .text-day-rows li, .text-script, .media-file"
SIZES = {"phone": (390, 844), "tablet": (1024, 768), "desktop": (1440, 900)}
EVENT_LISTENERS = 16
FREED_SECONDS = 40


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, station, language, view, scheme):
    """Contrast, names, roles and structure, in both languages and both colour schemes."""
    desk = Desk(browser, station, language, color_scheme=scheme, viewport={"width": 1024, "height": 768})
    page = desk.open(VIEWS[view])
    page.locator(READY).first.wait_for()
    assert faults_of_access(page) == []
    desk.context.close()


def test_axe_finds_nothing_serious_at_the_sign_in(browser, station, language):
    """Who is not in yet may need a screen reader as well."""
    desk = Desk(browser, station, language)
    desk.context.clear_cookies()
    desk.page.goto("/")
    desk.page.locator("form").wait_for()
    assert faults_of_access(desk.page) == []
    desk.picture("sign-in")
    desk.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_phone_never_scrolls_sideways(browser, station, language, view):
    """360 pixels are enough, and what is pressed is large enough for a finger."""
    desk = Desk(browser, station, language, viewport={"width": 360, "height": 740}, has_touch=True)
    page = desk.open(VIEWS[view])
    page.locator(READY).first.wait_for()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    small = page.evaluate("""[...document.querySelectorAll('a, button, select, summary, .choice, input[type=text]')]
        .filter(one => one.checkVisibility() && !one.matches('.skip') && one.getBoundingClientRect().height < 44)
        .map(one => one.outerHTML)""")
    assert small == []
    desk.context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_every_view(browser, station, language, size, scheme):
    """Kept in .build/console-screenshots, for people to look at."""
    width, height = SIZES[size]
    desk = Desk(browser, station, language, color_scheme=scheme, viewport={"width": width, "height": height})
    for name, view in VIEWS.items():
        page = desk.open(view)
        page.locator(READY).first.wait_for()
        desk.picture(f"{name}-{size}-{scheme}")
    desk.context.close()
    assert desk.errors == []


def test_the_language_is_switched_without_losing_the_view(english):
    """The store's language is one click away from the person's own."""
    page = english.open("people")
    page.locator("summary", has_text="anna").click()
    page.get_by_role("button", name="中文").click()
    page.locator("main h1", has_text="人员").wait_for()
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


@pytest.mark.parametrize("browser_has", ["shared workers", "locks only"])
def test_seven_tabs_are_one_event_stream(english, station, browser_has):
    """The station keeps a place for sixteen listeners: seven tabs take one."""
    if browser_has == "locks only":
        english.context.add_init_script("delete window.SharedWorker")
    for _ in range(6):
        english.open_page().goto("/")
    for page in english.context.pages:
        page.goto("/#/on-air")
        page.locator(".on-air-list li").first.wait_for()
    others = []
    deadline = time.monotonic() + FREED_SECONDS
    try:
        # Those of tests before give their places back when the next heartbeat finds them gone.
        while len(others) < EVENT_LISTENERS - 1 and time.monotonic() < deadline:
            connection, answer = listen(station)
            if answer.status == 200:
                others.append(connection)
            else:
                connection.close()
                time.sleep(0.5)
        assert len(others) == EVENT_LISTENERS - 1
        connection, answer = listen(station)
        connection.close()
        assert answer.status == 503
        # All seven hear of it.
        station.ask("POST", "/v1/mute")
        for page in english.context.pages:
            expect(page.locator(".banner", has_text="MUTED by anna")).to_be_attached()
    finally:
        for connection in others:
            connection.close()


def listen(station):
    """One more listener to the station's events."""
    connection = http.client.HTTPConnection("127.0.0.1", station.port, timeout=10)
    connection.request("GET", "/v1/events", headers={"Cookie": station.cookie})
    return connection, connection.getresponse()


def test_a_network_that_is_away_is_said(english):
    """The tablet leaves the network and comes back."""
    page = english.open("on-air")
    english.context.set_offline(True)
    expect(page.locator(".offline")).to_be_visible(timeout=20_000)
    english.context.set_offline(False)
    expect(page.locator(".offline")).to_be_hidden(timeout=20_000)


def test_a_restart_of_the_daemon_needs_no_reload(desk, station):
    """The page says that the connection is lost, and goes on by itself when it is back."""
    page = desk.open("announce?text")
    page.locator("textarea").fill("Half a text")
    page.evaluate("window.isTheSame = true")
    station.stop()
    bar = page.locator(".offline")
    expect(bar).to_be_visible()
    desk.picture("offline")
    station.start()
    expect(bar).to_be_hidden(timeout=20_000)
    assert page.evaluate("window.isTheSame")
    assert page.locator("textarea").input_value() == "Half a text"
    desk.button("Send", "发送").click()
    expect(page.locator(".announce-form")).to_have_count(0)
    assert station.announcements()[0]["name"].startswith("Half a text")
