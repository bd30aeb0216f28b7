// SPDX-License-Identifier: Apache-2.0
// A day's items, out of its rehearsal and its record: what was heard or missed as it was, the rest as it is planned.

/** From so many seconds on, a start is late. */
const LATE = 2;
const HOUR = 3600000;

/**
 * @param plan the answer of /v1/running-order
 * @param record the answer of /v1/as-run
 * @param now the station's time in milliseconds since 1970
 * @returns the day: its date, `items` by time, `lanes` of zones that hear the same, `songs`, `problems`, and from when
 *   to when it lasts, in hours
 */
export function readDay(plan, record, now) {
  const clock = new DayClock(plan, record);
  const moment = clock.hoursAt(now);
  const isOver = now >= Date.parse(record.to);
  const isAhead = now < Date.parse(record.from);
  const recorded = new Map(record.cues.map((cue) => [cue.key, cue]));
  const hasRecord = record.cues.length + record.announcements.length > 0;
  const items = recordedItems(record);
  for (const cue of plan.cues) {
    if (recorded.has(cue.key) && !(isRotated(cue) && !isOver)) continue;
    const isComing = isAhead || clock.hours(cue.start ?? cue.planned) > moment;
    // Where a promo lands depends on the songs: the rehearsed ones before now are no record of anything.
    if (isRotated(cue) && !isComing && hasRecord) continue;
    const planned = cue.outcome === "aired" ? "planned" : cue.outcome;
    const item = cueItem(cue, isComing || !hasRecord && isOver ? planned : "unknown");
    // The rehearsal numbers the promos of the whole day anew.
    items.push({ ...item, id: recorded.has(cue.key) ? cue.key + "#" : cue.key, isRehearsed: true });
  }
  const planEnds = new Map(plan.cues.map((cue) => [cue.key, cue.end]));
  for (const item of items) if (item.state === "onAir" && item.kind === "bed") item.plannedEnd = planEnds.get(item.id);
  for (const item of items) clock.place(item, isAhead ? null : moment);
  const [from, to] = range(items, isOver || isAhead ? null : moment);
  closeBeds(items, to);
  items.sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
  return {
    date: plan.date, items, lanes: lanesOf(items), songs: songsOf(record, clock), problems: plan.problems,
    from, to, clock, isOver, isAhead, hasRecord, now: isOver || isAhead ? null : moment,
  };
}

/** What is on record, as items: cues, each hearing of an announcement, faults. */
export function recordedItems(record) {
  return [
    ...record.cues.map((cue) => ({ ...cueItem(cue, recordedState(cue)), airings: cue.airings })),
    ...record.announcements.flatMap((announcement) => announcementItems(announcement, record)),
    ...record.faults.map(faultItem),
  ];
}

/** Whether its place in the day is found anew each day. */
export function isRotated(cue) {
  return cue.when.startsWith("every ");
}

function cueItem(cue, state) {
  const isBed = cue.verb === "music" || cue.verb === "silence";
  const kind = isBed ? "bed" : cue.verb === "promo" || isRotated(cue) && cue.verb !== "say" ? "promo" : "timed";
  const { key, verb, name, zones, planned, start, end, reason, when } = cue;
  const late = start && !isBed && !isRotated(cue) && cue.outcome === "aired"
    ? (Date.parse(start) - Date.parse(planned)) / 1000 : 0;
  return {
    id: key, key, kind, verb, name, zones, planned, start, end, reason, when, state, late: late >= LATE ? late : 0,
  };
}

/** What became of a cue of the record. */
export function recordedState(cue) {
  const last = cue.airings?.at(-1);
  if (cue.onAir) return "onAir";
  const hasBrokenOff = cue.outcome === "aired" && last?.ending === "brokeOff";
  if (cue.isCutShort || hasBrokenOff || cue.outcome === "missed" && cue.start) return "cutOff";
  return cue.outcome;
}

function announcementItems(announcement, record) {
  const { id, name, zones, by, received, sentence, note, state } = announcement;
  const verb = announcement.class === "emergency" ? "emergency" : "announcement";
  const base = {
    key: id, kind: "timed", verb, name, zones, by, note, sentence, planned: received, late: 0,
      airings: announcement.airings,
  };
  const [from, to] = [Date.parse(record.from), Date.parse(record.to)];
  const inside = (instant) => Date.parse(instant) >= from && Date.parse(instant) < to;
  const hearings = announcement.hearings.filter((hearing) => inside(hearing.start));
  const heard = hearings.map(({ start, end, isCutShort }, index) => ({
    // What is heard again and again has its name once.
    ...base, kind: index ? "again" : "timed", id: `${id}#${index}`, start, end,
    state: isCutShort ? "cutOff" : end ? "aired" : "onAir",
  }));
  if (heard.length || announcement.hearings.length || !inside(received)) return heard;
  const isOpen = ["preparing", "queued", "onAir", "waitingToRepeat"].includes(state);
  return [{ ...base, id: `${id}#`, start: null, end: null, state: isOpen ? "planned" : "missed" }];
}

function faultItem(fault, index) {
  const { text, from, to } = fault;
  return {
    id: `fault#${index}`, kind: "fault", verb: "fault", name: text, zones: [], start: from, end: to, state: "fault",
    sentence: text, late: 0,
  };
}

/** Where the day's instants lie, in hours since its midnight. */
class DayClock {
  constructor(plan, record) {
    const texts = [record.from, ...plan.cues.map((cue) => cue.planned)];
    this.offsets = texts.map((text) => [Date.parse(text), offsetOf(text)]).sort((a, b) => a[0] - b[0]);
    this.midnight = Date.parse(`${plan.date}T00:00:00.000${texts[0].slice(23)}`);
  }

  hours(iso) {
    return this.hoursAt(Date.parse(iso));
  }

  hoursAt(milliseconds) {
    return (milliseconds - this.midnight) / HOUR;
  }

  /** What the clocks of the store show then: "09:00". */
  label(hours) {
    const instant = this.midnight + hours * HOUR;
    const known = this.offsets.filter(([at]) => at <= instant).at(-1) ?? this.offsets[0];
    return new Date(instant + known[1]).toISOString().slice(11, 16);
  }

  place(item, now) {
    item.at = this.hours(item.start ?? item.planned);
    const lasts = (item.state === "onAir" || item.kind === "fault") && now !== null;
    item.until = item.end ? this.hours(item.end) : lasts ? now : item.at;
    if (item.plannedEnd) item.then = this.hours(item.plannedEnd);
  }
}

function offsetOf(iso) {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(iso) ?? ["", "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60000;
}

function range(items, now) {
  const shown = items.filter((item) => item.kind !== "fault");
  const marks = shown.flatMap((item) => item.verb === "silence" ? [item.at] : [item.at, item.until]);
  if (now !== null && shown.length) marks.push(now);
  if (!marks.length) return [8, 22];
  return [Math.min(...marks) - 0.15, Math.max(...marks) + 0.35];
}

/** The silence after the day lasts until the next one: here to the picture's end. */
function closeBeds(items, to) {
  for (const item of items) {
    if (item.verb === "silence" && (!item.end || item.until > to)) item.until = to;
    if (item.kind === "fault") item.until = Math.min(item.until, to);
  }
}

/** Zones with the same programme share a lane, though an announcement may be for some of them only. */
function lanesOf(items) {
  const heard = new Map();
  for (const item of items) {
    for (const zone of item.zones) heard.set(zone, (heard.get(zone) ?? "") + (item.when ? `\n${item.id}` : ""));
  }
  const lanes = new Map();
  for (const [zone, programme] of heard) lanes.set(programme, [...(lanes.get(programme) ?? []), zone]);
  return lanes.size ? [...lanes.values()] : [[]];
}

function songsOf(record, clock) {
  return (record.music ?? []).filter((song) => song.start).map((song) => ({
    name: song.name, zones: song.zones, at: clock.hours(song.start), start: song.start, end: song.end,
  }));
}
