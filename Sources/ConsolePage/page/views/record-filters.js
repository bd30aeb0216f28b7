// SPDX-License-Identifier: Apache-2.0
// What somebody looks for in the record: a time, a kind, an outcome, words.
import { h } from "../element.js";
import { say } from "../words.js";

/**
 * @param chosen what is chosen now, by the fields' names
 * @param choose called with what somebody changed, and with whether the station must be asked anew
 */
export function recordFilters(chosen, choose) {
  const time = (name, text, example) => input(name, text, chosen, {
    inputmode: "numeric", placeholder: example,
    onchange: (event) => choose({ [name]: event.target.value.trim().replace("：", ":") }, true),
  });
  return h("div", { class: "record-filters" },
    time("from", say("From", "从"), "08:00"), time("to", say("To", "到"), "12:00"),
    select("kind", say("Kind", "类别"), {
      all: say("All but songs", "全部（不含曲目）"), items: say("Items of the timetable", "播出表各项"),
      promos: say("Promos", "促销"),
      announcements: say("Announcements", "插播"), music: say("Music and songs", "音乐和曲目"), faults: say("Faults", "故障"),
    }, chosen, choose),
    select("outcome", say("Outcome", "结果"), {
      all: say("Any", "不限"), lost: say("Not aired", "没有播出或没播完"), missed: say("Missed", "未播"),
      gaveWay: say("Gave way", "让位未播"), cutOff: say("Interrupted", "中断"), late: say("Late", "迟播"), aired: say("Aired", "已播"),
    }, chosen, choose),
    input("q", say("Search", "查找"), chosen, { type: "search", oninput: (event) => choose({ q: event.target.value }) }));
}

function input(name, text, chosen, attributes) {
  return h("label", { class: "field" }, h("span", null, text),
    h("input", { name, type: "text", value: chosen[name] ?? "", autocomplete: "off", ...attributes }));
}

/** A field with its choices, each with the words for it. */
export function select(name, text, words, chosen, choose) {
  const options = Object.entries(words).map(([value, label]) =>
    h("option", { value, selected: chosen[name] === value }, label));
  return h("label", { class: "field" }, h("span", null, text),
    h("select", { name, onchange: (event) => choose({ [name]: event.target.value }) }, options));
}
