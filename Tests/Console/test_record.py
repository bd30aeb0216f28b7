# SPDX-License-Identifier: Apache-2.0
"""The record: what aired, what did not and why; the table for Excel; the handover book."""

import csv
import io
import re

import pytest
from conftest import Desk, faults_of_access
from made_record import DATE, HOSTILE, record_it
from playwright.sync_api import expect


def bad_day(desk, query: str = f"date={DATE}"):
    """The record of a day on which much went wrong."""
    record_it(desk)
    page = desk.open(f"record?{query}")
    page.locator(".record-row, .book").first.wait_for()
    return page


def row(page, name: str):
    """The row of an item, by what it is called and when it was."""
    return page.locator(".record-row", has_text=re.compile(name)).first


def test_the_record_says_what_became_of_everything(desk):
    """With a sign and a word for whatever was not heard to its end."""
    page = bad_day(desk)
    expect(page.locator("h1")).to_contain_text(DATE)
    missed = row(page, "^11:00store-news")
    expect(missed).to_contain_text(desk.say("Missed", "未播"))
    expect(missed).to_contain_text("the speech engine gives no sound")
    expect(missed.locator(".sign-missed")).to_be_visible()
    expect(row(page, "goods-of-the-day")).to_contain_text(desk.say("Gave way", "让位未播"))
    cut = row(page, "rainy-day")
    expect(cut).to_contain_text(desk.say("Interrupted", "中断"))
    expect(cut.locator(".sign-cutOff")).to_be_visible()
    expect(row(page, "^10:30services")).to_contain_text(desk.say("2 min 10 s late", "晚 2 分 10 秒"))
    expect(row(page, "lost-child")).to_contain_text(desk.say("by li", "li 提交"))
    expect(page.locator(".record-row", has_text="rain")).to_have_count(2)
    desk.picture("record")


def test_a_row_says_why_when_it_is_asked(desk):
    """A tap anywhere on it opens the sentence below it; another puts it away."""
    page = bad_day(desk)
    store_guide = row(page, "^11:30store-guide")
    store_guide.locator(".is-outcome").click()
    why = page.locator(".record-why")
    expect(why).to_contain_text(f"{DATE}/everyday/11:30/say/store-guide")
    expect(store_guide.get_by_role("button")).to_have_attribute("aria-expanded", "true")
    row(page, "lost-child").get_by_role("button").click()
    expect(why).to_have_count(2)
    expect(why.first).to_contain_text("was heard from 09:14:31")
    desk.picture("record-why")
    store_guide.get_by_role("button").click()
    expect(why).to_have_count(1)


def test_filters_leave_what_somebody_looks_for(desk):
    """By kind, by outcome, by words; the address keeps them."""
    page = bad_day(desk)
    outcome = page.get_by_label(desk.say("Outcome", "结果"))
    outcome.select_option("missed")
    expect(page.locator(".record-row")).to_have_count(2)
    outcome.select_option("lost")
    expect(page.locator(".record-row")).to_have_count(6)
    outcome.select_option("all")
    kind = page.get_by_label(desk.say("Kind", "类别"))
    kind.select_option("announcements")
    expect(page.locator(".record-row")).to_have_count(5)
    kind.select_option("music")
    expect(row(page, "^08:00rain")).to_contain_text(desk.say("Song", "曲目"))
    kind.select_option("items")
    page.get_by_label(desk.say("Search", "查找")).fill("guide 播稿" if desk.language == "zh" else "guide spoken")
    expect(page.locator(".record-row")).to_have_count(2)
    assert "kind=items" in page.url and "q=guide" in page.url
    page.reload()
    expect(page.locator(".record-row")).to_have_count(2)
    page.get_by_label(desk.say("Search", "查找")).fill("nothing is called so")
    expect(page.locator("main")).to_contain_text(desk.say("Nothing fits these filters", "没有符合条件的记录"))


def test_a_part_of_the_day_is_asked_of_the_station(desk):
    """From and to as people write times; a time that is none says what to write."""
    asked = []
    desk.page.on("request", lambda request: asked.append(request.url))
    page = desk.open("record")
    page.get_by_label(desk.say("From", "从"), exact=True).fill("22：00")
    page.get_by_label(desk.say("From", "从"), exact=True).press("Tab")
    page.get_by_label(desk.say("To", "到"), exact=True).fill("26:00")
    page.get_by_label(desk.say("To", "到"), exact=True).press("Enter")
    expect(page.locator("main")).to_contain_text(desk.say("Nothing is on record", "没有记录"))
    assert any("from=22%3A00" in url and "to=26%3A00" in url for url in asked)
    page.get_by_label(desk.say("To", "到"), exact=True).fill("25:99")
    page.get_by_label(desk.say("To", "到"), exact=True).press("Enter")
    expect(page.locator("main").get_by_role("alert")).to_contain_text("25:99")


def test_the_table_for_excel_is_a_click_away(desk):
    """The station's own CSV, with its byte order mark and a name that says the day."""
    page = desk.open("record")
    page.locator(".record-row").first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name=desk.say("CSV", "导出 CSV")).click()
    assert download.value.suggested_filename == f"as-run-{DATE}.csv"
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert any("light-keyboard" in cells for cells in rows)


@pytest.mark.parametrize("date", ["2026-10-01", "2026-11-22", "2027-06-01"])
def test_a_day_without_a_record_says_so(desk, date):
    """Before the record began, tomorrow, next year."""
    page = desk.open(f"record?date={date}")
    expect(page.locator("h1")).to_contain_text(date)
    expect(page.locator("main")).to_contain_text(
        desk.say("nothing is on record", "暂无记录") if date > DATE else desk.say("Nothing is on record", "没有记录"))


@pytest.mark.parametrize("date", ["2026-13-45", "yesterday"])
def test_a_wrong_date_says_what_to_write(desk, date):
    """And today is a click away."""
    page = desk.open(f"record?date={date}")
    expect(page.locator("main").get_by_role("alert")).to_contain_text("2026-11-21")
    desk.button("Today", "今天").click()
    expect(page.locator(".record-row").first).to_be_visible()


def test_a_shift_is_handed_over(desk, station):
    """After a question, with a word for whoever takes over; its book is shown, and the note is in the next one."""
    page = desk.open("record?view=report")
    expect(page.locator(".book")).to_contain_text("Jinlin Department Store")
    desk.button("Hand over …", "交班……").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=desk.say("Back", "返回")).click()
    expect(dialog).to_have_count(0)
    desk.button("Hand over …", "交班……").click()
    note = f"lift 2 is still out, {desk.language} {HOSTILE}"
    dialog.get_by_role("textbox").fill(note)
    desk.picture("record-hand-over")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator(".book")).to_contain_text(note)
    desk.picture("record-report")
    assert [one["text"] for one in station.ask("GET", "/v1/report")["notes"]] == [note]
    assert page.evaluate("window.hacked") is None


def test_a_handover_that_fails_keeps_the_note(english):
    """What went wrong stands beside what was typed."""
    page = english.open("record?view=report")
    page.route("**/v1/handover", lambda route: route.abort())
    english.button("Hand over …", "").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("the key is at the desk")
    dialog.get_by_role("button", name="Hand over").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    assert dialog.get_by_role("textbox").input_value() == "the key is at the desk"


def test_the_book_is_of_a_day_where_that_is_chosen(desk):
    """And there is one page of plain text for the printer."""
    page = desk.open("record?date=2026-11-20")
    page.locator("main .card").wait_for()
    desk.button("Shift report", "交接班记录").click()
    page.locator("select[name=whole]").select_option("day")
    expect(page.locator(".book-head")).to_contain_text("2026-11-20")
    link = page.get_by_role("link", name=desk.say("Plain text", "纯文本"))
    text = page.request.get(link.get_attribute("href")).text()
    assert "2026-11-20" in text and "=====" in text
    desk.button("Back to the record", "返回播出记录").click()
    expect(page.locator("h1")).to_contain_text("2026-11-20")


def test_the_keyboard_is_enough(english):
    """Every control is reached by the tab key, and Enter says why."""
    page = bad_day(english, f"date={DATE}&outcome=missed")
    english.button("The day before", "").focus()
    reached = []
    for _ in range(20):
        reached.append(page.evaluate("(({ name, textContent, type }) => name || textContent || type)(document.activeElement)"))
        if page.evaluate("document.activeElement.matches('.record-row button')"):
            break
        page.keyboard.press("Tab")
    controls = {"date", "Today", "Shift report", "CSV", "Print", "Hand over …", "from", "to", "kind", "outcome", "q"}
    assert controls <= set(reached)
    page.keyboard.press("Enter")
    expect(page.locator(".record-why")).to_be_visible()
    expect(page.locator(":focus")).to_have_attribute("aria-expanded", "true")


def test_no_name_is_ever_markup(english):
    """Names, notes, faults, sentences and songs stand there as they were written."""
    page = bad_day(english, f"date={DATE}&outcome=lost")
    hostile = row(page, "12:56").get_by_role("button")
    hostile.click()
    expect(page.locator(".record-why")).to_contain_text("<script>")
    page.get_by_label("Kind").select_option("faults")
    page.get_by_label("Outcome").select_option("all")
    expect(page.locator(".record-row").last).to_contain_text("<script>")
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.hacked") is None


def test_paper_has_the_table_black_on_white(browser, station, language):
    """As it is filtered, without what can only be pressed."""
    desk = Desk(browser, station, language, color_scheme="dark", viewport={"width": 794, "height": 1123})
    page = bad_day(desk, f"date={DATE}&outcome=lost")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".view-tools", ".record-filters", "nav.views"):
        expect(page.locator(gone).first).to_be_hidden()
    colours = page.evaluate("""[...document.querySelectorAll('h1, .rows td, .outcome')]
        .map(one => getComputedStyle(one).color)""")
    assert set(colours) == {"rgb(0, 0, 0)"}
    desk.picture("record-printed")
    page.emulate_media(media="screen")
    desk.button("Shift report", "交接班记录").click()
    page.locator(".book").wait_for()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".book")).to_be_visible()
    expect(page.locator(".view-tools").first).to_be_hidden()
    desk.picture("record-report-printed")
    desk.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", [f"date={DATE}", "view=report"])
def test_axe_finds_nothing_serious(browser, station, language, scheme, query):
    """Contrast, names, roles and structure, with a row open, and in the question before a handover."""
    desk = Desk(browser, station, language, color_scheme=scheme, viewport={"width": 1024, "height": 768})
    page = bad_day(desk, query)
    if page.locator(".record-row").count():
        page.locator(".record-row button").nth(3).click()
    else:
        desk.button("Hand over …", "交班……").click()
    assert faults_of_access(page) == []
    desk.context.close()


@pytest.mark.parametrize("query", [f"date={DATE}", f"date={DATE}&kind=music", "view=report"])
def test_a_narrow_phone_never_scrolls_sideways(browser, station, language, query):
    """360 pixels are enough for the table, an open row and the book."""
    desk = Desk(browser, station, language, viewport={"width": 360, "height": 740}, has_touch=True)
    page = bad_day(desk, query)
    if page.locator(".record-row").count():
        page.locator(".record-row").nth(2).click()
        page.locator(".record-why").wait_for()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    desk.picture("record-phone-" + re.sub(r"\W+", "-", query))
    desk.context.close()
