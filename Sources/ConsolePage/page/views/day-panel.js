// SPDX-License-Identifier: Apache-2.0
// One item of the day: when it was planned, when it was heard, and why.
import { h, icon, refill } from "../element.js";
import { sentence } from "../dialog.js";
import { listed, say } from "../words.js";
import { sign, stateWord, verbWord } from "./signs.js";
import { askInTurn, clockText, exactText, spanText } from "./times.js";

/** How long somebody stays at an item before the station is asked why. */
const PAUSE = 250;
/** How many songs of a bed are listed. */
const SONGS = 12;

/**
 * @param onStep called with -1 or 1 for the item before or after
 * @param onClose called when somebody closes the panel
 */
export function itemPanel({ onStep, onClose }) {
  const body = h("div", { class: "day-about", "aria-live": "polite" });
  const steps = [[-1, "‹", say("The item before", "上一项")], [1, "›", say("The next item", "下一项")]]
    .map(([step, text, label]) => h("button",
      { type: "button", class: "button", "aria-label": label, onclick: () => onStep(step) }, text));
  const close = h("button",
    { type: "button", class: "button day-close", "aria-label": say("Close", "关闭"), onclick: onClose }, icon("close"));
  const element = h("section", { class: "card day-panel", "aria-label": say("The item in detail", "详情"), hidden: true },
    h("div", { class: "day-steps" }, steps, close), body);
  let pause, shown = null;

  function show(item, day) {
    if (shown?.item === item && shown.day === day) return;
    shown = { item, day };
    clearTimeout(pause);
    element.hidden = false;
    const why = h("p", { class: "item-why" }, ownReason(item, day) ?? "…");
    refill(body, heading(item), times(item, day), why, songList(item, day));
    if (ownReason(item, day) !== null) return;
    const pair = shown;
    pause = setTimeout(async () => {
      const text = await reason(item, day);
      if (shown === pair) refill(why, text);
    }, PAUSE);
  }

  function hide() {
    clearTimeout(pause);
    shown = null;
    element.hidden = true;
  }

  return { element, show, hide };
}

function heading(item) {
  return h("div", { class: "day-what" },
    h("h2", null, item.kind === "fault" || item.verb === "silence" ? verbWord(item.verb) : item.name),
    h("p", { class: "day-state" }, sign(item.verb, item.state),
      h("strong", { class: `is-${item.state}` }, stateWord(item.state)),
      item.late ? say(`${spanText(item.late)} late`, `晚 ${spanText(item.late)}`) : null,
      item.kind !== "fault" && item.verb !== "silence" && h("span", { class: "tag" }, verbWord(item.verb))));
}

function times(item, day) {
  const isComing = item.state === "planned";
  const rows = [
    [item.verb === "announcement" || item.verb === "emergency" ? say("Asked for", "提交") : say("Planned", "计划"),
      item.planned && clockText(item.planned, day.date)],
    [isComing ? say("Will start", "预计开始") : say("Started", "开始"), item.start && exactText(item.start, day.date)],
    [isComing ? say("Will end", "预计结束") : say("Ended", "结束"), item.end && exactText(item.end, day.date)],
    [say("Ends as planned", "计划结束"), item.plannedEnd && clockText(item.plannedEnd, day.date)],
    [say("In the timetable", "播出表写法"), item.when !== clockText(item.planned) && item.when],
    [say("Zones", "广播区"), day.lanes.flat().length > 1 && item.zones.length && listed(item.zones)],
    [say("By", "提交人"), item.by],
    [say("Remark", "备注"), item.note],
  ];
  const told = rows.filter(([, value]) => value);
  return h("dl", { class: "day-times" },
    told.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", null, value))));
}

/** Why, where the page knows it without asking; null where the station knows. */
function ownReason(item, day) {
  if (item.sentence) return sentence(item.sentence);
  const at = clockText(item.start ?? item.planned, day.date);
  if (item.kind === "promo" && item.state === "planned") {
    return say(
      `As rehearsed it airs at ${at}${item.reason ? `, ${item.reason}` : ""}. A promo moves with the songs.`,
      `按预演于 ${at} 播出${item.reason ? `，${item.reason}` : ""}。促销的时刻随曲目略有变动。`);
  }
  return item.isRehearsed && item.reason ? sentence(item.reason) : null;
}

async function reason(item, day) {
  try {
    const { answers } = await askInTurn(`/v1/why?cue=${encodeURIComponent(item.key)}&date=${day.date}`);
    return answers.map((answer) => answer.sentence).join(" ");
  } catch (problem) {
    return sentence(item.reason ?? problem.detail);
  }
}

function songList(item, day) {
  if (item.kind !== "bed") return null;
  const songs = day.songs.filter((song) => song.at >= item.at && song.at < item.until
    && song.zones.some((zone) => item.zones.includes(zone)));
  if (!songs.length) return null;
  const rest = songs.length - SONGS;
  return h("div", null, h("h3", null, say("Songs heard", "已播曲目")),
    h("ol", { class: "plain day-heard-songs" },
      songs.slice(-SONGS).map((song) => h("li", null,
        h("span", { class: "numeric faint" }, exactText(song.start, day.date)), " ", song.name))),
    rest > 0 && h("p", { class: "faint small" },
      say(`and ${rest} before; the record has all`, `此前还有 ${rest} 首，见播出记录`)));
}
