// SPDX-License-Identifier: Apache-2.0
// What went on air and what did not: the as-run log with its filters, and the handover book.
import { problemBox } from "../dialog.js";
import { h, refill } from "../element.js";
import { now } from "../station.js";
import { follow } from "../stream.js";
import { say } from "../words.js";
import { bookPage } from "./book.js";
import { dateBar } from "./date-bar.js";
import { handOver } from "./hand-over.js";
import { recordFilters, select } from "./record-filters.js";
import { KINDS, matches, OUTCOMES, recordRows, recordTable, ROWS } from "./record-rows.js";
import { isLost } from "./signs.js";
import { askInTurn, dateText, isDate } from "./times.js";

/** How long the station's news gather before the record is read again. */
const GATHER = 4000;
/** What is shown unless somebody chooses; the address has only what differs. */
const USUAL = { kind: "all", outcome: "all", q: "", view: "log" };

export function open(parameters, context) {
  const chosen = { ...USUAL, ...Object.fromEntries(parameters) };
  let isOpen = true, turn = 0, record = null, rows = [], limit = ROWS, gathering = null;
  const opened = new Set();
  const title = h("h1", { tabindex: "-1" });
  const bar = dateBar({ onPick: (date) => choose({ date }, true) });
  const filters = recordFilters(chosen, choose);
  const button = (text, onclick, name = "button") => h("button", { type: "button", class: name, onclick }, text);
  const csv = h("a", { class: "button", download: "" }, say("CSV", "导出 CSV"));
  const plain = h("a", { class: "button", target: "_blank", rel: "noopener" }, say("Plain text", "纯文本"));
  const logTools = [button(say("Shift report", "交接班记录"), () => choose({ view: "report", whole: "" }, true)), csv];
  const bookTools = [button(say("Back to the record", "返回播出记录"), () => choose({ view: "log" }, true)), plain];
  const span = select("whole", say("Of", "范围"), {
    "": say("the present shift", "本班"), day: say("the day or time chosen", "所选日期或时段"),
  }, chosen, (changed) => choose(changed, true));
  const print = button(say("Print", "打印"), () => window.print());
  const over = button(say("Hand over …", "交班……"), endShift, "button primary");
  const tools = h("div", { class: "view-tools" });
  const state = h("div", { role: "status", class: "view-state" });
  const count = h("p", { class: "faint", role: "status" });
  const place = h("div");
  const element = h("section", { class: "record stack" }, title, h("div", { class: "view-tools" }, bar.element, tools),
    filters, state, count, place);

  function choose(changed, isReload = false) {
    Object.assign(chosen, changed);
    limit = ROWS;
    const told = Object.entries(chosen).filter(([name, value]) => value && value !== USUAL[name]);
    const query = new URLSearchParams(told).toString();
    history.replaceState(null, "", "#/record" + (query ? "?" + query : ""));
    if (isReload) load();
    else draw();
  }

  /** The time that is asked for, as the API wants it. */
  function period(more = {}) {
    const { date, from, to } = chosen;
    const asked = Object.entries({ date, from, to, ...more }).filter(([, value]) => value);
    return asked.length ? "?" + new URLSearchParams(asked) : "";
  }

  async function load() {
    const mine = turn += 1;
    const isBook = chosen.view === "report";
    show(isBook);
    refill(state, say("The record is being read …", "正在读取播出记录……"));
    try {
      const answer = await askInTurn(isBook ? `/v1/report${chosen.whole ? period() : ""}`
        : `/v1/as-run${period({ music: "true" })}`);
      if (mine !== turn || !isOpen) return;
      refill(state);
      if (isBook) return showBook(answer);
      record = answer;
      rows = recordRows(record);
      draw();
    } catch (problem) {
      if (mine !== turn || !isOpen) return;
      record = null;
      refill(state, problemBox(problem));
      for (const one of [count, place]) refill(one);
      if (isDate(chosen.date)) bar.show(chosen.date, false);
    }
  }

  function show(isBook) {
    const heading = isBook ? say("Shift report", "交接班记录") : say("Record", "播出记录");
    refill(title, heading);
    filters.hidden = isBook;
    bar.element.hidden = isBook && !chosen.whole;
    csv.href = `/v1/as-run${period({ format: "csv", music: "true" })}`;
    plain.href = `/v1/report${chosen.whole ? period({ format: "text" }) : "?format=text"}`;
    refill(tools, isBook ? [span, ...bookTools] : logTools, print, over);
  }

  function showBook(book) {
    refill(count);
    bar.show(chosen.date ?? book.date, false);
    refill(place, bookPage(book));
  }

  function draw() {
    if (!record) return;
    refill(title, say("Record: ", "播出记录："), dateText(record.date));
    bar.show(record.date, now() >= Date.parse(record.from) && now() < Date.parse(record.to));
    const words = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
    const some = rows.filter((row) => (KINDS[chosen.kind] ?? KINDS.all)(row)
      && (OUTCOMES[chosen.outcome] ?? OUTCOMES.all)(row) && matches(row, words));
    const lost = some.filter((row) => isLost(row.state)).length;
    refill(count, some.length ? say(`${some.length} rows, ${lost} not aired`, `共 ${some.length} 行，${lost} 项没有播出或没播完`)
      : null);
    const shown = some.slice(0, limit);
    refill(place, shown.length ? h("div", { class: "card" }, recordTable(shown, record.date, opened),
      some.length > limit && button(say(`Show more of ${some.length}`, `显示更多（共 ${some.length} 行）`), () => {
        limit += ROWS;
        draw();
      }, "button wide")) : h("p", { class: "card" },
        rows.length ? say("Nothing fits these filters.", "没有符合条件的记录。") : emptyText()));
  }

  function emptyText() {
    return Date.parse(record.from) > now() ? say("This is still to come; nothing is on record yet.", "这一天还没有到，暂无记录。")
      : say("Nothing is on record for this time.", "这段时间没有记录。");
  }

  async function endShift() {
    const book = await handOver();
    if (!book || !isOpen) return;
    turn += 1;
    chosen.view = "report";
    show(true);
    refill(state);
    showBook(book);
    context.toast(say("The shift is handed over. This is its book.", "已交班。这是本班的记录。"));
  }

  /** Reads the present day again, and leaves what is open as it is. */
  async function readAgain() {
    gathering = null;
    const mine = turn;
    if (!isOpen || document.hidden || chosen.view === "report" || !record || now() >= Date.parse(record.to)) return;
    try {
      const answer = await askInTurn(`/v1/as-run${period({ music: "true" })}`);
      if (mine !== turn || !isOpen || chosen.view === "report") return;
      record = answer;
      rows = recordRows(record);
      const focused = document.activeElement?.closest?.("tr[data-id]")?.dataset.id;
      draw();
      const row = focused && [...place.querySelectorAll("tr[data-id]")].find((one) => one.dataset.id === focused);
      if (row) row.querySelector("button").focus({ preventScroll: true });
    } catch {
      // The bar above every view says that the connection is lost; the next news are another try.
    }
  }

  const soon = () => { gathering ??= setTimeout(readAgain, GATHER); };
  const stops = [follow("announcement", soon), follow("zone", soon)];
  load();
  return { element, close: () => {
    isOpen = false;
    clearTimeout(gathering);
    stops.forEach((stop) => stop());
  } };
}
