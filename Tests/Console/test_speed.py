# SPDX-License-Identifier: Apache-2.0
"""What the page weighs: how soon it is there depends on it. How soon that is, scripts/measure-console measures."""

import gzip
import http.client

from conftest import Desk
from station import ROOT

PAGE = ROOT / "Sources/ConsolePage/page"
MOST_BYTES = 150_000
# Somebody who opens every view comes to little more.
ALL_BYTES = 160_000
ENTRIES = """['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind)).map((entry) => entry.toJSON())"""


def fetched(station, path: str, coding: str) -> tuple[http.client.HTTPResponse, bytes]:
    """A file of the page, as the browser of somebody who is not signed in gets it."""
    connection = http.client.HTTPConnection("127.0.0.1", station.port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": coding})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


def test_the_first_view_is_small(browser, station):
    """All that comes until On air shows what sounds: page, answers, and heads."""
    desk = Desk(browser, station, "en")
    page = desk.page
    page.goto("/")
    page.locator(".on-air-list li").first.wait_for()
    entries = page.evaluate(ENTRIES)
    assert sum(entry["transferSize"] for entry in entries) < MOST_BYTES
    packed = {entry["name"].removeprefix(station.url): entry for entry in entries}["/main.js"]
    assert packed["encodedBodySize"] < packed["decodedBodySize"]
    desk.context.close()


def test_all_views_together_are_small(station):
    """Every file of the page, as it comes, and as it is unpacked again."""
    total = 0
    for file in (file for file in PAGE.rglob("*") if file.is_file()):
        answer, content = fetched(station, f"/{file.relative_to(PAGE)}", "gzip, deflate, br, zstd")
        assert answer.status == 200 and answer.getheader("Vary") == "Accept-Encoding", file
        total += len(content)
        if answer.getheader("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        assert content == file.read_bytes(), file
    assert total < ALL_BYTES


def test_who_does_not_unpack_gets_it_as_it_is(station):
    """Each form has a tag of its own, so that no store on the way hands out the wrong one."""
    plain, content = fetched(station, "/main.js", "gzip;q=0, identity")
    assert plain.getheader("Content-Encoding") is None and content == (PAGE / "main.js").read_bytes()
    packed, content = fetched(station, "/main.js", "gzip")
    assert packed.getheader("Content-Encoding") == "gzip" and len(content) < len((PAGE / "main.js").read_bytes())
    assert plain.getheader("ETag") != packed.getheader("ETag")
