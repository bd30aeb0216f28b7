# SPDX-License-Identifier: Apache-2.0
"""What every test of the console shares: a station, a browser, and a page that somebody is signed in at."""

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from station import ROOT, Station

PICTURES = ROOT / ".build/console-screenshots"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
LANGUAGES = ["en", "zh"]
# A busy machine is slow, and a station that has just begun reads all its sound first.
expect.set_options(timeout=30_000)


class Desk:
    """Somebody's browser at the console."""

    def __init__(self, browser: Browser, station: Station, language: str, **options):
        self.browser, self.station, self.language = browser, station, language
        self.context = self.open_context(**options)
        self.page = self.open_page()

    def open_context(self, **options) -> BrowserContext:
        """A browser of its own, signed in, that reads the language."""
        context = self.browser.new_context(base_url=self.station.url, **options)
        name, value = self.station.cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": self.station.url}])
        context.add_init_script(f"localStorage.setItem('storecast-language', '{self.language}')")
        return context

    def open_page(self) -> Page:
        """Another tab; what goes wrong in its scripts fails the test."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    @property
    def errors(self) -> list:
        """What went wrong in the scripts of the pages."""
        return self.__dict__.setdefault("_errors", [])

    def say(self, english: str, chinese: str) -> str:
        """The text in the language that is read here."""
        return chinese if self.language == "zh" else english

    def open(self, view: str) -> Page:
        """Opens a view, and waits until it is there."""
        self.page.goto(f"/#/{view}")
        self.page.locator("main h1").first.wait_for()
        return self.page

    def button(self, english: str, chinese: str, **options):
        """The button of that name."""
        return self.page.get_by_role("button", name=self.say(english, chinese), **options)

    def picture(self, name: str) -> None:
        """Keeps what is seen, for people to look at."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-{self.language}.png", full_page=True)


def faults_of_access(page: Page) -> list[str]:
    """What axe finds that keeps people out: its serious and critical findings."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found if one["impact"] in ("serious", "critical")
            for node in one["nodes"]]


@pytest.fixture(scope="session")
def station(tmp_path_factory):
    """A station for all tests, with the administrator anna."""
    station = Station(tmp_path_factory.mktemp("station"))
    station.start()
    station.join_first()
    yield station
    station.stop()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, with a microphone that hears a beep."""
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    """Both languages, one after the other."""
    return request.param


@pytest.fixture
def texts(station):
    """What staff wrote, put back afterwards."""
    before = station.files("schedules")
    yield before
    station.put_back("schedules", before)


@pytest.fixture
def sounds(station):
    """The sound files, put back afterwards."""
    before = station.files("audio")
    yield before
    station.put_back("audio", before)


@pytest.fixture
def desk(browser, station, language):
    """Anna's browser on a tablet, in each language."""
    yield from opened(browser, station, language)


@pytest.fixture
def english(browser, station):
    """Anna's browser on a tablet, in English."""
    yield from opened(browser, station, "en")


def opened(browser, station, language):
    """A desk that is put in order afterwards, its scripts without a fault."""
    desk = Desk(browser, station, language, viewport={"width": 1024, "height": 768})
    yield desk
    for page in desk.context.pages:
        page.unroute_all(behavior="wait")
    desk.context.close()
    station.quiet()
    assert desk.errors == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Keeps what was seen when a test failed."""
    report = yield
    if report.when == "call" and report.failed:
        for desk in (value for value in item.funcargs.values() if isinstance(value, Desk)):
            desk.picture("failed-" + re.sub(r"\W+", "-", item.name))
    return report
