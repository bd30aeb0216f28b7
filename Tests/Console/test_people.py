# SPDX-License-Identifier: Apache-2.0
"""Who is in: signing in and out, invitations, roles."""

from playwright.sync_api import expect

from station import NAME, PASSWORD


def test_a_wrong_password_is_said_in_place(desk):
    """The name stays, and the right password lets in."""
    desk.context.clear_cookies()
    page = desk.page
    page.goto("/")
    page.get_by_label(desk.say("Name", "姓名")).fill(NAME)
    password = page.get_by_label(desk.say("Password", "密码"))
    assert password.get_attribute("autocomplete") == "current-password"
    password.fill("wrong password")
    desk.button("Sign in", "登录").click()
    expect(page.get_by_role("alert")).to_be_visible()
    desk.picture("sign-in-wrong")
    assert page.get_by_label(desk.say("Name", "姓名")).input_value() == NAME
    password.fill(PASSWORD)
    desk.button("Sign in", "登录").click()
    page.locator("main h1", has_text=desk.say("On air", "正在播出")).wait_for()


def test_signing_out_leaves_nothing_to_see(english, station):
    """After signing out the page knows nothing of the station but its name."""
    page = english.open("on-air")
    english.context.clear_cookies()
    page.reload()
    sign_in(page)
    page.locator("summary", has_text=NAME).click()
    english.button("Sign out", "").click()
    page.get_by_label("Password").wait_for()
    expect(page.locator("nav")).to_have_count(0)
    page.reload()
    page.get_by_label("Password").wait_for()


# What a page asks again and again would find out as well, seconds later.
NEVER_AGAIN = """const later = window.setTimeout;
window.setTimeout = (work, pause, ...rest) => later(work, pause >= 5000 ? 2 ** 31 - 1 : pause, ...rest);"""


def test_signing_out_ends_it_in_every_tab(desk, station):
    """The other tab says so at once: its events end with the session."""
    desk.context.clear_cookies()
    desk.context.add_init_script(NEVER_AGAIN)
    page = desk.page
    page.goto("/")
    page.get_by_label(desk.say("Name", "姓名")).fill(NAME)
    page.get_by_label(desk.say("Password", "密码")).fill(PASSWORD)
    desk.button("Sign in", "登录").click()
    page.locator("main h1", has_text=desk.say("On air", "正在播出")).wait_for()
    other = desk.open_page()
    other.goto("/#/announce?text")
    other.locator("textarea").fill("Half a text")
    page.locator("summary", has_text=NAME).click()
    desk.button("Sign out", "退出登录").click()
    page.get_by_label(desk.say("Password", "密码")).wait_for()
    expect(other.get_by_role("dialog").get_by_label(desk.say("Password", "密码"))).to_be_visible()
    assert other.locator("textarea").input_value() == "Half a text"


def test_somebody_is_invited_joins_gets_roles_and_is_removed(desk, station):
    """From the invitation to the end of an account."""
    name = f"bo-{desk.language}"
    page = desk.open("people")
    page.get_by_label(desk.say("Service desk", "服务台")).check()
    desk.button("Make an invitation", "生成邀请链接").click()
    link = page.get_by_label(desk.say("The link", "链接")).input_value()
    desk.picture("people-invited")
    guest = desk.browser.new_context(base_url=station.url)
    guest.add_init_script(f"localStorage.setItem('storecast-language', '{desk.language}')")
    joining = guest.new_page()
    joining.goto(link)
    joining.get_by_label(desk.say("Your name", "您的姓名")).fill(name)
    joining.get_by_label(desk.say("A password", "密码")).fill("a password of bo")
    joining.get_by_role("button", name=desk.say("Join", "加入"), exact=True).click()
    joining.locator("main h1", has_text=desk.say("On air", "正在播出")).wait_for()
    # A clerk keeps neither the accounts nor the programme.
    expect(joining.get_by_role("link", name=desk.say("People", "人员"))).to_have_count(0)
    expect(joining.get_by_role("button", name=desk.say("Mute", "静音"))).to_have_count(0)
    used = guest.new_page()
    used.goto(link)
    used.get_by_label(desk.say("Your name", "您的姓名")).fill("somebody else")
    used.get_by_label(desk.say("A password", "密码")).fill("another password")
    used.get_by_role("button", name=desk.say("Join", "加入"), exact=True).click()
    expect(used.get_by_role("alert")).to_be_visible()
    guest.close()

    page.reload()
    row = page.locator(f"[data-name='{name}']")
    row.get_by_role("button", name=desk.say("Roles", "角色")).click()
    page.get_by_role("dialog").get_by_label(desk.say("Editor", "编辑")).check()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Save", "保存")).click()
    expect(row).to_contain_text(desk.say("Service desk, Editor", "服务台、编辑"))
    row.get_by_role("button", name=desk.say("Remove", "移除")).click()
    page.get_by_role("dialog").get_by_role("button", name=desk.say("Remove", "移除")).click()
    expect(row).to_have_count(0)


def test_a_new_password_is_given_by_a_link(english, station):
    """Who forgot the password chooses another one by a link that an administrator hands out."""
    link = station.invite("desk").split("invitation=")[1]
    guest = english.browser.new_context(base_url=station.url)
    page = guest.new_page()
    page.goto(f"/#/join?invitation={link}")
    page.get_by_label("Your name").fill("chen")
    page.get_by_label("A password").fill("first password")
    page.get_by_role("button", name="Join", exact=True).click()
    page.locator("main h1").wait_for()
    guest.close()
    page = english.open("people")
    page.locator("[data-name=chen]").get_by_role("button", name="New password").click()
    again = english.browser.new_context(base_url=station.url).new_page()
    again.goto(page.get_by_label("The link").input_value())
    expect(again.get_by_label("Your name")).to_have_value("chen")
    again.get_by_label("A password").fill("second password")
    again.get_by_role("button", name="Set it").click()
    again.locator("summary", has_text="chen").wait_for()
    again.context.close()


def test_a_late_answer_of_the_old_session_does_not_ask_again(english):
    """What was asked before the session ended, and is answered after the next began, is asked once more instead."""
    page = english.open("on-air")
    held = []
    page.route("**/v1/status", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/v1/status"):
        pass
    english.context.clear_cookies()
    page.evaluate("import('/api.js').then((api) => api.ask('GET', '/v1/texts').catch(() => {}))")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_response(lambda answer: answer.url.endswith("/v1/status") and answer.ok):
        held[0].fulfill(status=401, content_type="application/problem+json", body="{}")
    expect(page.get_by_role("dialog")).to_have_count(0)


def sign_in(page) -> None:
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("main h1", has_text="On air").wait_for()
