// SPDX-License-Identifier: Apache-2.0
// Every announcement that the station remembers, kept up to date for every view.
import { ask } from "./api.js";
import { follow } from "./stream.js";
import { say } from "./words.js";

const over = ["done", "claimed", "cancelled", "expired", "failed"];
const handlers = new Set();
let known = new Map();
let isWatched = false;
let later = null;

/** Whether nothing more is heard of it. */
export function isOver(announcement) {
  return over.includes(announcement.state);
}

/** The announcement of an id, where there is one. */
export function announcementOf(id) {
  return known.get(id);
}

/** Calls `handler` with all announcements, the newest first, now and on each change. Gives a function that stops it. */
export function followAnnouncements(handler) {
  handlers.add(handler);
  handler([...known.values()]);
  return () => handlers.delete(handler);
}

/** Takes an announcement as an answer has it. */
export function takeAnnouncement(announcement) {
  // What was known stays in its place; what is new comes first.
  if (known.has(announcement.id)) known.set(announcement.id, announcement);
  else known = new Map([[announcement.id, announcement], ...known]);
  tell();
}

/** Keeps them up to date from now on; does nothing the second time. */
export function watchAnnouncements() {
  if (!isWatched) {
    isWatched = true;
    follow("announcement", (announcement) => {
      takeAnnouncement(announcement);
      // An event does not tell when it is its turn; the list does.
      if (!isOver(announcement) && announcement.state !== "onAir") soon();
    });
    follow("connection", (isThere) => isThere && load());
  }
  return load();
}

function soon() {
  clearTimeout(later);
  later = setTimeout(load, 300);
}

async function load() {
  try {
    const all = await ask("GET", "/v1/announcements");
    known = new Map(all.map((announcement) => [announcement.id, announcement]));
    tell();
  } catch {
    // The stream tells when the station is back, and it is asked again then.
  }
}

function tell() {
  const all = [...known.values()];
  for (const handler of handlers) handler(all);
}

/** The name of a class. */
export function className(name) {
  return {
    emergency: say("Emergency", "紧急"), urgent: say("Urgent", "急播"), notice: say("Notice", "通知"),
    promo: say("Promotion", "促销"),
  }[name] ?? name;
}
