// SPDX-License-Identifier: Apache-2.0
// The day as a table: all that the picture shows, for those who read rather than look, and for paper.
import { h } from "../element.js";
import { now } from "../station.js";
import { listed, say } from "../words.js";
import { isLost, sign, stateWord, verbWord } from "./signs.js";
import { rowsTable } from "./table.js";
import { clockText, exactText, spanText } from "./times.js";

/** @param onShow called with the item whose name somebody presses */
export function dayList(day, { onShow, changes = null }) {
  const items = day.items.filter((item) => item.kind !== "fault");
  const zones = zonesTold(items);
  const promos = items.filter((item) => item.kind === "promo");
  const table = rowsTable(say(`Everything on ${day.date}`, `${day.date} 全部内容`), itemColumns(zones),
    items.map((item) => ({
    id: item.id, className: item.kind === "promo" ? "day-promo-row" : null, hidden: item.kind === "promo",
    cells: itemCells(item, day.date, { button: { onclick: () => onShow(item) }, zones, change: changes?.get(item.id) }),
  })));
  const showPromos = (isShown) => table.querySelectorAll(".day-promo-row").forEach((row) => { row.hidden = !isShown; });
  return h("div", { class: "day-list" },
    promos.length > 0 && h("label", { class: "choice day-with-promos" },
      h("input", { type: "checkbox", onchange: (event) => showPromos(event.target.checked) }),
      say(`Show the ${promos.length} promos`, `显示 ${promos.length} 条促销`)),
    table, promos.length > 0
      && h("div", { class: "day-promo-hours" }, h("h3", null, say("Promotions", "促销")), promoHours(promos, day)));
}

/** The cells of an item's row; `button` has its attributes from whoever draws the table. */
export function itemCells(item, date, { button, zones, change = null }) {
  const isHeard = item.start && !["planned", "unknown", "fault"].includes(item.state);
  return [
    clockText((item.kind === "again" ? null : item.planned) ?? item.start ?? item.end, date),
    [h("button", { type: "button", class: "text-button", ...button }, item.name || verbWord(item.verb)),
      item.name && h("span", { class: "faint small" }, ` ${verbWord(item.verb)}`,
        item.by && say(` by ${item.by}`, ` ${item.by} 提交`)),
      change && h("strong", { class: "day-change" }, ` ${change.sign} ${change.word}`),
      told(item) && h("span", { class: "small rows-remark" }, told(item))],
    ...(zones ? [zoneCell(item, zones)] : []),
    item.kind === "fault" ? spanText(((item.end ? Date.parse(item.end) : now()) - Date.parse(item.start)) / 1000)
      : isHeard && [exactText(item.start, date),
        item.end && h("span", { class: "faint" }, `–${exactText(item.end, date)}`)],
    [h("span", { class: `outcome is-${item.state}` }, sign(item.verb, item.state), stateWord(item.state)),
      item.late > 0 && h("span", { class: "small rows-remark" },
        say(`${spanText(item.late)} late`, `晚 ${spanText(item.late)}`))],
  ];
}

/** What its row says of it without being asked. */
function told(item) {
  if (isLost(item.state)) return item.sentence ?? item.reason;
  return item.kind === "promo" || item.state === "planned" ? null : item.reason;
}

function zoneCell(item, zones) {
  return item.zones.length === zones.length ? h("span", { class: "faint" }, say("all", "全部")) : listed(item.zones);
}

/** All zones, where they do not all hear the same; else null, as there is nothing to tell. */
export function zonesTold(items) {
  const some = items.filter((item) => item.kind !== "fault");
  const isOneForAll = new Set(some.map((item) => item.zones.join())).size < 2;
  return isOneForAll ? null : [...new Set(some.flatMap((item) => item.zones))];
}

/** The columns that go with them. */
export function itemColumns(zones) {
  return [["time", say("Time", "时间")], ["what", say("What", "内容")], zones && ["zones", say("Zones", "广播区")],
    ["heard", say("Heard", "播出")], ["outcome", say("Outcome", "结果")]].filter(Boolean);
}

/** The promos in few lines: a line an hour. */
function promoHours(promos, day) {
  const hours = new Map();
  for (const promo of promos) {
    const [hour, minute] = clockText(promo.start ?? promo.planned, day.date).split(":");
    const name = isLost(promo.state) ? `${promo.name} (${stateWord(promo.state)})` : promo.name;
    hours.set(hour, [...(hours.get(hour) ?? []), `:${minute.slice(0, 2)} ${name}`]);
  }
  return h("ul", { class: "plain" },
    [...hours].map(([hour, texts]) => h("li", null, h("strong", { class: "numeric" }, hour), " ", texts.join(" · "))));
}
