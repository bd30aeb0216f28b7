# SPDX-License-Identifier: Apache-2.0
"""The timetable editor: mistakes, completion, the day as it would become, saving, conflicts, versions, drafts."""

import re
from urllib.parse import quote

import pytest
from conftest import Desk, opened
from playwright.sync_api import Page, expect

PATH = "everyday.timetable"


@pytest.fixture(autouse=True)
def _put_back(texts):
    """What a test writes is gone afterwards."""


@pytest.fixture
def other(browser, station):
    """Somebody else's browser."""
    yield from opened(browser, station, "en")


def open_text(desk: Desk, path: str = PATH) -> Page:
    """Opens a file, and waits for what is said of it."""
    page = desk.open(f"timetable?path={quote(path, safe='')}")
    expect(page.locator(".text-day-rows li").first).to_be_visible()
    return page


def area(page: Page):
    return page.locator("textarea.text-area")


def select(page: Page, text: str, length: int | None = None) -> None:
    """Selects a stretch that begins with a text; a length of 0 puts the caret before it."""
    area(page).evaluate(
        """(area, [text, length]) => {
            const at = area.value.indexOf(text);
            area.focus();
            area.setSelectionRange(at, at + length);
        }""", [text, len(text) if length is None else length])


def state(desk: Desk, english: str, chinese: str) -> None:
    expect(desk.page.locator(".text-state")).to_contain_text(desk.say(english, chinese))


def saved(desk: Desk) -> None:
    """Waits until all is saved."""
    state(desk, "✓ Saved", "✓ 已保存")


def test_a_mistake_is_shown_under_its_line_and_never_saved(desk, station):
    """Sign, underline, sentence and fix where it is; saving says so, keeps the text, and changes no file."""
    page = open_text(desk)
    before = station.written(PATH)
    select(page, "store-guide")
    page.keyboard.type("store-gide")
    bubble = page.locator(".text-bubble")
    expect(bubble).to_contain_text("store-gide")
    expect(bubble).to_contain_text("store-guide")
    line = before[:before.index("store-guide")].count("\n")
    row = page.locator(".text-row").nth(line)
    expect(row.locator(".text-wavy")).to_have_text("store-gide")
    expect(row.locator(".text-sign")).to_have_text("✕")
    assert 0 <= bubble.bounding_box()["y"] - row.bounding_box()["y"] - row.bounding_box()["height"] < 12
    expect(page.locator(".text-checked h2")).to_have_text(desk.say("1 mistake", "1 处错误"))
    desk.picture("timetable-mistake")
    page.keyboard.press("Control+Home")
    expect(bubble).to_be_hidden()
    page.get_by_role("button", name=desk.say(f"line {line + 1}", f"第 {line + 1} 行")).click()
    expect(area(page)).to_be_focused()
    expect(bubble).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.locator(".text-desk .banner.bad")).to_be_visible()
    assert "store-gide" in area(page).input_value()
    assert station.written(PATH) == before
    state(desk, "Not saved yet", "尚未保存")


def test_words_and_names_are_completed_by_keyboard(english):
    """Verbs, then names, by arrows, Enter, Tab and Escape; the browser's undo takes it back."""
    page = open_text(english)
    select(page, "12:30 ", 0)
    page.keyboard.type("12:10 sa")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    page.keyboard.press("Tab")
    assert "12:10 say 12:30" in area(page).input_value()
    expect(options.first).to_be_visible()
    english.picture("timetable-completion")
    page.keyboard.type("st")
    expect(options).to_have_text(["staff-call", "staff-greeting", "store-guide", "store-news"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_text("store-guide")
    assert area(page).get_attribute("aria-activedescendant") == page.locator("[aria-selected=true]").get_attribute("id")
    page.keyboard.press("Enter")
    assert "12:10 say store-guide12:30" in area(page).input_value()
    expect(options).to_have_count(0)
    page.keyboard.type(" la")
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.press("Enter")
    assert "12:10 say store-guide la\n12:30" in area(page).input_value()
    for _ in range(40):
        page.keyboard.press("Control+z")
    saved(english)


def test_a_chinese_line_is_completed_in_chinese(english):
    """The language is the line's, not the page's."""
    page = open_text(english)
    select(page, "12:30 ", 0)
    page.keyboard.insert_text("开店+10分 ")
    page.keyboard.type(" ")
    expect(page.get_by_role("option").first).to_contain_text("音乐")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "开店+10分  播稿 12:30" in area(page).input_value()


def test_completion_keeps_out_of_an_input_method(english):
    """While a Chinese word is being composed no list opens, and Enter is the input method's."""
    page = open_text(english)
    select(page, "12:30 ", 0)
    page.keyboard.type("12:10 ")
    expect(page.get_by_role("listbox")).to_be_visible()
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "sa", "selectionStart": 2, "selectionEnd": 2})
    expect(area(page)).to_have_value(re.compile("12:10 sa12:30"))
    expect(page.get_by_role("listbox")).to_be_hidden()
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    method.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    assert "12:10 sa12:30" in area(page).input_value()
    method.send("Input.insertText", {"text": "播"})
    expect(page.get_by_role("option")).to_have_count(2)
    assert "12:10 播12:30" in area(page).input_value()


def test_the_day_shows_what_changes(desk):
    """Added, removed and moved, each with a sign and a word, on the day that is chosen."""
    page = open_text(desk)
    select(page, "10:30 ", 5)
    page.keyboard.type("10:45")
    select(page, "11:00         say", 5)
    page.keyboard.type("#")
    select(page, "12:30 ", 0)
    page.keyboard.type("12:10 say welcome")
    page.keyboard.press("Enter")
    rows = page.locator(".text-day-rows")
    expect(rows.locator(".is-moved")).to_contain_text(desk.say("moved from 10:30", "改变，原为 10:30"))
    expect(rows.locator(".is-added")).to_contain_text(desk.say("added", "新增"))
    expect(rows.locator(".is-added")).to_contain_text("welcome")
    expect(rows.locator(".is-removed")).to_contain_text(desk.say("removed", "取消"))
    expect(rows.locator(".is-removed .text-change")).to_have_text("−")
    desk.picture("timetable-changes")
    page.get_by_label(desk.say("Only what changes", "只看改变")).check()
    expect(rows.locator("li:visible")).to_have_count(3)
    # The day of another timetable.
    page.locator("input[type=date]").fill("2026-12-31")
    expect(rows).not_to_contain_text("happy-new-year")
    page.get_by_label(desk.say("Only what changes", "只看改变")).uncheck()
    expect(rows).to_contain_text("happy-new-year")


def test_what_is_saved_is_what_was_typed(desk, station):
    """Comments and spacing stay, and it is said what is different on air."""
    page = open_text(desk)
    before = station.written(PATH)
    select(page, "10:30 ", 5)
    page.keyboard.type("10:45")
    page.keyboard.press("Control+s")
    saved(desk)
    assert station.written(PATH) == before.replace("10:30 ", "10:45 ", 1)
    expect(page.locator(".banner.good")).to_contain_text("services")
    expect(desk.button("Save", "保存")).to_be_disabled()


def test_two_who_change_different_lines_lose_nothing(desk, other, station):
    """The second save shows both texts; both changes are chosen already."""
    mine, theirs = open_text(desk), open_text(other)
    before = station.written(PATH)
    select(mine, "10:30 ", 5)
    mine.keyboard.type("10:45")
    select(theirs, "18:30 ", 5)
    theirs.keyboard.type("18:45")
    theirs.keyboard.press("Control+s")
    saved(other)
    mine.keyboard.press("Control+s")
    dialog = mine.get_by_role("dialog")
    expect(dialog).to_contain_text("10:45")
    expect(dialog).to_contain_text("18:45")
    desk.picture("timetable-conflict")
    dialog.get_by_role("button", name=desk.say("Save what is chosen", "保存所选")).click()
    saved(desk)
    assert station.written(PATH) == before.replace("10:30 ", "10:45 ", 1).replace("18:30 ", "18:45 ", 1)


def test_two_who_change_one_line_choose(english, other, station):
    """Going back loses nothing; then theirs is taken, and undo brings mine again."""
    mine, theirs = open_text(english), open_text(other)
    for page, time, who in ((theirs, "10:40", other), (mine, "10:50", english)):
        select(page, "10:30 ", 5)
        page.keyboard.type(time)
        page.keyboard.press("Control+s")
        if who is other:
            saved(who)
    dialog = mine.get_by_role("dialog")
    expect(dialog.get_by_text("both changed it")).to_be_visible()
    dialog.get_by_role("button", name="Back").click()
    state(english, "Not saved yet", "")
    assert "10:50 " in area(mine).input_value()
    mine.get_by_role("button", name="Put the two together").click()
    dialog.get_by_role("button", name="Take all of theirs").click()
    dialog.get_by_role("button", name="Put it into the editor").click()
    saved(english)
    assert "10:40 " in area(mine).input_value()
    mine.keyboard.press("Control+z")
    assert "10:50 " in area(mine).input_value()
    mine.keyboard.press("Control+s")
    saved(english)
    assert "10:50 " in station.written(PATH)


def test_an_earlier_version_comes_back(desk, station):
    """By date and name, shown as differences to now; it is put into the editor, and saved as any change."""
    page = open_text(desk)
    before = station.written(PATH)
    select(page, "10:30 ", 5)
    page.keyboard.type("10:45")
    page.keyboard.press("Control+s")
    saved(desk)
    page.get_by_text(desk.say("Earlier versions", "以前的版本")).click()
    version = page.locator(".text-version").first
    expect(version).to_contain_text("anna")
    expect(version).to_contain_text("2026-11-21")
    version.locator("summary").click()
    expect(version.locator(".text-signed.is-removed")).to_contain_text("10:30")
    expect(version.locator(".text-signed.is-added")).to_contain_text("10:45")
    desk.picture("timetable-versions")
    version.get_by_role("button", name=desk.say("Take this version back", "恢复此版本")).click()
    assert area(page).input_value() == before
    page.keyboard.press("Control+s")
    saved(desk)
    assert station.written(PATH) == before


def test_what_is_not_saved_survives_a_reload_and_signing_out(desk, station):
    """It is there again, said to be unsaved, and can be thrown away; undo takes even that back."""
    page = open_text(desk)
    select(page, "10:30 ", 5)
    page.keyboard.type("10:45")
    state(desk, "Not saved yet", "尚未保存")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator(".banner.warn")).to_contain_text(desk.say("did not save", "尚未保存"))
    assert "10:45 " in area(page).input_value()
    select(page, "11:30 ", 5)
    page.keyboard.type("11:45")
    desk.context.clear_cookies()
    page.keyboard.press("Control+s")
    page.get_by_label(desk.say("Password", "密码")).wait_for()
    page.get_by_label(desk.say("Name", "姓名")).fill("anna")
    page.get_by_label(desk.say("Password", "密码")).fill("broadcast 播音")
    desk.button("Sign in", "登录").click()
    assert "10:45 " in area(page).input_value() and "11:45 " in area(page).input_value()
    desk.button("Back to what is saved", "恢复为已保存的内容").click()
    saved(desk)
    assert area(page).input_value() == station.written(PATH)


def test_leaving_with_unsaved_changes_asks(english):
    """To stay is to be where one was; to leave keeps what was typed for the next time."""
    page = open_text(english)
    select(page, "10:30 ", 5)
    page.keyboard.type("10:45")
    page.get_by_role("link", name="On air").click()
    page.get_by_role("dialog").get_by_role("button", name="Back").click()
    expect(page).to_have_url(f"{english.station.url}/#/timetable?path={PATH}")
    assert "10:45 " in area(page).input_value()
    page.get_by_role("link", name="On air").click()
    page.get_by_role("dialog").get_by_role("button", name="Leave").click()
    page.locator("main h1", has_text="On air").wait_for()
    page = open_text(english)
    assert "10:45 " in area(page).input_value()


def test_an_overlay_is_made_for_certain_days(desk, station):
    """From a name and dates to a file that is saved, and its day beside it."""
    page = open_text(desk)
    desk.button("New timetable", "新建播出表").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(desk.say("Name", "名称")).fill(f"sale-{desk.language}")
    dialog.get_by_label(desk.say("First day", "第一天")).fill("2026-12-05")
    dialog.get_by_label(desk.say("Last day", "最后一天")).fill("2026-12-06")
    desk.picture("timetable-new")
    dialog.get_by_role("button", name=desk.say("Write it", "开始编写")).click()
    expect(area(page)).to_have_value(desk.say(
        "dates  2026-12-05 to 2026-12-06\nover   everyday\n\n", "日期  2026-12-05 至 2026-12-06\n叠加  everyday\n\n"))
    expect(page.locator("input[type=date]")).to_have_value("2026-12-05")
    area(page).press("Control+End")
    page.keyboard.insert_text("12:15 say welcome\n")
    expect(page.locator(".text-day-rows .is-added")).to_contain_text("welcome")
    page.keyboard.press("Control+s")
    saved(desk)
    assert "12:15 say welcome\n" in station.written(f"sale-{desk.language}.timetable")
    expect(page.get_by_role("link", name=f"sale-{desk.language}")).to_be_visible()


def test_a_clerk_looks_and_does_not_touch(browser, station):
    """Who may not save is not offered it."""
    guest = Desk(browser, station, "en", viewport={"width": 1024, "height": 768})
    guest.context.clear_cookies()
    page = guest.page
    page.goto("/#/join?invitation=" + station.invite("desk").split("invitation=")[1])
    page.get_by_label("Your name").fill("looker")
    page.get_by_label("A password").fill("only looking")
    page.get_by_role("button", name="Join", exact=True).click()
    page.locator("main h1", has_text="On air").wait_for()
    page.goto("/#/timetable")
    expect(area(page)).to_have_attribute("readonly", "")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    expect(page.get_by_role("button", name="New timetable")).to_have_count(0)
    expect(page.locator(".text-day-rows li").first).to_be_visible()
    guest.context.close()
    assert guest.errors == []


def test_names_and_texts_are_never_markup(english, station):
    """A file whose name and content are markup is shown as it is written."""
    evil = "<img src=x onerror=document.title='evil'>"
    (station.folder / f"schedules/{evil}.timetable").write_text(f"dates 2026-12-05\nover everyday\n12:00 say <img/src=x>\n")
    page = open_text(english)
    expect(page.locator(".text-file", has_text=evil)).to_be_visible()
    page = open_text(english, f"{evil}.timetable")
    expect(page.locator(".text-problems")).to_contain_text("<img/src=x>")
    expect(page.locator("main img")).to_have_count(0)
    assert "evil" not in page.title()


def test_lines_end_as_they_ended(english, station):
    """A file from Windows stays one; only what was typed is another."""
    station.write("spring.timetable", "dates 2026-12-05\r\nover everyday\r\n12:15 say welcome\r\n")
    page = open_text(english, "spring.timetable")
    saved(english)
    select(page, "12:15", 5)
    page.keyboard.type("12:20")
    page.keyboard.press("Control+s")
    saved(english)
    content = (station.folder / "schedules/spring.timetable").read_bytes()
    assert content == b"dates 2026-12-05\r\nover everyday\r\n12:20 say welcome\r\n"


def test_a_timetable_is_deleted_and_found_again(english, station):
    """It is asked first; a new one of the same name has its versions."""
    station.write("spring.timetable", "dates 2026-12-05\nover everyday\n12:15 say welcome\n")
    page = open_text(english, "spring.timetable")
    english.button("Delete", "").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator(".text-file", has_text="spring")).to_have_count(0)
    assert not (station.folder / "schedules/spring.timetable").exists()
    english.button("New timetable", "").click()
    page.get_by_role("dialog").get_by_label("Name").fill("spring")
    page.get_by_role("dialog").get_by_role("button", name="Write it").click()
    expect(page.locator(".text-file[aria-current]")).to_contain_text("spring")
    page.get_by_text("Earlier versions").click()
    page.locator(".text-version summary").first.click()
    page.get_by_role("button", name="Take this version back").click()
    expect(area(page)).to_have_value("dates 2026-12-05\nover everyday\n12:15 say welcome\n")


def test_the_preview_comes_back_with_the_connection(english):
    """No answer is said, and asked for again without a key being pressed."""
    page = open_text(english)
    page.route("**/v1/texts/preview", lambda route: route.abort())
    select(page, "10:30 ", 5)
    page.keyboard.type("10:45")
    expect(page.locator(".text-desk .banner.bad")).to_be_visible()
    page.unroute("**/v1/texts/preview")
    expect(page.locator(".text-day-rows .is-moved")).to_be_visible()
    expect(page.locator(".text-desk .banner.bad")).to_have_count(0)
