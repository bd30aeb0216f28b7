// SPDX-License-Identifier: Apache-2.0
// The day drawn from top to bottom, as the sheet on a broadcast desk is: music as bands, promos as ticks, items named.
import { drawn, h, refill } from "../element.js";
import { listed, say } from "../words.js";
import { isLost, sign, stateWord, verbWord } from "./signs.js";
import { clockText, spanText } from "./times.js";

// Hues of the music in the order in which it changes: those of the picture in the README.
const HUES = 10;
/** How tall a name is, in pixels, and how far it stands from the line of its lane. */
const ROW = 20, LEAD = 18;

/** What a person hears of an item who does not see the picture. */
export function described(item, day, change) {
  const start = clockText(item.start, day.date);
  const times = item.late ? say(`, at ${start}`, `，${start} 播出`) : "";
  return [clockText(item.planned ?? item.start, day.date), item.name, item.kind !== "fault" && verbWord(item.verb),
    stateWord(item.state) + times, change]
    .filter(Boolean).join(say(", ", "，"));
}

/** An announcement has the time at which it was first heard, an item the one at which it should be. */
function labelTime(item, day) {
  return item.when ? clockText(item.planned, day.date)
    : clockText(item.start ?? item.planned, day.date).replace(/^(\d\d:\d\d):\d\d/, "$1");
}

/** What stands beside an item's name where there is room: its zones where they are not all, what went wrong. */
function remark(item, zones) {
  const told = [
    zones.every((zone) => item.zones.includes(zone)) ? null : listed(item.zones),
    isLost(item.state) && (item.reason ?? stateWord(item.state)),
    item.late > 0 && say(`${spanText(item.late)} late`, `晚 ${spanText(item.late)}`),
  ].filter(Boolean);
  return told.length > 0 && h("span", { class: "day-remark" }, told.join(say(", ", "，")));
}

/**
 * @param moods which hue each music has, shared by the pictures that stand beside each other
 * @param changes a word for each item that is different from the other day, by its id
 * @param onShow called with the item that somebody points at, taps or reaches by keyboard
 */
export function dayPicture(day, { moods, changes = null, onShow, id }) {
  const marks = new Map();
  const columns = [];
  let hour = 60;
  const y = (hours) => (hours - day.from) * hour;

  function mark(item, className, ...children) {
    const change = changes?.get(item.id);
    const marked = changes ? change ? ` is-${change.kind}` : " is-same" : "";
    const button = h("button", {
      type: "button", tabindex: "-1", class: `${className} is-${item.state}${marked}`, "data-id": item.id,
      "aria-label": described(item, day, change?.word),
    }, children);
    marks.set(item.id, { item, button });
    return button;
  }

  function column(items, className, build, label) {
    const buttons = items.map(build);
    if (buttons.length) columns.push(items.map((item) => item.id));
    return h("div", { class: className, role: "group", "aria-label": label }, buttons);
  }

  function bed(item) {
    if (item.verb === "silence") return mark(item, "day-bed day-silence", h("span", null, verbWord("silence")));
    if (!moods.has(item.name)) moods.set(item.name, moods.size % HUES);
    return mark(item, `day-bed day-hue-${moods.get(item.name)}`,
      item.state === "missed" && sign("music", "missed"), h("span", { class: "day-heard" }),
      h("span", { class: "day-name" }, item.name));
  }

  function label(item, zones) {
    const change = changes?.get(item.id);
    return mark(item, "day-item", sign(item.verb, item.state), h("span", { class: "day-when" }, labelTime(item, day)),
      h("span", { class: "day-name" }, item.name),
        change && h("span", { class: "day-change", "aria-hidden": "true" }, change.sign),
      remark(item, zones));
  }

  const tick = (item) => mark(item, item.kind === "again" ? "day-again" : "day-promo",
    (item.kind === "again" || isLost(item.state)) && sign(item.verb, item.state));

  const faults = column(day.items.filter((item) => item.kind === "fault"), "day-faults",
    (item) => mark(item, "day-fault"), say("Faults", "故障"));
  const zonesHead = (name) => day.lanes.length > 1 && h("p", { class: "day-zones" }, name);
  const lanes = day.lanes.map((zones) => {
    const here = day.items.filter((item) => item.kind !== "fault"
      && (!item.zones.length || item.zones.some((zone) => zones.includes(zone))));
    const of = (kind) => here.filter((item) => item.kind === kind);
    const name = listed(zones);
    const lead = drawn("svg", { class: "day-leads", "aria-hidden": "true" });
    const beds = column(of("bed"), "day-beds", bed, say(`Music, ${name}`, `音乐，${name}`));
    const ticks = here.filter((item) => item.kind === "promo" || item.kind === "again");
    const promos = column(ticks, "day-promos", tick, say(`Promotions, ${name}`, `促销，${name}`));
    const labels = column(of("timed"), "day-labels", (item) => label(item, zones),
      say(`Items, ${name}`, `播出项，${name}`));
    labels.prepend(lead);
    return { here, lead, element: h("div", { class: "day-lane" },
      zonesHead(name), h("div", { class: "day-track" }, beds, promos, labels)) };
  });
  const ruler = h("div", { class: "day-ruler", "aria-hidden": "true" });
  const nowLine = h("div", { class: "day-now", "aria-hidden": "true", hidden: true }, h("span"));
  const name = say(`The day ${day.date} as a picture; arrow keys go from item to item`, `${day.date} 播出图；用方向键逐项查看`);
  const board = h("div", { class: "day-board", role: "group", id, "aria-label": name },
    h("div", { class: "day-axis" }, zonesHead(), h("div", { class: "day-track" }, faults)),
    lanes.map((lane) => lane.element),
    h("div", { class: "day-over" }, zonesHead(), h("div", { class: "day-track" }, ruler, nowLine)));
  const element = h("div", { class: "day-picture" }, board);

  /** Puts everything where it belongs when an hour is so many pixels tall; paper has no present time. */
  function layOut(pixels, hasNow) {
    hour = pixels;
    board.style.setProperty("--tall", `${(day.to - day.from) * hour}px`);
    const lines = [];
    for (let at = Math.ceil(day.from); at <= day.to; at += 1) {
      const line = h("div", { class: "day-hour" }, h("span", null, day.clock.label(at)));
      line.style.top = `${y(at)}px`;
      lines.push(line);
    }
    refill(ruler, lines);
    for (const { item, button } of marks.values()) {
      if (item.kind === "timed") continue;
      button.style.top = `${y(item.at)}px`;
      if (item.kind === "promo" || item.kind === "again") continue;
      const until = Math.max(item.until, item.then ?? 0, item.at + 3 / hour);
      button.style.height = `${(Math.min(until, day.to) - item.at) * hour}px`;
      button.classList.toggle("is-small", (until - item.at) * hour < 16);
      button.classList.toggle("is-tiny", (until - item.at) * hour < 10);
      if (item.then) button.querySelector(".day-heard").style.height = `${(item.until - item.at) * hour}px`;
    }
    lanes.forEach(layOutLane);
    moveNow(hasNow ? day.now : null);
  }

  /** Names that would lie on each other go down as far as they must, each with a line to its time. */
  function layOutLane({ here, lead }) {
    let free = 0;
    const lines = [];
    const timed = here.filter((item) => item.kind === "timed");
    // What is near the end must not fall off the picture.
    const tall = (day.to - day.from) * hour;
    timed.forEach((item, index) => {
      const last = tall - (timed.length - index) * ROW;
      const top = Math.max(free, Math.min(y(item.at) - ROW / 2, Math.max(free, last)));
      const { button } = marks.get(item.id);
      button.style.top = `${top}px`;
      free = top + ROW;
      lines.push(drawn("path",
        { d: `M0 ${y(item.at)}H5L${LEAD - 4} ${top + ROW / 2}`, class: `day-lead is-${item.state}` }));
      const length = Math.max(2, (item.until - item.at) * hour);
      const height = Math.min(length, tall - y(item.at));
      lines.push(drawn("rect", { x: 0, y: y(item.at), width: 4, height, class: `day-length is-${item.state}` }));
    });
    refill(lead, lines);
    lead.setAttribute("height", Math.max(tall, free));
  }

  function moveNow(hours) {
    nowLine.hidden = hours === null || hours < day.from || hours > day.to;
    if (nowLine.hidden) return;
    nowLine.style.top = `${y(hours)}px`;
    nowLine.firstChild.textContent = day.clock.label(hours);
    for (const line of ruler.children) line.firstChild.hidden = Math.abs(parseFloat(line.style.top) - y(hours)) < ROW;
  }

  const rove = roving({ element: board, marks, columns, onShow });
  board.addEventListener("click", (event) => {
    const item = pointedAt(event);
    if (item) rove.take(item.id, true);
  });
  let pause;
  board.addEventListener("pointermove", (event) => {
    clearTimeout(pause);
    if (event.pointerType !== "mouse" || event.buttons) return;
    pause = setTimeout(() => {
      const item = pointedAt(event);
      if (item) onShow(item, false);
    }, 140);
  });
  board.addEventListener("pointerleave", () => clearTimeout(pause));

  /** A tick is thin: what counts is the one that is nearest. */
  function pointedAt(event) {
    const button = event.target.closest?.("button");
    const ticks = event.target.closest?.(".day-promos");
    if (!ticks || event.detail === 0 && button) return button && marks.get(button.dataset.id)?.item;
    const hours = day.from + (event.clientY - ticks.getBoundingClientRect().top) / hour;
    let nearest = null;
    for (const tick of ticks.children) {
      const { item } = marks.get(tick.dataset.id);
      if (!nearest || Math.abs(item.at - hours) < Math.abs(nearest.at - hours)) nearest = item;
    }
    return nearest && Math.abs(nearest.at - hours) * hour < 22 ? nearest : null;
  }

  return {
    element, layOut, moveNow, nowLine, show: rove.show, focus: (which) => rove.take(which, true),
    rectangle: (which) => marks.get(which)?.button.getBoundingClientRect(),
  };
}

/** One stop of the tab key for the whole picture; within it the arrow keys go from item to item. */
function roving({ element, marks, columns, onShow }) {
  const timed = columns.find((ids) => marks.get(ids[0]).item.kind === "timed") ?? columns[0];
  let current = timed?.[0] ?? null;
  if (current) marks.get(current).button.tabIndex = 0;

  function show(id) {
    for (const [key, { button }] of marks) {
      if (key === id) button.setAttribute("aria-current", "true");
      else if (button.hasAttribute("aria-current")) button.removeAttribute("aria-current");
    }
    if (!marks.has(id)) return;
    if (current) marks.get(current).button.tabIndex = -1;
    current = id;
    marks.get(id).button.tabIndex = 0;
  }

  function take(id, isPinned) {
    if (!marks.has(id)) return;
    const { button, item } = marks.get(id);
    show(id);
    if (document.activeElement !== button) button.focus({ preventScroll: isPinned });
    onShow(item, isPinned);
  }

  element.addEventListener("focusin", (event) => {
    const id = event.target.dataset?.id;
    if (id && id !== current) take(id, false);
  });
  element.addEventListener("keydown", (event) => {
    const place = columns.findIndex((ids) => ids.includes(current));
    if (place < 0) return;
    const ids = columns[place];
    const index = ids.indexOf(current);
    const at = marks.get(current).item.at;
    const distance = (id) => Math.abs(marks.get(id).item.at - at);
    const beside = (column) => column && [...column].sort((a, b) => distance(a) - distance(b))[0];
    const places = {
      ArrowDown: ids[index + 1], ArrowUp: ids[index - 1], Home: ids[0], End: ids.at(-1),
      PageDown: ids[Math.min(index + 10, ids.length - 1)], PageUp: ids[Math.max(index - 10, 0)],
      ArrowRight: beside(columns[place + 1]), ArrowLeft: beside(columns[place - 1]),
    };
    if (!(event.key in places)) return;
    event.preventDefault();
    if (places[event.key]) take(places[event.key], false);
  });
  return { show, take };
}
