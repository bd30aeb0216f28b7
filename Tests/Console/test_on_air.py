# SPDX-License-Identifier: Apache-2.0
"""On air: what sounds, what comes, what is wrong."""

import re

from playwright.sync_api import expect


def test_it_shows_what_sounds_and_what_comes(desk, station):
    """Each zone with its song and the time that is left; the next items with their times."""
    page = desk.open("on-air")
    zones = page.locator(".on-air-zone")
    expect(zones).to_have_count(2)
    expect(zones.first.locator(".on-air-title")).not_to_be_empty()
    expect(zones.first.locator(".on-air-remaining")).to_have_text(re.compile(r"^−\d+:\d\d$"))
    first = zones.first.locator(".on-air-remaining").text_content()
    expect(zones.first.locator(".on-air-remaining")).not_to_have_text(first)
    expect(page.locator(".on-air-list time").first).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    desk.picture("on-air")


def test_no_sound_is_said_with_its_reason_and_since_when(desk, station):
    """The machine of this test has no sound card."""
    page = desk.open("on-air")
    banner = page.locator(".banner.bad[data-output=main]")
    expect(banner).to_contain_text(desk.say("NO SOUND", "没有声音"))
    expect(banner).to_contain_text(re.compile(r"\d\d:\d\d:\d\d"))
    expect(banner.locator("svg")).to_be_visible()
    reason = station.ask("GET", "/v1/status")["outputs"][0]["reason"]
    expect(banner).to_contain_text(reason[1:])


def test_it_is_muted_and_unmuted_after_a_question(desk, station):
    """Muting asks first, and is not to be overlooked."""
    page = desk.open("on-air")
    desk.button("Mute", "静音", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Back", "返回")).click()
    assert "mutedBy" not in station.ask("GET", "/v1/status")
    desk.button("Mute", "静音", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Mute", "静音"), exact=True).click()
    expect(page.locator(".banner", has_text=desk.say("MUTED by anna", "已由 anna 静音"))).to_be_visible()
    desk.picture("on-air-muted")
    desk.button("Unmute", "取消静音").click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Unmute", "取消静音")).click()
    expect(page.locator(".banner", has_text=desk.say("MUTED", "静音"))).to_have_count(0)


def test_an_announcement_is_shown_over_the_music(english, station):
    """What somebody pushed comes before the song; it waits for the all-clear of a test before."""
    page = english.open("on-air")
    station.ask("POST", "/v1/announcements", {"script": "wet-floor", "fields": {"place": "B"}, "zones": ["store"]})
    zone = page.locator(".on-air-zone[aria-label=store]")
    expect(zone.locator(".on-air-title")).to_have_text("Wet floor", timeout=60_000)
    expect(zone.locator(".tag").first).to_have_text("Notice")
    expect(page.locator(".on-air-zone[aria-label=warehouse] .on-air-title")).not_to_have_text("Wet floor")


def test_each_zone_has_a_level(desk):
    """The meters move with the music, sound card or none."""
    page = desk.open("on-air")
    meter = page.locator(".meter").first
    expect(meter).to_be_visible(timeout=15_000)
    expect(meter).to_contain_text("LUFS")
    expect(meter.locator(".meter-bar")).to_have_count(2)
    assert -60 <= int(meter.get_attribute("aria-valuenow")) <= 0


def test_a_zone_is_heard_live(desk):
    """Listen plays the programme in this browser, and stops when asked."""
    page = desk.open("on-air")
    zone = page.locator(".on-air-zone").first
    zone.get_by_role("button", name=desk.say("Listen", "收听"), exact=True).click()
    expect(zone.get_by_text(desk.say("You hear it live.", "正在实时收听。"))).to_be_visible(timeout=15_000)
    desk.picture("on-air-listening")
    zone.get_by_role("button", name=desk.say("Stop listening", "停止收听")).click()
    expect(zone.get_by_role("button", name=desk.say("Listen", "收听"), exact=True)).to_be_visible()


def test_why_a_zone_cannot_be_heard_is_said(english, station):
    """A daemon that went away is no silent player."""
    page = english.open("on-air")
    page.route("**/v1/listen*", lambda route: route.fulfill(
        status=503, content_type="application/problem+json", body='{"detail": "eight listen already"}'))
    page.locator(".on-air-zone").first.get_by_role("button", name="Listen", exact=True).click()
    expect(page.get_by_text("Eight listen already.")).to_be_visible()
