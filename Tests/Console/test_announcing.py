# SPDX-License-Identifier: Apache-2.0
"""The service desk: what is sent is what was typed, once."""

import re

from playwright.sync_api import expect

HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"

LOADED = "new Promise(done => { sound.onloadedmetadata = () => done(sound.duration); sound.load() })"


def test_a_script_is_filled_sent_and_claimed(desk, station):
    """A clerk announces a found purse and the owner comes."""
    page = desk.open("announce")
    page.get_by_role("link", name=desk.say("Found property", "失物招领")).click()
    page.locator("[name='item.zh']").fill("红色钱包")
    page.locator("[name='item.en']").fill("a red purse")
    page.locator("[name='place.zh']").fill("三楼")
    page.locator("[name='place.en']").fill("floor three")
    expect(page.locator("blockquote").nth(0)).to_contain_text("三楼拾到红色钱包")
    expect(page.locator("blockquote").nth(1)).to_contain_text("found a red purse at floor three")
    desk.picture("announce-form")
    desk.button("Send", "发送").click()
    expect(page.locator(".announce-form")).to_have_count(0)
    sent = station.announcements()[0]
    assert sent["name"] == "found-property" and sent["times"] == 3
    row = page.locator(f"[data-id='{sent['id']}']")
    expect(row).to_contain_text(desk.say("Found property", "失物招领"))
    row.get_by_role("button", name=desk.say("Claimed", "已认领")).click()
    # It is heard to its end.
    expect(row).to_have_attribute("data-state", re.compile("claimed|onAir"))
    assert {"claimed"} <= {action["action"] for action in station.announcements()[0]["actions"]}


def test_it_is_heard_first_and_nothing_is_announced(desk, station):
    """The browser plays what would be heard, and says how long it takes and when it would begin."""
    before = len(station.announcements())
    page = desk.open("announce?script=wet-floor")
    page.locator("[name='place.zh']").fill("B3")
    desk.button("Hear it first", "先试听").click()
    sound = page.locator(".announce-heard audio")
    expect(sound).to_be_visible(timeout=30_000)
    expect(page.locator(".announce-heard")).to_contain_text(desk.say("takes", "时长"))
    assert sound.evaluate(f"sound => {LOADED}") > 3
    desk.picture("announce-heard")
    # What is heard is of what stands in the form.
    page.locator("[name='place.zh']").fill("B4")
    expect(sound).to_have_count(0)
    assert len(station.announcements()) == before


def test_what_was_filled_in_is_offered_again(english):
    """A clerk need not type the place a second time."""
    page = english.open("announce?script=wet-floor")
    page.locator("[name='place.zh']").fill("B区")
    page.locator("[name='place.en']").fill("zone B")
    english.button("Send", "").click()
    expect(page.locator(".announce-form")).to_have_count(0)
    page = english.open("announce?script=wet-floor")
    assert page.locator("datalist[id='recent-place.zh'] option").get_attribute("value") == "B区"
    assert page.locator("datalist[id='recent-place.en'] option").get_attribute("value") == "zone B"


def test_languages_zones_repeats_and_note_are_sent_as_chosen(english, station):
    """The form's choices reach the station."""
    page = english.open("announce?script=wet-floor")
    page.get_by_label("中文", exact=True).last.uncheck()
    page.locator("[name='place.en']").fill("the door")
    page.get_by_label("warehouse").uncheck()
    page.get_by_label("Several times").check()
    page.get_by_label("Times", exact=True).fill("4")
    page.get_by_label("Every … minutes").fill("2")
    page.get_by_label("Note for the record").fill("asked for by the cleaners")
    with page.expect_request(lambda request: request.method == "POST") as sending:
        english.button("Send", "").click()
    body = sending.value.post_data_json
    assert body["languages"] == ["en"] and body["zones"] == ["store"] and body["fields"] == {"place": "the door"}
    assert body["repeat"]["times"] == 4 and body["repeat"]["every"] == "120s"
    expect(page.locator(".announce-form")).to_have_count(0)
    assert station.announcements()[0]["note"] == "asked for by the cleaners"


def test_a_double_tap_announces_once(english, station):
    """Two presses in one moment are one announcement."""
    before = len(station.announcements())
    page = english.open("announce?text")
    page.locator("textarea").fill("The lecture begins in ten minutes.")
    english.button("Send", "").dblclick()
    expect(page.locator(".announce-form")).to_have_count(0)
    expect(page.locator(".announce-list li strong", has_text="The lecture begins")).to_have_count(
        len([one for one in station.announcements() if one["name"].startswith("The lecture")]))
    assert len(station.announcements()) == before + 1


def test_a_connection_lost_in_mid_submit_announces_once(desk, station):
    """The station took it, its answer was lost, and the clerk sends it again."""
    before = len(station.announcements())
    page = desk.open("announce?text")

    def lose(route):
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/v1/announcements", lose)
    page.locator("textarea").fill("A lost answer.")
    desk.button("Send", "发送").click()
    again = desk.button("Send again", "再次发送")
    expect(again).to_be_visible()
    desk.picture("announce-lost")
    assert page.locator("textarea").input_value() == "A lost answer."
    page.unroute("**/v1/announcements")
    again.click()
    expect(page.locator(".announce-form")).to_have_count(0)
    assert len(station.announcements()) == before + 1


def test_a_refusal_is_shown_where_it_happened_and_the_form_is_kept(desk):
    """A telephone number is refused with its reason."""
    page = desk.open("announce?script=wet-floor")
    page.locator("[name='place.zh']").fill("13800138000")
    page.locator("[name='place.en']").fill("13800138000")
    desk.button("Send", "发送").click()
    expect(page.locator(".announce-foot [role=alert]")).to_be_in_viewport()
    assert page.locator("[name='place.zh']").input_value() == "13800138000"


def test_what_people_write_is_never_markup(english, station):
    """A text, a note and a name that are HTML are shown as they were written."""
    page = english.open("announce?text")
    page.locator("textarea").fill(HOSTILE)
    page.get_by_label("Note for the record").fill(HOSTILE)
    english.button("Send", "").click()
    row = page.locator(".announce-list li").first
    expect(row).to_contain_text("<img src=x")
    for view in ("announce", "on-air"):
        english.open(view)
        expect(page.get_by_text("<img src=x").first).to_be_visible()
        assert page.title() != "taken" and page.locator("img").count() == 0


def test_names_in_files_are_never_markup(english):
    """The store's name, a script's title and words, and a song's title are shown as they were written."""
    page = english.page

    def hostile(route):
        answer = route.fetch().json()
        if route.request.url.endswith("session"):
            answer["name"] = HOSTILE
        elif route.request.url.endswith("status"):
            for zone in answer["zones"]:
                zone["bed"] = {"folder": HOSTILE, "title": HOSTILE, "start": "x", "end": "y"}
        else:
            for script in answer:
                script["texts"] = [text | {"title": HOSTILE, "text": HOSTILE} for text in script["texts"]]
        route.fulfill(json=answer)

    for path in ("session", "status", "scripts"):
        page.route(f"**/v1/{path}", hostile)
    for view in ("on-air", "announce", "announce?script=wet-floor"):
        english.open(view)
        expect(page.get_by_text("<img src=x").first).to_be_visible()
        assert page.title() != "taken" and page.locator("img").count() == 0


def test_a_recording_is_made_heard_and_sent(desk, station):
    """The browser's microphone reaches the station."""
    page = desk.open("announce?record")
    desk.button("Record", "录音", exact=True).click()
    expect(page.locator("meter")).to_be_visible()
    expect(page.locator(".announce-recorded")).to_have_text("0:02")
    desk.picture("announce-record")
    desk.button("Stop", "停止").click()
    sound = page.locator("audio")
    assert sound.evaluate(f"sound => {LOADED}") > 1
    desk.button("Send", "发送").click()
    expect(page.locator(".announce-form")).to_have_count(0)
    assert station.announcements()[0]["class"] == "urgent"


def test_without_a_microphone_it_says_what_to_do(english):
    """A page that came without HTTPS cannot record; a file can be sent."""
    english.context.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
                                    "; Object.defineProperty(window, 'isSecureContext', { value: false })")
    page = english.open("announce?record")
    expect(page.get_by_text("only over HTTPS")).to_be_visible()
    expect(page.locator("input[type=file]")).to_be_visible()


def test_what_could_not_be_spoken_is_to_be_read_out(desk, station):
    """The text is large above every view until somebody has read it."""
    texts = ["三楼地面湿滑。", "The floor is wet on floor three."]
    station.ask("POST", "/v1/announcements", {"text": "x", "class": "notice"})
    page = desk.page

    def without_voice(route):
        known = route.fetch().json()
        known[0] |= {"shown": {"texts": texts, "reason": "the speech engine is away"}}
        route.fulfill(json=known)

    page.route("**/v1/announcements", without_voice)
    for view in ("announce", "on-air"):
        desk.open(view)
        box = page.locator(".reading section")
        expect(box).to_be_in_viewport()
        for text in texts:
            expect(box).to_contain_text(text)
    desk.picture("read-out")
    desk.button("I have read it out", "我已宣读").click()
    expect(box).to_have_count(0)


def test_it_is_cancelled_after_a_question(desk, station):
    """Cancelling asks first."""
    station.ask("POST", "/v1/announcements", {"text": "Wait for it.", "class": "notice",
                                             "repeat": {"times": 5, "every": "10m"}})
    identity = station.announcements()[0]["id"]
    page = desk.open("announce")
    row = page.locator(f"[data-id='{identity}']")
    row.get_by_role("button", name=desk.say("Cancel", "取消")).click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Back", "返回")).click()
    assert station.announcements()[0]["state"] != "cancelled"
    row.get_by_role("button", name=desk.say("Cancel", "取消")).click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Cancel it", "取消广播")).click()
    expect(row).to_have_attribute("data-state", "cancelled")


def test_a_slot_wants_english_words_for_an_english_voice(english, station):
    """Chinese alone is not sent to a voice that cannot say it; letters and numbers are for both."""
    before = len(station.announcements())
    page = english.open("announce?script=wet-floor")
    page.locator("[name='place.zh']").fill("三楼")
    english.button("Send", "").click()
    assert "English" in page.locator("[name='place.en']").evaluate("field => field.validationMessage")
    page.locator("[name='place.zh']").fill("B3")
    english.button("Send", "").click()
    expect(page.locator(".announce-form")).to_have_count(0)
    assert len(station.announcements()) == before + 1


def test_by_keyboard_alone(english, station):
    """From the page's beginning to the announcement, no pointer."""
    page = english.open("announce")
    before = len(station.announcements())

    def go_to(place: str) -> None:
        for _ in range(60):
            if page.evaluate("place => document.activeElement.matches(place)", place):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the focus never reaches {place}")

    go_to("[href$='script=wet-floor']")
    page.keyboard.press("Enter")
    page.locator(".announce-form").wait_for()
    go_to("[name='place.zh']")
    page.keyboard.type("B3")
    go_to(".announce-send")
    page.keyboard.press("Enter")
    expect(page.locator(".announce-form")).to_have_count(0)
    assert len(station.announcements()) == before + 1
