// SPDX-License-Identifier: Apache-2.0
// The day as a picture: what is planned, what was heard, and what was not.
import { problemBox } from "../dialog.js";
import { h, refill } from "../element.js";
import { now, refresh, status } from "../station.js";
import { follow } from "../stream.js";
import { say } from "../words.js";
import { dateBar } from "./date-bar.js";
import { changesBy, differenceList, differences } from "./day-compare.js";
import { findings, hint, legend, summaryOf } from "./day-head.js";
import { readDay } from "./day-items.js";
import { dayList } from "./day-list.js";
import { itemPanel } from "./day-panel.js";
import { dayPicture } from "./day-picture.js";
import { addDays, askInTurn, dateText, isDate } from "./times.js";

/** How tall an hour is drawn, in pixels, on a screen and at most on paper, and how tall a page of paper is. */
const SCREEN = 72, PAPER = 60, PAGE = 850;
/** How long the station's news gather before the record is read again. */
const GATHER = 4000;
const MINUTE = 60000;

export function open(parameters) {
  let date = parameters.get("date"), other = parameters.get("with"), isList = parameters.get("as") === "list";
  let isOpen = true, turn = 0, days = [], pictures = [], shown = null, gathering = null;
  const print = matchMedia("print");
  const title = h("h1", { tabindex: "-1" });
  const bar = dateBar({ onPick: (picked) => go({ date: picked }) });
  const beside = dateBar({ onPick: (picked) => go({ other: picked }), hasToday: false,
    label: say("The other day", "另一天") });
  const panel = itemPanel({ onStep: step, onClose: putAway });
  const button = (text, onclick) => h("button", { type: "button", class: "button", onclick }, text);
  const compare = button("", () => go({ other: other ? null : addDays(date, -7) }));
  const asPicture = button(say("Picture", "图"), () => go({ list: false }));
  const asList = button(say("List", "列表"), () => go({ list: true }));
  const kinds = { class: "day-choices", role: "group", "aria-label": say("How it is shown", "显示方式") };
  const besideBox = h("div", { class: "day-beside" }, h("span", null, say("beside", "对比")), beside.element);
  const found = h("div", { class: "stack" });
  const summary = h("p", { class: "day-summary" });
  const state = h("div", { role: "status", class: "view-state" });
  const place = h("div", { class: "day-place" });
  const lists = h("div", { class: "day-lists" });
  const element = h("section", { class: "day stack" },
    h("header", { class: "day-head" }, title, summary),
    h("div", { class: "view-tools" }, bar.element, h("div", kinds, asPicture, asList), compare, besideBox,
      button(say("Print", "打印"), () => window.print())),
    state, found,
    h("div", { class: "day-body" }, h("div", { class: "stack" }, place, lists),
      h("aside", { class: "day-side" }, panel.element, hint(), legend())));

  function go({ date: nextDate = date, other: nextOther = other, list = isList }) {
    const isReload = nextDate !== date || nextOther !== other;
    [date, other, isList] = [nextDate, nextOther, list];
    const asked = { ...(date && { date }), ...(other && { with: other }), ...(isList && { as: "list" }) };
    const query = new URLSearchParams(asked).toString();
    history.pushState(null, "", "#/day" + (query ? "?" + query : ""));
    if (isReload) load();
    else showKind();
  }

  async function load() {
    const mine = turn += 1;
    panel.hide();
    shown = null;
    refill(state, say("The day is being rehearsed …", "正在预演这一天……"));
    place.classList.add("is-old");
    try {
      if (!status()) await refresh();
      const read = [await fetchDay(date)];
      if (other) read.unshift(await fetchDay(other));
      if (mine !== turn || !isOpen) return;
      days = read;
      refill(state);
      draw();
      if (days.at(-1).now !== null) scrollToNow();
    } catch (problem) {
      if (mine !== turn || !isOpen) return;
      days = [];
      pictures = [];
      refill(title, say("The day", "当日播出"));
      refill(state, problemBox(problem));
      for (const one of [found, summary, place, lists]) refill(one);
      if (isDate(date)) bar.show(date, false);
    }
  }

  async function fetchDay(wanted) {
    const plan = await askInTurn("/v1/running-order" + (wanted ? `?date=${encodeURIComponent(wanted)}` : ""));
    const record = await askInTurn(`/v1/as-run?date=${plan.date}&music=true`);
    return readDay(plan, record, now());
  }

  function draw() {
    const day = days.at(-1);
    date ??= day.date;
    const moods = new Map();
    const list = other ? differences(days[0], day) : null;
    const changes = list && [changesBy(list, "before"), changesBy(list, "after")];
    refill(title, dateText(day.date));
    bar.show(day.date, day.now !== null);
    if (other) beside.show(other, days[0].now !== null);
    besideBox.hidden = !other;
    compare.textContent = other ? say("End comparing", "结束对比") : say("Compare", "对比");
    refill(summary, other ? null : summaryOf(day));
    refill(found, findings(day),
      list && differenceList(list, days[0], day, (side, item) => reach(side === "after" ? 1 : 0, item)));
    pictures = days.map((one, index) => dayPicture(one,
      { moods, changes: changes?.[index], id: `day-${index}`, onShow: (item) => show(index, item) }));
    place.classList.remove("is-old");
    place.classList.toggle("is-two", days.length > 1);
    refill(place, days.map((one, index) => one.items.some((item) => item.kind !== "fault")
      ? h("figure", { class: "card day-figure" }, days.length > 1 && h("figcaption", null, dateText(one.date)),
        pictures[index].element)
      : h("p", { class: "card" },
        say(`Nothing is planned on ${one.date}: the store is closed, or no timetable is for that day.`,
        `${one.date} 没有安排：闭店，或者没有适用的播出表。`))));
    refill(lists, days.map((one, index) => h("div", { class: "card" },
      days.length > 1 && h("h2", null, dateText(one.date)),
      dayList(one, { onShow: (item) => show(index, item), changes: changes?.[index] }))));
    layOut();
    showKind();
  }

  function showKind() {
    place.hidden = isList;
    lists.hidden = !isList;
    asPicture.setAttribute("aria-pressed", String(!isList));
    asList.setAttribute("aria-pressed", String(isList));
  }

  function layOut() {
    const hours = Math.max(...days.map((day) => day.to - day.from), 1);
    const pixels = print.matches ? Math.min(PAPER, PAGE / hours) : SCREEN;
    for (const picture of pictures) picture.layOut(pixels, !print.matches);
  }

  function show(index, item) {
    shown = { index, item };
    panel.show(item, days[index]);
    pictures.forEach((picture, one) => picture.show(one === index ? item.id : null));
  }

  /** On a phone the panel comes up from below; what it tells of must not lie under it. */
  function uncover() {
    const mark = shown && pictures[shown.index]?.rectangle(shown.item.id);
    const sheet = panel.element.getBoundingClientRect();
    const isUnder = mark && sheet.height && mark.bottom > sheet.top && mark.left < sheet.right
      && mark.right > sheet.left;
    if (isUnder) scrollBy({ top: mark.bottom - sheet.top + 60 });
  }

  function reach(index, item) {
    if (isList) go({ list: false });
    pictures[index].focus(item.id);
    show(index, item);
  }

  function putAway() {
    panel.hide();
    shown = null;
    pictures.forEach((picture) => picture.show(null));
  }

  function step(by) {
    if (!shown) return;
    const items = days[shown.index].items;
    const next = items[items.findIndex((item) => item.id === shown.item.id) + by];
    if (next) show(shown.index, next);
  }

  function scrollToNow() {
    if (innerWidth < 900) pictures.at(-1).nowLine.scrollIntoView({ block: "center" });
  }

  function moveNow() {
    const day = days.at(-1);
    if (day?.now === null || !day) return;
    const hours = day.clock.hoursAt(now());
    pictures.at(-1).moveNow(hours);
  }

  /** Reads the record of the present day again, and leaves what is looked at where it is. */
  async function readAgain() {
    gathering = null;
    const mine = turn;
    if (!isOpen || document.hidden || !days.some((day) => day.now !== null)) return;
    try {
      const read = await Promise.all(days.map((day) => day.now === null ? day : fetchDay(day.date)));
      if (mine !== turn || !isOpen) return;
      const { index, item } = shown ?? {};
      const focused = document.activeElement?.dataset?.id;
      days = read;
      draw();
      const same = shown && days[index].items.find((one) => one.id === item.id);
      if (same) show(index, same);
      if (same && focused === same.id) pictures[index].focus(same.id);
    } catch {
      // The bar above every view says that the connection is lost; the next news are another try.
    }
  }

  const soon = () => { gathering ??= setTimeout(readAgain, GATHER); };
  const escape = (event) => {
    if (event.key === "Escape") putAway();
  };
  const growing = new ResizeObserver(uncover);
  growing.observe(panel.element);
  const stops = [() => growing.disconnect(), follow("announcement", soon), follow("zone", soon)];
  const ticking = setInterval(moveNow, 5000), reading = setInterval(soon, MINUTE);
  print.addEventListener("change", layOut);
  element.addEventListener("keydown", escape);
  showKind();
  load();
  return { element, close: () => {
    isOpen = false;
    clearInterval(ticking);
    clearInterval(reading);
    clearTimeout(gathering);
    panel.hide();
    print.removeEventListener("change", layOut);
    stops.forEach((stop) => stop());
  } };
}
