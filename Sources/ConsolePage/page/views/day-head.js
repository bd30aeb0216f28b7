// SPDX-License-Identifier: Apache-2.0
// What stands around the picture of a day: how much there is of it, what a person should look at, what the signs mean.
import { sentence } from "../dialog.js";
import { h, icon } from "../element.js";
import { say } from "../words.js";
import { sign, stateWord, verbWord } from "./signs.js";

/** The day in a line. */
export function summaryOf(day) {
  const count = (test) => day.items.filter(test).length;
  const parts = [
    [count((item) => item.kind === "timed" && item.when), say("items", "项播出")],
    [count((item) => item.kind === "promo"), say("promos", "条促销")],
    [count((item) => item.kind === "timed" && !item.when), say("announcements", "次插播")],
    [count((item) => item.late), say("late", "项迟播")],
    [count((item) => item.state === "gaveWay"), say("gave way", "项让位未播"), "gaveWay"],
    [count((item) => item.state === "cutOff"), say("interrupted", "项中断"), "cutOff"],
    [count((item) => item.state === "missed"), say("missed", "项未播"), "missed"],
  ];
  return parts.filter(([number]) => number).map(([number, text, state]) => h("span", null,
    state && sign("say", state), h("strong", null, String(number)), ` ${text}`));
}

/** What a person should look at: mistakes in the files, and what will not air as things stand. */
export function findings(day) {
  const lost = day.items.filter((item) => item.isRehearsed && ["missed", "gaveWay"].includes(item.state));
  const all = [...day.problems.map(mistake), ...lost.map(expectedMiss)];
  if (!all.length) return day.isOver && !day.hasRecord && h("p", { class: "banner" },
    say("Nothing of this day is on record; it is drawn as its timetable gives it.", "这一天没有播出记录；图按播出表绘制。"));
  const isBad = lost.length > 0 || day.problems.some((problem) => problem.severity === "error");
  return h("details", { class: isBad ? "banner warn day-found" : "banner day-found", open: isBad },
    h("summary", null, icon("warning"), h("strong", null, say(`To look at: ${all.length}`, `需要留意：${all.length} 处`))),
    h("ul", null, all));
}

function mistake({ file, line, column, severity, message, fix }) {
  return h("li", null,
    h("strong", null, severity === "error" ? say("Mistake: ", "错误：") : say("Notice: ", "提醒：")),
    h("span", { class: "faint" }, [file, line, column].filter((part) => part !== null).join(":")), " ",
    sentence(message), " ", fix && sentence(fix));
}

function expectedMiss(item) {
  return h("li", null, sign(item.verb, item.state), " ",
    h("strong", null, `${item.planned.slice(11, 16)} ${item.name} `),
    say("will not air as things stand", "按目前情况不会播出"), item.reason && `: ${item.reason}`);
}

/** What somebody new to the picture may do with it. */
export function hint() {
  return h("p", { class: "card day-hint" }, say(
    "Point at anything in the picture, or tap it: here it says when it was heard, and why.",
    "点按图中任意一项，这里会显示何时播出以及原因。"));
}

/** What the signs mean. */
export function legend() {
  const signs = [
    ["say", "aired", say("spoken, heard", "播稿，已播")], ["say", "planned", say("planned", "计划")],
    ["play", "aired", say("a recording", "播放录音")], ["announcement", "aired", say("announcement", "插播")],
    ["emergency", "aired", verbWord("emergency")], ["promo", "aired", verbWord("promo")],
    ["music", "aired", say("music, heard", "音乐，已播")], ["music", "planned", say("music, planned", "音乐，计划")],
    ["say", "missed"], ["say", "gaveWay"], ["say", "cutOff"], ["fault", "fault"],
  ];
  return h("section", { class: "day-legend", "aria-label": say("Legend", "图例") }, h("h2", null, say("Legend", "图例")),
    h("ul", { class: "plain" },
      signs.map(([verb, state, text]) => h("li", null, sign(verb, state), text ?? stateWord(state)))));
}
