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
