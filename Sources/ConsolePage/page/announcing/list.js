// SPDX-License-Identifier: Apache-2.0
// The announcements: what is on air, waiting, repeating and done, and what people can do about each.
import { may } from "../account.js";
import { className, followAnnouncements, isOver, takeAnnouncement } from "../announcements.js";
import { ask } from "../api.js";
import { confirmed, sentence, toast } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { followScripts, titleOf } from "../scripts.js";
import { listed, say, timeOfDay } from "../words.js";

/** How many of those that are over are shown before somebody wants more. */
const step = 10;

/** The groups; they keep themselves up to date. */
export function announcementList(account) {
  const element = h("div", { class: "stack" });
  let all = [], shown = step;
  const draw = () => {
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    const group = (title, chosen) => chosen.length > 0 && h("section", { class: "card stack" },
      h("h2", null, title), h("ul", { class: "plain announce-list" }, chosen.map((one) => row(one, account))));
    const over = all.filter(isOver);
    refill(element,
      group(say("On air", "正在播出"), all.filter((one) => one.state === "onAir")),
      group(say("Waiting", "等待播出"), all.filter((one) => ["preparing", "queued"].includes(one.state))),
      group(say("Repeating", "将重播"), all.filter((one) => one.state === "waitingToRepeat")),
      group(say("Done", "已结束"), over.slice(0, shown)),
      over.length > shown && h("button", { type: "button", class: "button", "data-act": "more", onclick: () => {
        shown += 5 * step;
        draw();
      } }, say("Show more", "显示更多")),
      !all.length && h("p", { class: "faint" }, say("Nothing was announced yet.", "还没有广播。")));
    // What is drawn anew would take the focus from who goes through it by keyboard.
    if (focused) element.querySelector(`[data-act="${CSS.escape(focused)}"]`)?.focus();
  };
  const stops = [
    followAnnouncements((value) => {
      all = value;
      draw();
    }),
    followScripts(draw),
  ];
  return { element, close: () => stops.forEach((stop) => stop()) };
}

/** A line that says how many are not over, and leads to `list` where that is far down; empty where there are none. */
export function standing(list) {
  const button = h("button", { type: "button", class: "button announce-standing", hidden: true, onclick: () => {
    list.scrollIntoView();
    list.querySelector("button")?.focus({ preventScroll: true });
  } });
  const stop = followAnnouncements((all) => {
    const count = (...states) => all.filter((one) => states.includes(one.state)).length;
    const [onAir, waiting, repeating] = [count("onAir"), count("preparing", "queued"), count("waitingToRepeat")];
    button.hidden = !(onAir + waiting + repeating);
    const text = [onAir && say(`${onAir} on air`, `${onAir} 条播出中`),
      waiting && say(`${waiting} waiting`, `${waiting} 条等待`),
      repeating && say(`${repeating} repeating`, `${repeating} 条将重播`)].filter(Boolean).join(" · ");
    if (button.textContent !== text) button.textContent = text;
  });
  return { element: button, close: stop };
}

function row(one, account) {
  const path = `/v1/announcements/${encodeURIComponent(one.id)}`;
  const isOwn = may(account, "announce") && one.by === account.name;
  const mayCancel = !isOver(one) && (isOwn || may(account, "cancelAny"));
  const mayClaim = !isOver(one) && may(account, "announce") && one.class !== "emergency" && one.times !== 1;
  const act = async (method, to, done) => {
    try {
      takeAnnouncement(await ask(method, to));
      toast(done);
    } catch (problem) {
      toast([problem.detail, problem.fix].filter(Boolean).map(sentence).join(" "));
    }
  };
  const cancel = async () => {
    const isSure = await confirmed({
      title: say("Cancel this announcement?", "取消这条广播？"), danger: true, action: say("Cancel it", "取消广播"),
      text: one.state === "onAir" ? say("It fades out at once.", "立即淡出停止。")
        : say("It is not heard any more.", "将不再播出。"),
    });
    if (isSure) act("DELETE", path, say("Cancelled.", "已取消。"));
  };
  return h("li", { "data-id": one.id, "data-state": one.state },
    h("div", { class: "announce-item" },
      h("strong", null, titleOf(one.name)),
      h("span", { class: "announce-tags" }, h("span", { class: "tag", "data-class": one.class }, className(one.class)),
        h("span", { class: "tag", "data-state": one.state }, stateName(one.state))),
      h("span", { class: "small faint numeric" }, facts(one).join(" · ")),
      one.note && h("span", { class: "small" }, say(`Note: ${one.note}`, `备注：${one.note}`)),
      one.durable === false && h("span", { class: "small announce-wrong" },
        say("Not on disk: it would not outlive a crash.", "未写入磁盘：程序崩溃后不会保留。")),
      one.reason && h("span", { class: one.state === "failed" ? "announce-wrong" : "small" }, sentence(one.reason)),
      one.shown && isOver(one) && h("span", { class: "small" }, say("Was to be read out: ", "须人工宣读："),
        one.shown.texts.join(" / "))),
    (mayClaim || mayCancel) && h("div", { class: "announce-acts" },
      mayClaim && h("button", { type: "button", class: "button", "data-act": `claim-${one.id}`,
        onclick: () => act("POST", `${path}/claimed`, say("Claimed: it is not repeated.", "已认领，不再重播。")) },
        say("Claimed", "已认领")),
      mayCancel && h("button", { type: "button", class: "button", "data-act": `cancel-${one.id}`, onclick: cancel },
        one.class === "emergency" ? say("End", "结束") : say("Cancel", "取消"))));
}

function often(heard) {
  return heard === 1 ? say("heard once", "已播 1 次") : say(`heard ${heard} times`, `已播 ${heard} 次`);
}

function stateName(state) {
  return {
    preparing: say("being prepared", "准备中"), queued: say("waiting", "等待中"), onAir: say("on air", "播出中"),
    waitingToRepeat: say("repeats", "将重播"), done: say("done", "已播完"), claimed: say("claimed", "已认领"),
    cancelled: say("cancelled", "已取消"), expired: say("expired", "已过期"), failed: say("failed", "失败"),
  }[state] ?? state;
}

function facts(one) {
  const heard = one.airings.length;
  const last = one.airings.at(-1)?.start;
  const next = one.state !== "onAir" && one.estimatedStart;
  return [
    heard && (one.times > 1 ? say(`heard ${heard} of ${one.times} times`, `已播 ${heard}/${one.times} 次`)
      : one.times === 1 ? null : often(heard)),
    last && say(`at ${timeOfDay(last)}`, `${timeOfDay(last)} 播出`),
    next && say(`next about ${timeOfDay(next)}`, `约 ${timeOfDay(next)} 播出`),
    listed(one.zones), say(`by ${one.by}`, `由 ${one.by} 发起`),
    !heard && one.actions[0] && say(`sent ${timeOfDay(one.actions[0].at)}`, `${timeOfDay(one.actions[0].at)} 发出`),
  ].filter(Boolean);
}
