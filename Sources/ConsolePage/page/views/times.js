// SPDX-License-Identifier: Apache-2.0
// Dates and times as the station writes them, with the store's offset: cut as texts, never put into another zone.
import { ask } from "../api.js";
import { language, say } from "../words.js";

/** "09:00", with seconds where there are some, and "+1" where it is the day after `date`. */
export function clockText(iso, date) {
  return iso ? exactText(iso, date).replace(/^(\d\d:\d\d):00/, "$1") : "";
}

/** "09:00:00". */
export function exactText(iso, date) {
  if (!iso) return "";
  const later = date && iso.slice(0, 10) > date ? "+1" : "";
  return iso.slice(11, 19) + later;
}

export function isDate(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? "") && addDays(text, 0) === text;
}

export function addDays(date, days) {
  const [year, month, day] = date.split("-").map(Number);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return Number.isNaN(moved.getTime()) ? date : moved.toISOString().slice(0, 10);
}

/** "Saturday 2026-11-21". */
export function dateText(date) {
  const weekday = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" });
  return `${weekday.format(new Date(date + "T00:00:00Z"))} ${date}`;
}

/** A length for people: "2 min 10 s", "1 h 5 min". */
export function spanText(seconds) {
  const whole = Math.round(seconds);
  const parts = [[Math.floor(whole / 3600), "h", "小时"], [Math.floor(whole / 60) % 60, "min", "分"],
    [whole % 60, "s", "秒"]];
  const told = parts.filter(([count]) => count).slice(0, 2);
  if (!told.length) return say(`${seconds.toFixed(1)} s`, `${seconds.toFixed(1)} 秒`);
  return told.map(([count, en, zh]) => say(`${count} ${en}`, `${count} ${zh}`)).join(" ");
}

/** How often a busy station is asked before a person is told. */
const TRIES = 20;
const PAUSE = 700;
let last = Promise.resolve();

/** Asks the station, which works out one such answer at a time: after what was asked before; again while it is busy. */
export function askInTurn(path) {
  const mine = last.then(() => patiently(path));
  last = mine.catch(() => {});
  return mine;
}

async function patiently(path) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask("GET", path);
    } catch (problem) {
      if (problem.status !== 503 || tries === TRIES) throw problem;
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}
