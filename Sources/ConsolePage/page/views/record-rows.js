// SPDX-License-Identifier: Apache-2.0
// The as-run log as a table; each row says why when somebody asks it.
import { sentence } from "../dialog.js";
import { h } from "../element.js";
import { say } from "../words.js";
import { recordedItems } from "./day-items.js";
import { itemCells, itemColumns, zonesTold } from "./day-list.js";
import { isLost, verbWord } from "./signs.js";
import { rowsTable } from "./table.js";
import { askInTurn, exactText } from "./times.js";

/** How many rows are shown at first, and more each time. */
export const ROWS = 400;

/** What a row may be filtered by; songs are told of only where somebody asks for music. */
export const KINDS = {
  all: (item) => item.verb !== "song",
  items: (item) => item.when && !KINDS.promos(item) && item.kind !== "bed",
  promos: (item) => item.verb === "promo",
  announcements: (item) => item.verb === "announcement" || item.verb === "emergency",
  music: (item) => item.kind === "bed" || item.verb === "song",
  faults: (item) => item.kind === "fault",
};

export const OUTCOMES = {
  all: () => true,
  lost: (item) => isLost(item.state),
  missed: (item) => item.state === "missed",
  gaveWay: (item) => item.state === "gaveWay",
  cutOff: (item) => item.state === "cutOff",
  late: (item) => item.late > 0,
  aired: (item) => item.state === "aired" || item.state === "onAir",
};

/** The rows of a record, by when they were heard or should have been. */
export function recordRows(record) {
  const songs = (record.music ?? []).map((song, index) => ({
    id: `song#${index}`, kind: "song", verb: "song", name: song.name, zones: song.zones, start: song.start,
      end: song.end, late: 0,
    state: song.ending === "brokeOff" ? "cutOff" : song.ending === "neverBegan" ? "missed" : "aired",
      reason: song.reason, airings: [song],
  }));
  const rows = [...recordedItems(record), ...songs];
  return rows.sort((a, b) => Date.parse(a.start ?? a.planned ?? a.end) - Date.parse(b.start ?? b.planned ?? b.end));
}

/** Whether a row has the words somebody looks for, each of them somewhere. */
export function matches(item, words) {
  const text = [item.name, item.by, item.reason, item.sentence, item.note, verbWord(item.verb),
    ...item.zones].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** @param opened the ids of the rows that say why, kept from one drawing of the table to the next */
export function recordTable(rows, date, opened) {
  const zones = zonesTold(rows);
  const table = rowsTable(say(`The record of ${date}`, `${date} 播出记录`), itemColumns(zones), rows.map((item) => ({
    id: item.id, className: "record-row", cells: itemCells(item, date, { button: { "aria-expanded": "false" }, zones }),
  })));
  table.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-id]");
    if (!row || String(getSelection())) return;
    turn(row, !opened.has(row.dataset.id));
  });
  function turn(row, isOpen) {
    const item = rows.find((one) => one.id === row.dataset.id);
    row.querySelector(".text-button").setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) {
      opened.delete(item.id);
      row.nextElementSibling.remove();
      return;
    }
    opened.add(item.id);
    row.after(h("tr", { role: "row", class: "record-why" },
      h("td", { role: "cell", colspan: row.children.length }, explanation(item, date))));
  }
  for (const row of table.querySelectorAll("tr[data-id]")) if (opened.has(row.dataset.id)) turn(row, true);
  return table;
}

function explanation(item, date) {
  const text = h("p", { class: "item-why", "aria-live": "polite" },
    item.sentence ? sentence(item.sentence) : item.key ? "…"
    : sentence(item.reason ?? say("It was heard as it should be", "正常播出")));
  if (!item.sentence && item.key) {
    askInTurn(`/v1/why?cue=${encodeURIComponent(item.key)}&date=${item.key.slice(0, 10)}`).then(
      ({ answers }) => { text.textContent = answers.map((answer) => answer.sentence).join(" "); },
      (problem) => { text.textContent = sentence(item.reason ?? problem.detail); });
  }
  return [text, item.note && h("p", null, say("Remark: ", "备注："), item.note), measured(item, date)];
}

/** What the cards measured. */
function measured(item, date) {
  const list = (item.airings ?? []).map(({ start, end, level, peak, underruns, reason }) => {
    const told = [
      level === null ? say("silent", "无声") : say(`level ${level} dBFS`, `电平 ${level} dBFS`),
      peak !== null && say(`peak ${peak}`, `峰值 ${peak}`),
      underruns > 0 && say(`the card ran empty ${underruns} times`, `声卡断流 ${underruns} 次`), reason,
    ].filter(Boolean).join(say(", ", "，"));
    return h("li", null, h("span", { class: "numeric" }, `${exactText(start, date)}–${exactText(end, date)}`), " ", told);
  });
  return list.length > 0 && h("div", { class: "small" }, h("strong", null, say("Measured at the card", "声卡处实测")),
    h("ul", { class: "plain" }, list));
}
