// SPDX-License-Identifier: Apache-2.0
// The rehearsed day beside the text that makes it: every row with its time, and a sign and a word where it changes.
import { sentence } from "../dialog.js";
import { h, refill } from "../element.js";
import { listed, say } from "../words.js";
import { dateBar } from "../views/date-bar.js";
import { sign, verbWord } from "../views/signs.js";
import { clockText, spanText } from "../views/times.js";
import { changedDay, isHeard, lateness } from "./rehearsed.js";

/** How many changes of other days are told. */
const most = 8;
const signs = { added: "+", removed: "−", moved: "↕", fails: "✕" };
const wordOf = (change) => ({ added: say("added", "新增"), removed: say("removed", "取消"), moved: say("moved", "改变"),
  fails: say("not heard any more", "不再播出") })[change];

/** `onDate(date)` is called with the day that somebody wants to see; `show(answer)` takes a preview's. */
export function rehearsedDay({ onDate }) {
  const bar = dateBar({ onPick: onDate, label: say("The day that is rehearsed", "预演的日期"), hasToday: false });
  const only = h("input", { type: "checkbox", onchange: () => list.classList.toggle("is-short", only.checked) });
  const summary = h("p", { role: "status", class: "text-day-summary" }, say("It is being rehearsed…", "正在预演…"));
  const others = h("div");
  const list = h("ol", { class: "plain text-day-rows", tabindex: "0",
    "aria-label": say("The rehearsed day", "预演的一天") });
  const element = h("section", { class: "card stack text-day",
    "aria-label": say("The day as it would become", "改后的一天") },
    h("h2", null, say("The day as it would become", "改后的一天")), bar.element, summary, others,
    h("label", { class: "choice" }, only, say("Only what changes", "只看改变")), list);

  function show({ date, before, after, changed, problems }) {
    bar.show(date);
    const hasMistakes = problems.some((problem) => problem.severity === "error");
    const isKnown = !hasMistakes || after.length > 0;
    list.classList.toggle("is-old", !isKnown);
    refill(others);
    if (!isKnown) return refill(summary, say("The day is rehearsed when the mistakes are mended.", "改正错误后会重新预演。"));
    const rows = changedDay(before, after);
    const count = (change) => rows.filter((row) => row.change === change).length;
    const told = Object.keys(signs).filter(count)
      .map((change) => `${signs[change]} ${count(change)} ${wordOf(change)}`);
    // What is different on other days only is said all the same.
    refill(others, hasMistakes && h("p", { class: "is-warning" }, say("Lines with a mistake are left out.", "有错误的行不计入。")),
      !told.length && changed.length > 0 && [h("p", null, say("But other days change:", "但其他日子有改变：")),
        h("ul", { class: "text-changed" }, changed.slice(0, most).map((one) => h("li", null, sentence(one))))]);
    refill(summary, !rows.length ? say("The store is closed on this day.", "当天不营业。") : told.length
      ? h("strong", null, listed(told)) : say("Nothing changes on this day.", "这一天没有改变。"));
    refill(list, rows.map((row) => item(row, date)));
  }
  return { element, show };
}

function item(row, date) {
  const { cue, change, was } = row;
  const trouble = change === "removed" ? null : !isHeard(cue) && row.count === undefined
    ? say("not heard", "不会播出") + (cue.reason ? say(`: ${cue.reason}`, `：${cue.reason}`) : "")
    : row.count === undefined && lateness(cue) ? say(`${spanText(lateness(cue))} late`, `晚 ${spanText(lateness(cue))}`)
      : null;
  const time = (iso) => clockText(iso, date);
  return h("li", { class: change ? `is-${change}` : "is-same" },
    h("span", { class: "text-change", "aria-hidden": "true" }, signs[change] ?? ""),
    h("span", { class: "numeric" }, row.count === undefined ? time(row.at)
      : time(row.at).replace(/^(\d\d:\d\d):\d\d/, "$1")),
    h("span", null, sign(cue.verb, "planned"),
      h("span", { class: "text-day-name" }, cue.verb === "silence" ? verbWord("silence") : cue.name),
      cue.verb !== "silence" && h("span", { class: "faint small" }, ` ${verbWord(cue.verb)}`),
      row.count !== undefined && h("span", { class: "faint small" },
        say(` ${row.count} times, until ${time(row.last).slice(0, 5)}`,
          ` 共 ${row.count} 次，至 ${time(row.last).slice(0, 5)}`)),
      change && h("strong", { class: "text-day-change" }, ` ${wordOf(change)}`, movedFrom(row, was, time)),
      trouble && h("span", { class: "text-day-trouble small" }, sentence(trouble))));
}

function movedFrom({ at, count, change, cue }, was, time) {
  if (change !== "moved") return "";
  if (count !== undefined) return say(`: ${was.count} times before`, `：原为 ${was.count} 次`);
  if (was.at !== at) return say(` from ${time(was.at)}`, `，原为 ${time(was.at)}`);
  return say(`: ${listed(was.cue.zones)} before`, `：原为 ${listed(was.cue.zones)}`)
    + (cue.zones.length ? ` → ${listed(cue.zones)}` : "");
}
