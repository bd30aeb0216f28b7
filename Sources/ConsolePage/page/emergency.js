// SPDX-License-Identifier: Apache-2.0
// An emergency that is on, above every view until somebody ends it.
import { ask } from "./api.js";
import { confirmed, toast } from "./dialog.js";
import { h, icon, refill } from "./element.js";
import { follow } from "./stream.js";
import { listed, say, timeOfDay } from "./words.js";

const over = ["done", "claimed", "cancelled", "expired", "failed"];

/** The red panel, empty while there is none. */
export function emergencyPanel() {
  const known = new Map();
  const element = h("div", { role: "alert" });
  const draw = () => refill(element, [...known.values()].map(panel));
  const take = (announcement) => {
    if (announcement.class !== "emergency") return;
    if (over.includes(announcement.state)) known.delete(announcement.id);
    else known.set(announcement.id, announcement);
    draw();
  };
  const load = async () => {
    try {
      const all = await ask("GET", "/v1/announcements");
      known.clear();
      all.forEach(take);
      draw();
    } catch {
      // The stream tells when the station is back, and it is asked again then.
    }
  };
  const panel = (one) => h("section", { class: "emergency", "aria-label": say("Emergency", "紧急情况") },
    icon("warning"),
    h("div", null,
      h("h2", null, say("EMERGENCY: ", "紧急广播："), one.name),
      h("p", null, said(one)),
      one.shown && h("div", { class: "shown" },
        h("strong", null, say("READ THIS OUT:", "请人工宣读：")), one.shown.texts.map((text) => h("p", null, text)))),
    h("button", { class: "button", type: "button", onclick: () => end(one) }, say("End the emergency", "结束紧急广播")));
  const end = async (one) => {
    const isSure = await confirmed({
      title: say("End the emergency?", "结束紧急广播？"),
      text: say(`"${one.name}" stops, and the programme goes on.`, `“${one.name}”将停止，节目恢复播出。`),
      action: say("End it", "结束"), danger: true,
    });
    if (!isSure) return;
    try {
      take(await ask("DELETE", `/v1/announcements/${encodeURIComponent(one.id)}`));
    } catch (problem) {
      toast([problem.detail, problem.fix].filter(Boolean).join(": "));
    }
  };
  const stops = [follow("announcement", take), follow("connection", (isThere) => isThere && load())];
  load();
  return { element, close: () => stops.forEach((stop) => stop()) };
}

function said(one) {
  const first = one.airings[0]?.start ?? one.actions[0]?.at;
  const since = say(`since ${timeOfDay(first)}`, `自 ${timeOfDay(first)} 起`);
  const often = one.airings.length;
  const heard = often ? say(`heard ${often} times`, `已播 ${often} 次`) : say("not heard yet", "尚未播出");
  return [listed(one.zones), since, heard, say(`by ${one.by}`, `由 ${one.by} 发起`)].join(" · ");
}
