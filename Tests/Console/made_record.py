# SPDX-License-Identifier: Apache-2.0
"""A bad day's record, made out of its rehearsal: what comes before `now` aired, but for some trouble."""

import json
import urllib.parse
from datetime import datetime, timedelta

HOSTILE = "\"><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>"
DATE = "2026-11-21"
NOW = f"{DATE}T15:12:20.000+08:00"


def at(time: str) -> str:
    return f"{DATE}T{time}.000+08:00"


def text(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds")


UNHEARD = {"start": None, "end": None}
# What became of some items, by the end of their keys.
TROUBLE = {
    "11:00/say/store-news": UNHEARD | {"outcome": "missed", "reason": "the speech engine gives no sound"},
    "10:00/say/goods-of-the-day": UNHEARD | {"outcome": "gaveWay", "reason": 'gave way to "lost-child" at 10:00:10'},
    "10:30/say/services": {"start": at("10:32:10"), "end": at("10:33:10")},
    "11:30/say/store-guide": {"outcome": "missed", "end": at("11:30:12"), "reason": 'the store was muted by "wang"'},
    "promo/offers/20": UNHEARD | {"outcome": "gaveWay", "reason": 'gave way to "evacuation" at 10:16:58'},
}


def cues(plan: dict, now: datetime) -> list[dict]:
    rows = []
    for cue in plan["cues"]:
        if datetime.fromisoformat(cue["start"] or cue["planned"]) > now:
            continue
        is_over = cue["end"] is not None and datetime.fromisoformat(cue["end"]) <= now
        row = cue | {"onAir": not is_over, "airings": [], "end": cue["end"] if is_over else None}
        for ending, what in TROUBLE.items():
            if cue["key"].endswith(ending):
                row |= what | {"onAir": False}
        rows.append(row)
    return rows


def announcement(identity, name, urgency, state, by, received, hearings, sentence, note=None) -> dict:
    return {
        "id": identity, "name": name, "class": urgency, "state": state, "by": by, "received": at(received),
        "zones": ["store"], "actions": [], "airings": [], "note": note, "sentence": sentence,
        "hearings": [{"start": at(start), "end": at(end)} | ({"isCutShort": True} if is_cut else {})
                     for start, end, is_cut in hearings],
    }


ANNOUNCEMENTS = [
    announcement("5f0a11cc-0001", "lost-child", "urgent", "done", "li", "09:14:30", [("09:14:31", "09:16:10", False)],
                 'The announcement "A child waits", which li made at 09:14:30, was heard from 09:14:31 to 09:16:10.'),
    announcement("90b3e4f5-0003", "evacuation", "emergency", "cancelled", "wang", "10:16:58",
                 [("10:16:58", "10:28:58", False)], "The emergency announcement was ended by wang at 10:28:58."),
    announcement("a1c2d3e4-0004", "rainy-day", "notice", "done", "zhao", "11:20:18",
                 [("11:20:25", "11:20:31", True), ("11:22:11", "11:22:40", False)], "Rainy day was heard."),
    announcement("c0ffee00-0006", HOSTILE, "urgent", "failed", HOSTILE, "12:56:00", [], HOSTILE, HOSTILE),
]
FAULTS = [
    {"kind": "muted", "subject": None, "from": at("11:29:50"), "to": at("11:41:05"), "seconds": 675.0,
     "text": "the store was muted by wang"},
    {"kind": "mistake", "subject": HOSTILE, "from": at("13:02:03"), "to": None, "seconds": 2467.0, "text": HOSTILE},
]
SONGS = [
    {"name": name, "zones": ["store"], "start": at(start), "end": at(end), "frames": 1, "level": -25.5, "peak": -3.1,
     "framesMissing": 0, "underruns": 0, "ending": "whole", "reason": None}
    for name, start, end in [("rain", "08:00:00", "08:03:10"), (HOSTILE, "08:03:10", "08:06:00")]
]


def record(plan: dict, now: str = NOW) -> dict:
    """What GET /v1/as-run would answer of that day; only DATE has trouble."""
    date = plan["date"]
    midnight = datetime.fromisoformat(f"{date}T00:00:00.000+08:00")
    is_bad = date == DATE
    return {
        "date": date, "timezone": "Asia/Shanghai", "problems": [],
        "from": text(midnight), "to": text(midnight + timedelta(days=1)),
        "cues": cues(plan, datetime.fromisoformat(now)) if date <= now[:10] else [],
        "announcements": ANNOUNCEMENTS if is_bad else [], "faults": FAULTS if is_bad else [],
        "music": SONGS if is_bad else [],
    }


def plan_of(station, date: str) -> dict:
    """The real rehearsal of a date; each is asked for once."""
    plans = station.__dict__.setdefault("plans", {})
    if date not in plans:
        plans[date] = station.ask("GET", f"/v1/running-order?date={date}")
    return json.loads(json.dumps(plans[date]))


def asked_of(url: str, name: str, otherwise: str | None = None) -> str | None:
    """A parameter of an address."""
    return urllib.parse.parse_qs(urllib.parse.urlparse(url).query).get(name, [otherwise])[0]


def rehearse(desk, change) -> None:
    """Lets the page see the rehearsal of each date changed like this."""

    def answer(route):
        plan = plan_of(desk.station, asked_of(route.request.url, "date", DATE))
        change(plan)
        route.fulfill(json=plan)

    desk.page.route("**/v1/running-order*", answer)


def record_it(desk, now: str = NOW, change=lambda record: None) -> None:
    """Lets the page see that record, at that time of the station; the rehearsal under it is the real one."""
    state = desk.station.ask("GET", "/v1/status")
    state["clock"]["now"] = now

    def as_run(route):
        url = route.request.url
        if asked_of(url, "format"):
            return route.fallback()
        answer = record(plan_of(desk.station, asked_of(url, "date", now[:10])), now)
        change(answer)
        return route.fulfill(json=answer)

    def why(route):
        key = asked_of(route.request.url, "cue")
        answer = {"kind": "cue", "key": key, "name": "x", "sentence": f"Because of {HOSTILE}: {key}"}
        route.fulfill(json={"question": key, "answers": [answer], "more": 0})

    desk.page.route("**/v1/status", lambda route: route.fulfill(json=state))
    desk.page.route("**/v1/as-run*", as_run)
    desk.page.route("**/v1/why*", why)
