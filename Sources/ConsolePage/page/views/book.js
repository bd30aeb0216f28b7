// SPDX-License-Identifier: Apache-2.0
// The handover book: a shift on a page that reads well on a screen and on paper.
import { sentence } from "../dialog.js";
import { h } from "../element.js";
import { listed, say } from "../words.js";
import { recordedState } from "./day-items.js";
import { isLost, sign, verbWord } from "./signs.js";
import { clockText, exactText, spanText } from "./times.js";

/** @param book the answer of /v1/report */
export function bookPage(book) {
  const { date } = book;
  const length = spanText((Date.parse(book.to) - Date.parse(book.from)) / 1000);
  return h("article", { class: "card book" },
    h("header", { class: "book-head" },
      h("div", null, h("p", { class: "faint" }, book.store), h("h2", null, say("Handover book", "交接班记录"))),
      h("p", { class: "numeric" },
        h("strong", null, date), ` ${exactText(book.from, date)} – ${exactText(book.to, date)}`,
        h("span", { class: "faint" }, ` ${length}, ${book.timezone}`))),
    counts(book.counts),
    part(say("Not aired", "未播"), book.missed.map((cue) => cueLine(cue, date, cue.reason))),
    part(say("Late", "迟播"), book.late.map((cue) => cueLine(cue, date, lateness(cue)))),
    part(say("Announcements that are not over", "未结束的广播"), book.open.map((one) => openLine(one, date))),
    part(say("Announcements", "插播"), book.announcements.map(announcementLine)),
    part(say("Faults", "故障"), book.faults.map((fault) => faultLine(fault, date))),
    part(say("Promotions", "促销"), book.promos.map((one) =>
      named(one.rotation, listed(one.members.map((member) => `${member.name} ${member.plays}`))))),
    part(say("People", "人员"), book.people.map((one) =>
      named(one.user, listed(Object.entries(one.actions).map(([action, count]) => `${actionWord(action)} ${count}`))))),
    part(say("Notes", "备注"), book.notes.map(({ at, by, text }) => [time(exactText(at, date)), " ", named(by, text)])),
    h("footer", { class: "book-foot" },
      h("span", null, say("handed over", "交班人")), h("span", null, say("taken over", "接班人"))));
}

function counts({ planned, aired, late, gaveWay, missed }) {
  const told = [
    [say("planned", "计划"), planned], [say("aired", "已播"), aired], [say("late", "迟播"), late],
    [say("gave way", "让位未播"), gaveWay, "gaveWay"], [say("missed", "未播"), missed, "missed"],
  ];
  return h("dl", { class: "book-counts" }, told.map(([name, number, state]) => {
    const isBad = number > 0 && state;
    return h("div", { class: isBad && `is-${state}` }, h("dt", null, name),
      h("dd", null, isBad && sign("say", state), String(number)));
  }));
}

function part(title, lines) {
  const list = lines.length ? h("ul", { class: "plain" }, lines.map((line) => h("li", null, line)))
    : h("p", { class: "faint" }, say("none", "无"));
  return h("section", null, h("h3", null, title), list);
}

const time = (text) => h("span", { class: "numeric" }, text);
const named = (name, text) => [h("strong", null, name), say(": ", "："), text];

function cueLine(cue, date, remark) {
  const state = recordedState(cue);
  return [isLost(state) && [sign(cue.verb, state), " "], time(clockText(cue.planned, date)), " ",
    h("strong", null, cue.name), h("span", { class: "faint small" }, ` ${verbWord(cue.verb)} `), remark];
}

function lateness(cue) {
  const span = spanText((Date.parse(cue.start) - Date.parse(cue.planned)) / 1000);
  return listed([say(`${span} late`, `晚 ${span}`), cue.reason].filter(Boolean));
}

function openLine({ name, state, by, since, heard, next }, date) {
  const word = {
    preparing: say("is being prepared", "准备中"), onAir: say("is on air", "正在播"),
    waitingToRepeat: say("repeats", "待重播"),
  }[state] ?? say("waits", "等候");
  const again = exactText(next, date);
  return [time(exactText(since, date)), " ", h("strong", null, name), ` ${word}, `,
    say(`by ${by}, heard ${heard}×`, `${by} 提交，已播 ${heard} 遍`),
    next && say(`, next about ${again}`, `，预计 ${again} 再播`)];
}

function announcementLine({ name, pushed, heard, meanWait }) {
  const wait = meanWait?.toFixed(1);
  return [h("strong", null, name), " ", say(`pushed ${pushed}×, heard ${heard}×`, `提交 ${pushed} 次，播出 ${heard} 遍`),
    wait && say(`, first sound after ${wait} s`, `，平均 ${wait} 秒后开播`)];
}

function faultLine({ from, to, seconds, text }, date) {
  const until = to ? exactText(to, date) : say("now", "至今");
  return [sign("fault", "fault"), " ", time(`${exactText(from, date)} – ${until}`),
    h("span", { class: "faint" }, ` ${spanText(seconds)} `), sentence(text)];
}

function actionWord(action) {
  return {
    announce: say("announced", "插播"), claimed: say("claimed", "登记认领"), cancel: say("cancelled", "取消"),
    mute: say("muted", "静音"), unmute: say("unmuted", "解除静音"), upload: say("uploaded", "上传录音"),
    reload: say("reloaded", "重新载入"), handover: say("handed over", "交班"),
  }[action] ?? action;
}
