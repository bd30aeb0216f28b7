# SPDX-License-Identifier: Apache-2.0
"""How soon the console shows what sounds, when a browser that was there before opens it without anything kept.

Each opening is a browser context of its own, which begins a process and keeps nothing, with somebody signed in. Measured
is from the navigation to the frame that has the first zone's title in it, by the page's own clock; and what came over
the wire meanwhile.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from station import Station

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
OPENINGS = int(os.environ.get("OPENINGS", "15"))
PROMISED_MS, PROMISED_BYTES = 300, 150_000
# A station that has just begun measures its sound files, which a store's has done long ago.
QUIET_SHARE, QUIET_SECONDS = 0.05, 60
WATCH = """new MutationObserver((_, observer) => {
    if (!document.querySelector('.on-air-title')?.textContent) return;
    observer.disconnect();
    // A message comes after the frame that this one is drawn in.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
        window.shownAt = performance.now();
        document.documentElement.setAttribute('data-shown', '');
    };
    requestAnimationFrame(() => port2.postMessage(null));
}).observe(document, { subtree: true, childList: true, characterData: true });"""
BYTES = """['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind))
    .reduce((sum, entry) => sum + entry.transferSize, 0)"""


def begin(program: str, folder: str) -> Station:
    """A station of that program that has nothing else to do, with somebody signed in."""
    os.environ["STORECAST_BINARY"] = program
    station = Station(Path(folder))
    station.start()
    station.join_first()
    used, deadline = used_seconds(station), time.monotonic() + QUIET_SECONDS
    while time.monotonic() < deadline:
        time.sleep(1)
        before, used = used, used_seconds(station)
        if used - before < QUIET_SHARE:
            break
    return station


def used_seconds(station: Station) -> float:
    """How long it has had a processor."""
    fields = Path(f"/proc/{station.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def open_once(browser: Browser, station: Station) -> tuple[float, int]:
    """Milliseconds until it is shown what sounds, and bytes that came."""
    context = browser.new_context(base_url=station.url)
    name, value = station.cookie.split("=", 1)
    context.add_cookies([{"name": name, "value": value, "url": station.url}])
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto("/", wait_until="commit")
    page.wait_for_selector("html[data-shown]")
    shown, came = page.evaluate("shownAt"), page.evaluate(BYTES)
    context.close()
    return shown, came


def main(programs: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        stations = []
        try:
            for number, program in enumerate(programs):
                (Path(folder) / str(number)).mkdir()
                stations.append(begin(program, f"{folder}/{number}"))
            found = [[] for _ in programs]
            # The first round warms the browser up.
            for turn in range(OPENINGS + 1):
                for station, results in zip(stations, found):
                    result = open_once(browser, station)
                    if turn > 0:
                        results.append(result)
        finally:
            browser.close()
            for station in stations:
                station.stop()
    print(f"{'median':>7} {'least':>6} {'most':>6} {'of 300':>7} {'KB':>6} {'of 150':>7}   program")
    for program, results in zip(programs, found):
        times = sorted(ms for ms, _ in results)
        median, size = statistics.median(times), max(size for _, size in results)
        print(f"{median:4.0f} ms {times[0]:6.0f} {times[-1]:6.0f} {median / PROMISED_MS:7.2f} {size / 1000:6.1f}"
              f" {size / PROMISED_BYTES:7.2f}   {program}")


main(sys.argv[1:])
