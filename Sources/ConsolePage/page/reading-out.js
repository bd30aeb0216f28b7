// SPDX-License-Identifier: Apache-2.0
// What could not be spoken and must be read out by a person, above every view.
import { followAnnouncements, isOver } from "./announcements.js";
import { sentence } from "./dialog.js";
import { h, icon, refill } from "./element.js";
import { followScripts, titleOf } from "./scripts.js";
import { followStatus, now } from "./station.js";
import { say } from "./words.js";

/** How long a text stays after all was heard of its announcement: the chime is over at once, the reading is not. */
const stayMs = 10 * 60_000;

/** Which texts somebody at this browser said they have read. */
const read = new Set();

/** The texts, empty where there are none. */
export function readingOut() {
  const element = h("div", { class: "reading", role: "alert" });
  let told = "", all = [];
  const draw = () => {
    const boxes = all.filter((one) => one.shown && !read.has(nameOf(one)) && isDue(one)).map((one) => box(one, draw));
    const text = boxes.map((one) => one.textContent).join();
    // What did not change is not said again to those who listen to the page.
    if (text !== told) refill(element, boxes);
    told = text;
  };
  const stops = [
    followAnnouncements((value) => {
      all = value;
      draw();
    }),
    followScripts(draw), followStatus(draw),
  ];
  return { element, close: () => stops.forEach((stop) => stop()) };
}

// An announcement's texts may change: after an emergency it is its all-clear that has to be read.
function nameOf(one) {
  return [one.id, ...one.shown.texts].join();
}

function isDue(one) {
  // The panel of an emergency has its texts while it is on.
  if (!isOver(one)) return one.class !== "emergency";
  const last = [...one.airings.map((airing) => airing.end ?? airing.start), ...one.actions.map((action) => action.at)]
    .reduce((latest, instant) => Math.max(latest, Date.parse(instant)), 0);
  return now() - last < stayMs;
}

function box(one, draw) {
  return h("section", { class: "banner bad" }, icon("warning"),
    h("strong", null, say("READ THIS OUT: ", "请人工宣读："), titleOf(one.name)),
    one.shown.texts.map((text) => h("p", { class: "line reading-text" }, text)),
    h("p", { class: "line small" }, sentence(one.shown.reason)),
    h("button", { type: "button", class: "button", onclick: () => {
      read.add(nameOf(one));
      draw();
    } }, say("I have read it out", "我已宣读")));
}
