// SPDX-License-Identifier: Apache-2.0
// An emergency that is on, above every view until somebody ends it.
import { ask } from "./api.js";
import { may } from "./account.js";
import { followAnnouncements, isOver, takeAnnouncement } from "./announcements.js";
import { confirmed, toast } from "./dialog.js";
import { h, icon, refill } from "./element.js";
import { titleOf, followScripts } from "./scripts.js";
import { listed, say, timeOfDay } from "./words.js";

/** The red panel, empty while there is none. */
export function emergencyPanel(account) {
  const element = h("div", { role: "alert" });
  let shown = "", present = [];
  const draw = () => {
    present = present.filter((one) => !isOver(one));
    // What did not change is not said again to those who listen to the page, and keeps the focus.
    const next = present.map((one) => panel(one, account));
    const text = next.map((one) => one.textContent).join();
    if (text !== shown) refill(element, next);
    shown = text;
  };
  const stops = [
    followAnnouncements((all) => {
      present = all.filter((one) => one.class === "emergency" && !isOver(one));
      draw();
    }),
    followScripts(draw),
  ];
  return { element, close: () => stops.forEach((stop) => stop()) };
}

function panel(one, account) {
  const title = titleOf(one.name);
  const mayEnd = may(account, "cancelAny") || one.by === account.name;
  return h("section", { class: "emergency", "aria-label": say("Emergency", "紧急广播") },
    icon("warning"),
    h("div", null,
      h("h2", null, say("EMERGENCY: ", "紧急广播："), title),
      h("p", null, said(one)),
      !mayEnd && h("p", null, say(`${one.by} or an administrator can end it.`, `只有 ${one.by} 或管理员可以结束。`)),
      one.shown && h("div", { class: "shown" },
        h("strong", null, say("READ THIS OUT:", "请人工宣读：")), one.shown.texts.map((text) => h("p", null, text)))),
    mayEnd && h("button", { class: "button", type: "button", onclick: () => end(one, title) },
      icon("stop"), say("End the emergency", "结束紧急广播")));
}

async function end(one, title) {
  const isSure = await confirmed({
    title: say("End the emergency?", "结束紧急广播？"),
    text: say(`“${title}” stops, and the programme goes on.`, `“${title}”将停止，节目恢复播出。`),
    action: say("End it", "结束"), danger: true,
  });
  if (!isSure) return;
  try {
    takeAnnouncement(await ask("DELETE", `/v1/announcements/${encodeURIComponent(one.id)}`));
  } catch (problem) {
    toast([problem.detail, problem.fix].filter(Boolean).join(": "));
  }
}

function said(one) {
  const first = one.airings[0]?.start;
  const state = first
    ? say(`on air since ${timeOfDay(first)}, again and again until it is ended`,
      `自 ${timeOfDay(first)} 起播出，反复播到有人结束为止`)
    : say("not heard yet", "尚未播出");
  return [listed(one.zones), state, say(`by ${one.by}`, `由 ${one.by} 发起`)].join(" · ");
}
