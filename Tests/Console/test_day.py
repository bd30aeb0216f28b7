# SPDX-License-Identifier: Apache-2.0
"""The day as a picture: what is planned, what was heard, what was not, and why."""

import json
import re

import pytest
from conftest import Desk, faults_of_access
from made_record import DATE, HOSTILE, record_it, rehearse
from playwright.sync_api import expect

PARTY, ORDINARY = "2026-12-31", "2026-12-10"


def bad_day(desk, query: str = f"date={DATE}"):
    """The picture of a day on which much went wrong."""
    record_it(desk)
    page = desk.open(f"day?{query}")
    page.locator(".day-item, .day-list tr").first.wait_for(state="attached")
    return page


def stops_of_the_tab_key(page) -> int:
    """How many of the picture's items the tab key stops at."""
    return page.evaluate("[...document.querySelectorAll('.day-board button')].filter(one => one.tabIndex >= 0).length")


def test_the_day_is_seen_at_a_glance(desk):
    """How much there is, what was heard, what is to come, and what went wrong in a shape and a word of its own."""
    page = bad_day(desk)
    expect(page.locator("h1")).to_have_text(desk.say("Saturday 2026-11-21", "星期六 2026-11-21"))
    summary = page.locator(".day-summary")
    expect(summary).to_contain_text(desk.say("16 items", "16 项播出"))
    expect(summary).to_contain_text(desk.say("2 missed", "2 项未播"))
    expect(page.locator(".day-item.is-missed .sign-missed")).to_have_count(2)
    expect(page.locator(".day-item.is-gaveWay .sign-gaveWay")).to_have_count(1)
    expect(page.locator(".day-item.is-cutOff .sign-cutOff")).to_have_count(2)
    expect(page.locator(".day-item.is-planned", has_text="closing-notice")).to_be_visible()
    expect(page.locator(".day-bed.is-onAir")).to_have_text("dance")
    assert page.locator(".day-promo").count() > 100
    # The line of the present time lies between what was and what comes.
    line = page.locator(".day-now").bounding_box()["y"]
    heard, planned = [[mark.bounding_box()["y"] for mark in page.locator(f".day-promo.is-{state}").all()]
                      for state in ("aired", "planned")]
    assert max(heard) <= line + 3 <= min(planned) + 6
    desk.picture("day")


def test_an_item_says_when_and_why(desk):
    """A tap is enough; the item before and after are one more away, and Escape puts it away."""
    page = bad_day(desk)
    page.locator(".day-item", has_text="services").first.click()
    panel = page.locator(".day-panel")
    expect(panel.get_by_role("heading", name="services")).to_be_visible()
    expect(panel).to_contain_text("10:32:10")
    expect(panel).to_contain_text(desk.say("2 min 10 s late", "晚 2 分 10 秒"))
    expect(panel.locator(".item-why")).to_contain_text(f"{DATE}/everyday/10:30/say/services")
    desk.button("The next item", "下一项").click()
    expect(panel.locator("h2")).not_to_have_text("services")
    desk.picture("day-why")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_what_is_to_come_is_explained_by_the_station(desk):
    """Nothing is made up here: the real station says what it knows of an item that is still to come."""
    page = desk.open(f"day?date={ORDINARY}")
    page.locator(".day-item", has_text="store-guide").first.click()
    expect(page.locator(".item-why")).to_contain_text("09:00")
    expect(page.locator(".day-panel")).to_contain_text(desk.say("Planned", "计划"))
    page.locator(".day-promo").nth(3).focus()
    expect(page.locator(".item-why")).to_contain_text(desk.say("A promo moves with the songs", "按预演"))


def test_the_keyboard_reaches_everything(desk):
    """The picture is one stop of the tab key; arrows go on in time, and from music to promos to items."""
    page = bad_day(desk)
    desk.button("Print", "打印").focus()
    while not page.evaluate("document.activeElement.closest('.day-board') !== null"):
        page.keyboard.press("Tab")
    seen = set()
    for key in ["ArrowLeft"] * 3 + ["ArrowRight"] * 4:
        seen.add(page.evaluate("document.activeElement.parentElement.className"))
        page.keyboard.press(key)
    assert seen == {"day-faults", "day-beds", "day-promos", "day-labels"}
    page.keyboard.press("Home")
    expect(page.locator(":focus")).to_contain_text("opening-march")
    expect(page.locator(".day-panel h2")).to_have_text("opening-march")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_contain_text("staff-greeting")
    page.keyboard.press("End")
    expect(page.locator(":focus")).to_contain_text("goodbye")
    assert stops_of_the_tab_key(page) == 1
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.day-board') !== null")


def test_the_list_says_all_that_the_picture_shows(desk):
    """A table for those who read, with the promos only where they are asked for."""
    page = bad_day(desk)
    desk.button("List", "列表").click()
    expect(page.locator(".day-picture")).to_be_hidden()
    table = page.get_by_role("table")
    row = table.get_by_role("row", name=re.compile("store-news")).first
    expect(row).to_contain_text(desk.say("Missed", "未播"))
    expect(row).to_contain_text("the speech engine gives no sound")
    rows = table.locator("tbody tr:visible").count()
    page.get_by_role("checkbox").check()
    assert table.locator("tbody tr:visible").count() > rows + 100
    row.get_by_role("button").click()
    expect(page.locator(".day-panel h2")).to_have_text("store-news")
    desk.picture("day-list")


def test_two_days_are_compared(desk):
    """Beside each other, with what is added, removed or moved marked and listed, and promos where their number differs."""
    page = desk.open(f"day?date={PARTY}")
    page.locator(".day-item").first.wait_for()
    desk.button("Compare", "对比").click()
    page.get_by_label(desk.say("The other day", "另一天")).locator("input").fill(ORDINARY)
    page.wait_for_url(f"**with={ORDINARY}*")
    # The store is open until half past midnight.
    differences = page.locator(".day-differences")
    lines = differences.get_by_role("listitem")
    expect(lines.filter(has_text="dance")).to_contain_text(desk.say("added 22:00", "新增 22:00"))
    expect(lines.filter(has_text="closing-notice")).to_contain_text("21:40 → 00:10+1")
    expect(lines.filter(has_text="offers")).to_contain_text(re.compile(r"1\d\d .* → 1\d\d"))
    expect(lines.filter(has_text="store-guide")).to_have_count(0)
    figures = page.locator(".day-figure")
    expect(figures).to_have_count(2)
    boxes = [figure.bounding_box() for figure in figures.all()]
    assert boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] < boxes[1]["x"]
    expect(figures.nth(1).locator(".day-item.is-added")).to_contain_text("happy-new-year")
    desk.picture("day-compared")
    differences.get_by_role("button", name="happy-new-year").click()
    expect(page.locator(".day-panel h2")).to_have_text("happy-new-year")
    desk.button("End comparing", "结束对比").click()
    expect(figures).to_have_count(1)


def test_any_day_is_a_step_away(desk):
    """The day before, the day after, today; the address keeps which, so that it can be sent to somebody."""
    page = desk.open(f"day?date={ORDINARY}")
    page.locator(".day-item").first.wait_for()
    desk.button("The day after", "后一天").click()
    expect(page.locator("h1")).to_contain_text("2026-12-11")
    assert page.url.endswith("date=2026-12-11")
    page.go_back()
    expect(page.locator("h1")).to_contain_text(ORDINARY)
    desk.button("Today", "今天").click()
    expect(page.locator("h1")).to_contain_text(DATE)
    expect(desk.button("Today", "今天")).to_have_attribute("aria-current", "date")


@pytest.mark.parametrize("date", ["2026-13-45", "1969-12-31", "%3Cimg%20src%3Dx%20onerror%3D%22hacked%3D1%22%3E"])
def test_a_wrong_date_says_what_to_write(desk, date):
    """The station's words, and a way back to today."""
    page = desk.open(f"day?date={date}")
    expect(page.locator("main").get_by_role("alert")).to_contain_text("2026-11-21")
    desk.button("Today", "今天").click()
    expect(page.locator("h1")).to_contain_text(DATE)
    expect(page.locator(".day-item").first).to_be_visible()


def test_a_day_before_the_record_is_drawn_as_planned(desk):
    """It says that nothing is on record."""
    page = desk.open("day?date=2026-10-01")
    expect(page.locator("main .banner")).to_contain_text(desk.say("Nothing of this day is on record", "没有播出记录"))
    expect(page.locator(".day-item.is-planned").first).to_be_visible()


def test_a_closed_day_says_so(desk):
    """Instead of an empty picture."""
    rehearse(desk, lambda plan: plan["cues"].clear())
    page = desk.open(f"day?date={ORDINARY}")
    expect(page.locator(".day-place")).to_contain_text(desk.say("Nothing is planned", "没有安排"))


def test_a_busy_station_is_asked_again(english):
    """One day is rehearsed at a time; who comes meanwhile waits and sees it all the same."""
    answers = []

    def busy(route):
        answers.append(route.request.url)
        if len(answers) > 2:
            return route.fallback()
        problem = {"type": "about:blank", "status": 503, "title": "Refused", "detail": "another day is being rehearsed"}
        return route.fulfill(status=503, headers={"Retry-After": "1"}, body=json.dumps(problem),
                             content_type="application/problem+json")

    english.page.route("**/v1/running-order*", busy)
    page = english.open(f"day?date={ORDINARY}")
    expect(page.locator(".day-item").first).to_be_visible()
    assert len(answers) == 3


def test_findings_of_the_files_stand_at_the_top(desk):
    """A mistake with its line, and what will not air as things stand."""

    def spoil(plan):
        where = {"file": "schedules/everyday.timetable", "line": 12, "column": 3}
        plan["problems"] = [where | {"severity": "error", "message": HOSTILE, "fix": "write store-news"}]
        for cue in plan["cues"]:
            if cue["name"] == "store-news":
                cue |= {"outcome": "missed", "start": None, "end": None, "reason": "no such script"}

    rehearse(desk, spoil)
    page = desk.open(f"day?date={ORDINARY}")
    found = page.locator(".day-found")
    expect(found).to_contain_text("schedules/everyday.timetable:12:3")
    expect(found).to_contain_text("Write store-news")
    expect(found.get_by_role("listitem").filter(has_text="11:00 store-news")).to_contain_text("no such script")
    assert page.evaluate("window.hacked") is None


def test_no_name_is_ever_markup(english):
    """Whatever a person wrote stands on the page as they wrote it."""

    def spoil(plan):
        for cue in plan["cues"]:
            cue |= {"name": HOSTILE, "zones": [HOSTILE], "reason": HOSTILE}

    rehearse(english, spoil)
    page = bad_day(english)
    for button in page.locator(".day-item, .day-bed, .day-fault").all():
        button.focus()
    expect(page.locator(".item-why")).to_contain_text("<script>")
    english.button("List", "").click()
    english.button("Compare", "").click()
    page.locator(".day-differences").wait_for()
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.hacked") is None


def test_paper_has_the_picture_and_the_list_black_on_white(browser, station, language):
    """Also from a dark screen; nothing that can only be pressed is printed."""
    desk = Desk(browser, station, language, color_scheme="dark", viewport={"width": 794, "height": 1123})
    page = bad_day(desk)
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".view-tools", "nav.views", "header.top", ".day-now"):
        expect(page.locator(gone)).to_be_hidden()
    for there in (".day-picture", ".day-list", ".day-promo-hours"):
        expect(page.locator(there)).to_be_visible()
    colours = page.evaluate("""[...document.querySelectorAll('h1, .day-bed, .day-item .day-name, .rows td, .outcome')]
        .map(one => getComputedStyle(one).color)""")
    assert set(colours) == {"rgb(0, 0, 0)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".day-board").bounding_box()["height"] < 1000
    desk.picture("day-printed")
    desk.context.close()


def test_hundreds_of_promos_are_one_stop_of_the_tab_key(english):
    """A promo each minute in eight zones: everything is drawn, and the keyboard still gets past it."""
    zones = [f"floor {number}" for number in range(1, 9)]

    def crowd(plan):
        promo = next(cue for cue in plan["cues"] if cue["verb"] == "promo")
        for index, zone in enumerate(zones):
            for minute in range(13 * 60):
                instant = f"{ORDINARY}T{8 + minute // 60:02}:{minute % 60:02}:{index:02}.000+08:00"
                key = f"{ORDINARY}/everyday/every-1m/promo/{zone}/{minute}"
                when = {"planned": instant, "start": instant, "end": instant}
                plan["cues"].append(promo | when | {"key": key, "zones": [zone]})

    rehearse(english, crowd)
    page = english.open(f"day?date={ORDINARY}")
    page.locator(".day-item").first.wait_for()
    assert page.locator(".day-promo").count() > 6000
    assert page.locator(".day-lane").count() == 9
    assert stops_of_the_tab_key(page) == 1
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", [f"date={DATE}", f"date={DATE}&as=list", f"date={PARTY}&with={DATE}"])
def test_axe_finds_nothing_serious(browser, station, language, scheme, query):
    """Contrast, names, roles and structure, with an item open."""
    desk = Desk(browser, station, language, color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page = bad_day(desk, query)
    page.locator(".day-item:visible, .day-list .text-button:visible").first.click()
    page.locator(".day-panel").wait_for()
    assert faults_of_access(page) == []
    desk.context.close()


@pytest.mark.parametrize("query", [f"date={DATE}", f"date={DATE}&as=list", f"date={PARTY}&with={DATE}"])
def test_a_narrow_phone_never_scrolls_sideways(browser, station, language, query):
    """360 pixels are enough for the picture, the list, two days and the panel."""
    desk = Desk(browser, station, language, viewport={"width": 360, "height": 740}, has_touch=True)
    page = bad_day(desk, query)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    page.locator(".day-item:visible, .day-list .text-button:visible").last.click()
    panel = page.locator(".day-panel")
    expect(panel).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    # What the panel tells of is not under it.
    marked = page.locator(".day-item[aria-current]:visible")
    if marked.count():
        box = marked.bounding_box()
        assert box["y"] + box["height"] <= panel.bounding_box()["y"]
    desk.picture("day-phone-" + re.sub(r"\W+", "-", query))
    desk.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1024, 768), (1440, 900)])
def test_pictures_for_people_to_look_at(browser, station, language, size, scheme):
    """Kept in .build/console-screenshots."""
    desk = Desk(browser, station, language, color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    bad_day(desk)
    desk.picture(f"day-{size[0]}-{scheme}")
    desk.context.close()
    assert desk.errors == []
