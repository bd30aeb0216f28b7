# SPDX-License-Identifier: Apache-2.0
"""The sound files: heard, added, replaced, removed and brought back; what is refused, and what breaks off."""

import io
import math
import struct
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import Desk, faults_of_access
from playwright.sync_api import Page, Route, expect
from station import NAME, PASSWORD

UPLOADS = "**/v1/media?path=*"
POP = ".media-group[data-place='music/pop']"
HOSTILE = "<img src=x onerror=document.title='taken'>"
LISTENED = "audio => new Promise(done => audio.ontimeupdate = () => audio.currentTime > 0.05 && done(true))"


@pytest.fixture(autouse=True)
def _put_back(sounds):
    """What a test adds is gone afterwards."""


def tone(seconds: float = 2, level: float = 0.2) -> bytes:
    """A WAV of a tone."""
    frames = (int(32767 * level * math.sin(frame / 17)) for frame in range(int(seconds * 48000)))
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(b"".join(struct.pack("<h", frame) for frame in frames))
    return content.getvalue()


def sound(name: str, content: bytes | None = None) -> dict:
    """A file that somebody chooses."""
    return {"name": name, "mimeType": "audio/wav", "buffer": tone() if content is None else content}


def choose(page: Page, button, *files) -> None:
    """Chooses files by a button."""
    with page.expect_file_chooser() as choosing:
        button.click()
    choosing.value.set_files(list(files))


def open_media(desk) -> Page:
    """Opens the view, and waits for the files."""
    page = desk.open("media")
    expect(page.locator(".media-file").first).to_be_visible()
    return page


def group(page: Page, path: str):
    return page.locator(f".media-group[data-place='{path}']")


def adding(desk, path: str):
    """The button that adds to a group."""
    return group(desk.page, path).get_by_role("button", name=desk.say("Add to", "添加到"))


def upload(page: Page, name: str):
    """The row of an upload."""
    return page.locator(".media-upload", has_text=name)


def done(page: Page, name: str):
    """Waits until an upload is done, and gives its row."""
    row = upload(page, name)
    expect(row).to_have_attribute("data-state", "done")
    return row


def stored(station, path: str) -> bytes:
    return (station.folder / "audio" / path).read_bytes()


def drag(page: Page, place: str, *files: Path) -> Callable[[], None]:
    """Drags files over a place, as from a file manager; gives what drops them there."""
    at = page.locator(place).first
    at.scroll_into_view_if_needed()
    box = at.bounding_box()
    browser = page.context.new_cdp_session(page)
    carried = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}

    def event(kind: str) -> None:
        browser.send("Input.dispatchDragEvent", {"type": kind, "x": box["x"] + 30, "y": box["y"] + 20, "data": carried})

    event("dragEnter")
    event("dragOver")
    return lambda: event("drop")


def drop(page: Page, place: str, *files: Path) -> None:
    """Drops files onto a place, once the page has said that it takes them."""
    let_go = drag(page, place, *files)
    expect(page.locator("body")).to_have_class("is-dropping")
    let_go()


def made(folder: Path, *names: str) -> list[Path]:
    """Sound files on the browser's own disk."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(tone())
    return [folder / name for name in names]


@contextmanager
def holding(page: Page) -> Iterator[list[Route]]:
    """Holds back what is uploaded; gives what is held."""
    held = []
    page.route(UPLOADS, lambda route: held.append(route))
    try:
        yield held
    finally:
        # What is held for good must not be waited for.
        page.unroute(UPLOADS)


def paths(station) -> list[str]:
    return [file["path"] for file in station.ask("GET", "/v1/media")["files"]]


def test_a_song_is_added_heard_removed_and_brought_back(desk, station):
    """From a file with a blank in its name to a new music folder, and all the way back."""
    page = open_media(desk)
    choose(page, page.locator(".media-add"), sound("Autumn Rain (live).WAV"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(desk.say("Where to", "放在哪里")).select_option(
        label=desk.say("New music folder…", "新建音乐文件夹…"))
    dialog.get_by_label(desk.say("Its name", "名称"), exact=True).fill("秋天")
    name = dialog.get_by_label("Autumn Rain (live).WAV")
    expect(name).to_have_value("Autumn-Rain-live")
    desk.picture("media-where")
    assert faults_of_access(page) == []
    name.fill("rain")
    dialog.get_by_role("button", name=desk.say("Add", "添加")).click()
    row = done(page, "rain.wav")
    expect(row).to_contain_text("0:02")
    expect(row).to_contain_text("LUFS")
    expect(row).to_contain_text(desk.say("What changes on air", "播出的变化"))
    # No timetable plays the folder yet.
    expect(row.locator(".media-warnings .icon").first).to_be_visible()
    assert stored(station, "music/秋天/rain.wav") == tone()
    desk.picture("media-added")
    assert faults_of_access(page) == []
    row.get_by_role("button", name=desk.say("Dismiss", "关闭")).click()
    expect(page.locator(".media-upload")).to_have_count(0)

    page.get_by_label(desk.say("Filter", "筛选")).fill("秋天")
    expect(page.locator(".media-file")).to_have_count(1)
    group(page, "music/秋天").get_by_role("button", name=desk.say("Hear rain", "试听 rain")).click()
    audio = page.locator(".media-player audio")
    assert audio.evaluate(LISTENED)
    group(page, "music/秋天").get_by_role("button", name=desk.say("Remove rain", "移除 rain")).click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Remove", "移除")).click()
    expect(page.locator(".banner.good")).to_contain_text("rain")
    expect(audio).to_have_count(0)
    page.get_by_label(desk.say("Filter", "筛选")).fill("")
    former = page.locator(".media-former li", has_text="rain.wav").first
    expect(former).to_contain_text(NAME)
    desk.picture("media-removed")
    assert "music/秋天/rain.wav" not in paths(station)
    former.get_by_role("button", name=desk.say("Bring back", "恢复")).click()
    expect(group(page, "music/秋天").locator(".media-file")).to_have_count(1)
    assert stored(station, "music/秋天/rain.wav") == tone()


def test_only_one_sound_is_heard_at_a_time(english):
    """Another one takes its place, and pressing its own button again ends it."""
    page = open_media(english)
    page.get_by_role("button", name="Hear gong-2").click()
    page.get_by_role("button", name="Hear opening-march").click()
    expect(page.locator("audio")).to_have_count(1)
    expect(page.locator(".media-player")).to_contain_text("opening-march")
    # It is 53 s long, and would not end by itself.
    page.get_by_role("button", name="Stop opening-march").click()
    expect(page.locator("audio")).to_have_count(0)


def test_two_files_are_dropped_onto_a_group(desk, station, tmp_path):
    """They go there without a question, Chinese names as they are."""
    page = open_media(desk)
    files = made(tmp_path, "雨天.wav", "sun.wav")
    drag(page, POP, *files)
    expect(page.locator(f"{POP}.is-target")).to_be_visible()
    desk.picture("media-dragging")
    # A picture of the whole page ends the dragging.
    page.reload()
    open_media(desk)
    drop(page, POP, *files)
    done(page, "雨天.wav")
    done(page, "sun.wav")
    assert {"music/pop/雨天.wav", "music/pop/sun.wav"} <= set(paths(station))
    expect(group(page, "music/pop")).to_contain_text("雨天")


def test_files_that_are_dropped_beside_the_groups_are_asked_for(english, station, tmp_path):
    """Where to, and under which names."""
    page = open_media(english)
    drop(page, "main h1", *made(tmp_path, "a b.wav", "c.wav"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Where to").select_option(label="Items")
    expect(dialog.get_by_label("a b.wav")).to_have_value("a-b")
    dialog.get_by_role("button", name="Add").click()
    done(page, "a-b.wav")
    done(page, "c.wav")
    assert {"items/a-b.wav", "items/c.wav"} <= set(paths(station))


def test_a_folder_that_is_dropped_is_a_new_music_folder(english, station, tmp_path):
    """With its name, and the files in it."""
    page = open_media(english)
    made(tmp_path / "Autumn songs", "one.wav", "two.wav", ".hidden.wav")
    drop(page, "main h1", tmp_path / "Autumn songs")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Its name")).to_have_value("Autumn-songs")
    dialog.get_by_role("button", name="Add").click()
    done(page, "one.wav")
    done(page, "two.wav")
    assert [path for path in paths(station) if "Autumn" in path] == [
        "music/Autumn-songs/one.wav", "music/Autumn-songs/two.wav"]


@pytest.mark.parametrize("answer", ["both", "replace", "leave"])
def test_another_file_is_there(desk, station, answer):
    """Nothing is overwritten unless somebody says so, and then the former can be brought back."""
    page = open_media(desk)
    before = stored(station, "items/opening-march.ogg")
    # A station that has just begun has not measured everything yet.
    expect(page.locator("[data-path='items/opening-march.ogg']")).to_contain_text("LUFS", timeout=60_000)
    choose(page, adding(desk, "items"), sound("opening-march.wav"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("opening-march.ogg")
    expect(dialog.locator(".media-side").first).to_contain_text("LUFS")
    expect(dialog.locator(".media-side").first).to_contain_text("0:53")
    expect(dialog.locator(".media-side").last).to_contain_text("0:02")
    name = dialog.get_by_label(desk.say("If both are kept", "都保留时"))
    expect(name).to_have_value("opening-march-2")
    desk.picture("media-conflict")
    assert faults_of_access(page) == []
    label = {"both": desk.say("Keep both", "都保留"), "replace": desk.say("Replace", "替换"),
             "leave": desk.say("Leave it", "不添加")}[answer]
    dialog.get_by_role("button", name=label).click()
    expect(dialog).to_have_count(0)
    items = lambda: sorted(path for path in paths(station) if path.startswith("items/"))
    if answer == "leave":
        expect(page.locator(".media-upload")).to_have_count(0)
        assert items() == ["items/opening-march.ogg"]
    elif answer == "both":
        done(page, "opening-march-2.wav")
        assert items() == ["items/opening-march-2.wav", "items/opening-march.ogg"]
    else:
        done(page, "opening-march.wav")
        assert items() == ["items/opening-march.wav"]
        expect(page.locator(".media-former li", has_text="opening-march.ogg").first).to_be_visible()
    if answer != "replace":
        assert stored(station, "items/opening-march.ogg") == before


def test_a_file_that_came_meanwhile_is_not_overwritten(english, station):
    """Another person was quicker than the list: the station says so, and the same is asked."""
    page = open_media(english)
    page.route("**/v1/media", lambda route: route.abort() if route.request.method == "GET" else route.continue_())
    (station.folder / "audio/items/quick.wav").write_bytes(tone(3))
    choose(page, adding(english, "items"), sound("quick.wav"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("There is a “quick” already")
    page.keyboard.press("Escape")
    row = upload(page, "quick.wav")
    expect(row).to_contain_text("there already")
    row.get_by_role("button", name="Decide").click()
    dialog.get_by_role("button", name="Keep both").click()
    done(page, "quick-2.wav")
    assert stored(station, "items/quick.wav") == tone(3)


def test_one_answer_is_for_all_that_are_there(english, station):
    """Somebody who drops a whole folder again is asked once."""
    page = open_media(english)
    choose(page, adding(english, "chimes"), sound("gong-2.wav"), sound("gong-4.wav"), sound("new.wav"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("The same for the other file").check()
    dialog.get_by_role("button", name="Keep both").click()
    for name in ("gong-2-2.wav", "gong-4-2.wav", "new.wav"):
        done(page, name)
    both = {"chimes/gong-2.ogg", "chimes/gong-2-2.wav", "chimes/gong-4.ogg", "chimes/gong-4-2.wav"}
    assert both <= set(paths(station))


def test_what_is_too_large_is_said_before_it_is_sent(desk, tmp_path):
    """200 MB never leave the browser; the limit and what to do are said."""
    page = open_media(desk)
    large = tmp_path / "large.wav"
    with open(large, "wb") as file:
        file.truncate(200 * 1024 * 1024)
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method == "PUT" else None)
    choose(page, adding(desk, "items"), large)
    row = upload(page, "large.wav")
    expect(row).to_contain_text("200 MB")
    expect(row).to_contain_text("128 MB")
    expect(row).to_contain_text("FLAC")
    expect(row).to_have_attribute("data-state", "refused")
    desk.picture("media-too-large")
    assert sent == []


def test_what_is_no_sound_is_refused(desk, station):
    """By its ending before it is sent, by its content from the station; nothing of it is kept."""
    page = open_media(desk)
    choose(page, adding(desk, "items"), sound("letter.docx"), sound("noise.wav", b"This is no sound. " * 500))
    expect(upload(page, "letter.docx")).to_have_attribute("data-state", "refused")
    row = upload(page, "noise.wav")
    expect(row).to_have_attribute("data-state", "failed")
    expect(row.get_by_role("alert")).to_contain_text("FLAC")
    # Trying again cannot help.
    expect(row.get_by_role("button", name=desk.say("Try again", "重试"))).to_have_count(0)
    desk.picture("media-refused")
    assert faults_of_access(page) == []
    assert "items/noise.wav" not in paths(station)


def test_what_files_are_called_is_never_markup(english, station):
    """A name that is HTML is a text where it is chosen, and where it is there already."""
    page = english.page

    def hostile(route):
        if route.request.method != "GET":
            return route.continue_()
        answer = route.fetch().json()
        warning = {"severity": "warning", "message": HOSTILE, "fix": HOSTILE}
        answer["files"][0] |= {"path": f"music/{HOSTILE}/{HOSTILE}.wav", "kind": "music", "name": HOSTILE,
                               "group": HOSTILE, "warnings": [warning]}
        answer["folders"]["music"].append(HOSTILE)
        answer["problems"].append(warning | {"file": HOSTILE})
        answer["former"].insert(0, {"id": HOSTILE, "path": f"items/{HOSTILE}.wav", "by": HOSTILE, "why": "removed",
                                    "at": "2026-11-21T10:00:00.000+08:00", "bytes": 5})
        route.fulfill(json=answer)

    page.route("**/v1/media", hostile)
    open_media(english)
    expect(page.locator(".media-file", has_text="<img src=x")).to_be_visible()
    expect(page.locator(".media-former", has_text="<img src=x")).to_be_visible()
    choose(page, page.locator(".media-add"), sound(f"{HOSTILE}.wav"))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("<img src=x")
    dialog.get_by_label("Where to").select_option(label="Items")
    expect(dialog.locator("fieldset input")).to_have_value("img-src-x-onerror-document-title-taken")
    dialog.get_by_role("button", name="Add").click()
    done(page, "img-src-x")
    assert page.title() != "taken" and page.locator("img").count() == 0


def test_a_connection_that_is_lost_on_the_way_keeps_the_file(desk, station):
    """It is said, and trying again needs no second choice."""
    page = open_media(desk)
    page.route(UPLOADS, lambda route: route.abort("connectionreset"))
    choose(page, adding(desk, "items"), sound("lost.wav"))
    row = upload(page, "lost.wav")
    expect(row.get_by_role("alert")).to_contain_text(desk.say("The connection was lost", "连接断开"))
    desk.picture("media-lost")
    page.unroute(UPLOADS)
    row.get_by_role("button", name=desk.say("Try again", "重试")).click()
    done(page, "lost.wav")
    assert stored(station, "items/lost.wav") == tone()


def test_an_answer_that_is_lost_is_no_conflict_afterwards(english, station):
    """The station took the file, its answer was lost: trying again finds it there, and asks nothing."""
    page = open_media(english)

    def lose(route):
        if route.request.method == "PUT":
            assert route.fetch().status == 201
            route.abort("connectionreset")
        elif route.request.method == "GET":
            route.abort()

    page.route("**/v1/media*", lose)
    choose(page, adding(english, "items"), sound("kept.wav"))
    row = upload(page, "kept.wav")
    expect(row.get_by_role("alert")).to_be_visible()
    page.unroute("**/v1/media*", lose)
    row.get_by_role("button", name="Try again").click()
    done(page, "kept.wav")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert stored(station, "items/kept.wav") == tone()


def test_a_session_that_ends_on_the_way_keeps_the_file(desk, station):
    """The sign-in comes up over it; then it is sent again."""
    page = open_media(desk)
    with holding(page) as held:
        with page.expect_request(UPLOADS):
            choose(page, adding(desk, "items"), sound("patient.wav"))
        expect(upload(page, "patient.wav")).to_have_attribute("data-state", "sending")
        desk.context.clear_cookies()
        held[0].continue_()
    page.get_by_label(desk.say("Password", "密码")).fill(PASSWORD)
    page.get_by_role("button", name=desk.say("Sign in", "登录")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    row = upload(page, "patient.wav")
    expect(row).to_contain_text(desk.say("Your session ended", "登录已过期"))
    row.get_by_role("button", name=desk.say("Try again", "重试")).click()
    done(page, "patient.wav")
    assert stored(station, "items/patient.wav") == tone()


def test_two_are_sent_at_once_in_any_view_and_one_is_cancelled(english, station):
    """The third waits; looking at another view ends nothing."""
    page = open_media(english)
    with holding(page) as held:
        choose(page, adding(english, "items"), *(sound(f"part-{number}.wav") for number in (1, 2, 3)))
        expect(page.locator(".media-upload[data-state=sending]")).to_have_count(2)
        expect(upload(page, "part-3.wav")).to_have_attribute("data-state", "waiting")
        expect(upload(page, "part-1.wav").get_by_role("progressbar")).to_be_visible()
        english.picture("media-sending")
        upload(page, "part-1.wav").get_by_role("button", name="Cancel").click()
        expect(upload(page, "part-3.wav")).to_have_attribute("data-state", "sending")
        page.get_by_role("link", name="On air").first.click()
        page.locator(".on-air-list li").first.wait_for()
        for route in held[1:]:
            route.continue_()
    page.get_by_role("link", name="Media").first.click()
    done(page, "part-2.wav")
    done(page, "part-3.wav")
    assert "items/part-1.wav" not in paths(station)


def test_who_may_not_change_the_programme_looks_and_hears(browser, station, language, tmp_path):
    """A clerk of the service desk sees no upload, no removing, and drops nothing."""
    desk = Desk(browser, station, language, viewport={"width": 1024, "height": 768})
    desk.page.route("**/v1/session", clerk)
    page = open_media(desk)
    expect(page.get_by_role("button", name=desk.say("Hear gong-2", "试听 gong-2"))).to_be_visible()
    for name in (desk.say("Add", "添加"), desk.say("New folder", "新建文件夹"), desk.say("Remove", "移除"),
                 desk.say("Bring back", "恢复")):
        expect(page.locator("main").get_by_role("button", name=name)).to_have_count(0)
    drag(page, POP, *made(tmp_path, "dropped.wav"))
    expect(page.locator(".is-target")).to_have_count(0)
    page.get_by_role("button", name=desk.say("Hear gong-2", "试听 gong-2")).click()
    assert page.locator(".media-player audio").evaluate(LISTENED)
    desk.context.close()
    assert desk.errors == []


def clerk(route) -> None:
    answer = route.fetch()
    body = answer.json()
    body["account"]["roles"] = ["desk"]
    route.fulfill(response=answer, json=body)


def test_by_keyboard_alone(english, station):
    """Chosen, named, heard and removed without a pointer."""
    page = open_media(english)

    def go_to(place: str) -> None:
        for _ in range(150):
            if page.evaluate("place => document.activeElement.matches(place)", place):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the focus never reaches {place}")

    # The browser is told to hand over the chooser some keys before it comes.
    with page.expect_file_chooser() as choosing:
        go_to(".media-add")
        page.keyboard.press("Enter")
    choosing.value.set_files([sound("by keyboard.wav")])
    go_to(".media-where select")
    page.keyboard.type("Items")
    go_to(".media-where .button.primary")
    page.keyboard.press("Enter")
    done(page, "by-keyboard.wav")
    expect(page.locator("[data-key='play items/by-keyboard.wav']").first).to_be_visible()
    go_to("[data-play='items/by-keyboard.wav']")
    page.keyboard.press("Enter")
    assert page.locator(".media-player audio").evaluate(LISTENED)
    page.keyboard.press("Enter")
    go_to("[data-key='remove items/by-keyboard.wav']")
    page.keyboard.press("Enter")
    go_to("dialog .danger")
    page.keyboard.press("Enter")
    expect(page.locator(".banner.good")).to_contain_text("by-keyboard")
    assert "items/by-keyboard.wav" not in paths(station)


def test_what_changes_on_the_disk_is_seen(english, station):
    """Somebody copies a file into the folder: the page shows it without being loaded anew."""
    page = open_media(english)
    (station.folder / "audio/items/copied.wav").write_bytes(tone())
    station.ask("POST", "/v1/reload")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".media-file[data-path='items/copied.wav']")).to_be_visible()
