// SPDX-License-Identifier: Apache-2.0
// How one day differs from another, line by line. Where a promo lands depends on the songs and is no difference.
import { h } from "../element.js";
import { listed, say } from "../words.js";
import { isRotated } from "./day-items.js";
import { isLost, verbWord } from "./signs.js";
import { clockText } from "./times.js";

/** Starts closer than this, in hours, count as the same. */
const TOLERANCE = 1 / 3600;

const word = (kind) => ({
  added: say("added", "新增"),
  removed: say("removed", "取消"),
  moved: say("moved", "改时"),
  other: say("went otherwise", "结果不同"),
})[kind];
const SIGNS = { added: "+", removed: "−", moved: "↕", other: "≠" };

/** What is on only one of two days, or at another time: `{ kind, before, after }` by the time of the day. */
export function differences(before, after) {
  const [old, young] = [linesOf(before), linesOf(after)];
  const all = [];
  for (const key of new Set([...old.keys(), ...young.keys()])) {
    const [a, b] = [old.get(key), young.get(key)];
    const kind = !a ? "added" : !b ? "removed" : differ(a, b, before, after);
    if (kind) all.push({ kind, before: a, after: b, at: place(b ?? a, b ? after : before) });
  }
  return all.sort((a, b) => a.at - b.at);
}

function linesOf(day) {
  const lines = day.items.filter((item) => item.when && item.kind !== "promo" && !isRotated(item));
  return new Map(lines.map((item) => [item.key.slice(day.date.length + 1), item]));
}

function differ(a, b, before, after) {
  if (Math.abs(place(a, before) - place(b, after)) > TOLERANCE || a.zones.join() !== b.zones.join()) return "moved";
  return isLost(a.state) !== isLost(b.state) ? "other" : null;
}

/** The time of the day that clocks show, in hours: what is compared where summer time begins between the days. */
function place(item, day) {
  const [hours, minutes, seconds] = item.planned.slice(11, 19).split(":").map(Number);
  return hours + minutes / 60 + seconds / 3600 + (item.planned.slice(0, 10) > day.date ? 24 : 0);
}

/** For the picture of one of the two days: a word and a sign by an item's id. */
export function changesBy(list, side) {
  const changes = new Map();
  for (const { kind, [side]: item } of list) {
    if (item) changes.set(item.id, { kind, word: word(kind), sign: SIGNS[kind] });
  }
  return changes;
}

/** The differences as a list; `onShow` is called with a day's side and an item. */
export function differenceList(list, before, after, onShow) {
  const lines = list.map((one) => {
    const item = one.after ?? one.before;
    return h("li", { class: `day-difference is-${one.kind}` },
      h("span", { class: "day-change", "aria-hidden": "true" }, SIGNS[one.kind]),
      h("span", null, h("button",
        { type: "button", class: "text-button", onclick: () => onShow(one.after ? "after" : "before", item) },
        item.name || verbWord(item.verb)),
        item.name && h("span", { class: "faint small" }, ` ${verbWord(item.verb)}`)),
      h("span", null, h("strong", null, word(one.kind)), " ", timesOf(one, before, after)));
  });
  return h("section", { class: "card day-differences", "aria-label": say("What differs", "不同之处") },
    h("h2", null, say(`What is different on ${after.date}`, `${after.date} 的不同之处`)),
    lines.length ? h("ul", { class: "plain" }, lines)
      : h("p", null, say("Nothing: every line of the timetable airs at the same time.", "没有不同：播出表各项的时间都一样。")),
    rotationLines(before, after));
}

function timesOf({ kind, before: a, after: b }, before, after) {
  const old = a && clockText(a.planned, before.date), young = b && clockText(b.planned, after.date);
  if (kind === "added") return young;
  if (kind === "removed") return old;
  if (old !== young) return `${old} → ${young}`;
  return a.zones.join() === b.zones.join() ? young : `${young}: ${listed(a.zones)} → ${listed(b.zones)}`;
}

/** How often what comes in turn is heard, where that differs. */
function rotationLines(before, after) {
  const [old, young] = [countsOf(before), countsOf(after)];
  const keys = [...new Set([...old.keys(), ...young.keys()])];
  const lines = keys.filter((key) => old.get(key)?.count !== young.get(key)?.count).map((key) => {
    const [a, b] = [old.get(key), young.get(key)];
    const told = (one) => one ? `${one.count} (${one.first}–${one.last})` : "0";
    return h("li", null, h("strong", null, (a ?? b).name), h("span", { class: "faint small" }, ` ${(a ?? b).when} `),
      `${told(a)} → ${told(b)}`);
  });
  return lines.length > 0 && h("div", null, h("h3", null, say("How often, in turn", "轮播次数")),
    h("ul", { class: "plain" }, lines));
}

function countsOf(day) {
  const counts = new Map();
  for (const item of day.items.filter((one) => one.when && isRotated(one))) {
    const parts = item.key.slice(day.date.length + 1).split("/");
    const key = parts.slice(0, -1).join("/");
    const at = clockText(item.start ?? item.planned, day.date).replace(/^(\d\d:\d\d):\d\d/, "$1");
    const known = counts.get(key) ?? { count: 0, first: at, name: parts.at(-2), when: item.when };
    counts.set(key, { ...known, count: known.count + 1, last: at });
  }
  return counts;
}
