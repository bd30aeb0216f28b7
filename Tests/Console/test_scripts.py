# SPDX-License-Identifier: Apache-2.0
"""The scripts: found, written, heard, approved."""

import pytest
from playwright.sync_api import expect

WELCOME = "scripts?path=scripts%2Fwelcome.txt"


@pytest.fixture(autouse=True)
def _put_back(texts):
    """What a test writes is gone afterwards."""


def area(page):
    return page.locator("textarea.text-area")


def append(page, text: str) -> None:
    """Writes at the end."""
    area(page).press("Control+End")
    page.keyboard.insert_text(text)


def test_scripts_are_found_by_class_words_and_draft(desk, station):
    """Each with its languages, who approved it and when, or that it is a draft."""
    station.write("scripts/lecture.txt", "title  A lecture / 讲座\nclass  notice\n--- en\nThe lecture begins.\n")
    read = []
    desk.page.on("request", lambda request: "/v1/texts/content" in request.url and read.append(request.url))
    page = desk.open("scripts")
    tile = page.get_by_role("link", name=desk.say("Found property", "失物招领"))
    expect(tile).to_contain_text("2026-11-01 duty manager")
    expect(tile).to_contain_text(desk.say("中文, English", "中文、English"))
    expect(page.locator("h2", has_text=desk.say("Urgent", "急播"))).to_be_visible()
    desk.picture("scripts")
    page.get_by_label(desk.say("Only drafts", "只看草稿")).check()
    expect(page.locator(".text-script")).to_have_count(1)
    expect(page.locator(".text-script")).to_contain_text(desk.say("DRAFT", "草稿"))
    page.get_by_label(desk.say("Only drafts", "只看草稿")).uncheck()
    assert read == [], "the list says enough of each"
    page.get_by_label(desk.say("Filter", "筛选")).fill("umbrella")
    expect(page.locator(".text-script").first).to_be_visible()
    assert page.locator(".text-script").count() < 6


def test_a_script_is_written_approved_and_can_be_announced(desk, station):
    """From a template to what the service desk sees; until it is approved it is a draft."""
    name = f"fair-{desk.language}"
    page = desk.open("scripts")
    desk.button("New script", "新建播音稿").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(desk.say("Name", "名称")).fill(name)
    dialog.get_by_label(desk.say("Title", "标题")).fill("The book fair / 书展")
    dialog.get_by_role("button", name=desk.say("Write it", "开始编写")).click()
    expect(page.locator("main h1")).to_have_text(desk.say("The book fair", "书展"))
    expect(page.locator(".text-approval")).to_contain_text(desk.say("DRAFT", "草稿"))
    area(page).fill("title  The book fair / 书展\nclass  notice\n--- zh\n书展开始了\n--- en\nThe book fair begins.\n")
    page.keyboard.press("Control+s")
    expect(page.locator(".text-state")).to_contain_text(desk.say("✓ Saved", "✓ 已保存"))
    assert name not in [script["name"] for script in station.ask("GET", "/v1/scripts")]
    page.locator(".text-approval").get_by_role("button").click()
    expect(dialog).to_contain_text("The book fair begins.")
    expect(dialog).to_contain_text("书展开始了")
    desk.picture("scripts-approve")
    dialog.get_by_role("button", name=desk.say("Approve", "审核通过")).click()
    expect(page.locator(".text-approval")).to_contain_text("2026-11-21 anna")
    assert "2026-11-21 anna" in area(page).input_value()
    assert name in [script["name"] for script in station.ask("GET", "/v1/scripts")]


def test_words_changed_after_the_approval_are_called_so(desk, station):
    """At once while writing, after the save, and until they are approved anew."""
    page = desk.open(WELCOME)
    approval = page.locator(".text-approval")
    expect(approval).to_contain_text("2026-11-01 duty manager")
    expect(approval.get_by_role("button")).to_have_count(0)
    append(page, "Come in.\n")
    changed = desk.say("Changed since it was approved", "审核之后改过")
    expect(approval).to_contain_text(changed)
    page.keyboard.press("Control+s")
    expect(page.locator(".text-state")).to_contain_text(desk.say("✓ Saved", "✓ 已保存"))
    assert "approved  2026-11-01 duty manager" in station.written("scripts/welcome.txt")
    page.reload()
    expect(approval).to_contain_text(changed)
    desk.picture("scripts-changed")
    approval.get_by_role("button").click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Approve", "审核通过")).click()
    expect(approval).to_contain_text("2026-11-21 anna")
    expect(approval).not_to_contain_text(changed)


def test_a_script_is_heard_as_it_is_written(desk):
    """Its slots filled in, and all of it, also before it is saved."""
    page = desk.open("scripts?path=scripts%2Ffound-property.txt")
    page.get_by_label("English").check()
    page.get_by_label(desk.say("Item", "物品")).fill("a red umbrella")
    page.get_by_label(desk.say("Place", "地点")).fill("the book shop")

    def heard():
        with page.expect_response("**/v1/texts/audition") as answer:
            page.get_by_role("button", name=desk.say("Hear it", "试听")).click()
        expect(page.locator("audio")).to_be_visible()
        return answer.value.json()

    first = heard()
    assert len(first["texts"]) == 1 and "a red umbrella" in first["texts"][0]
    desk.picture("scripts-heard")
    # More than a free text may have.
    append(page, "Thank you. " * 60 + "\n")
    expect(page.locator("audio")).to_have_count(0)
    whole = heard()
    assert whole["texts"][0].count("Thank you.") == 60 and whole["seconds"] > 30


def test_a_title_is_never_markup(english, station):
    """Whatever somebody wrote into a script is words."""
    station.write("scripts/evil.txt", "title  <img src=x onerror=alert(1)>\nclass  notice\n--- en\n<b>Hello</b>\n")
    page = english.open("scripts")
    page.get_by_role("link", name="<img src=x").click()
    expect(page.locator("main h1")).to_have_text("<img src=x onerror=alert(1)>")
    page.locator(".text-approval").get_by_role("button").click()
    expect(page.get_by_role("dialog")).to_contain_text("<b>Hello</b>")
    expect(page.locator("body img, main b")).to_have_count(0)
