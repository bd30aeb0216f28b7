// SPDX-License-Identifier: Apache-2.0
// The service desk: what can be announced, and what became of it.
import { may } from "../account.js";
import { className } from "../announcements.js";
import { announcementForm } from "../announcing/form.js";
import { holdButton } from "../announcing/hold.js";
import { announcementList, standing } from "../announcing/list.js";
import { send } from "../announcing/sending.js";
import { slotName } from "../announcing/slots.js";
import { problemBox } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { followScripts, loadScripts, titleOf } from "../scripts.js";
import { followStatus } from "../station.js";
import { listed, say } from "../words.js";

// The order of the groups: what a clerk needs in a hurry comes first.
const classes = ["urgent", "notice", "promo"];

export function open(parameters, context) {
  const board = h("div", { class: "stack" });
  const list = announcementList(context.account);
  const summary = standing(list.element);
  const emergencies = new Map();
  const holds = [];
  const leave = () => context.go("#/announce");
  let form = null, isClosed = false;

  const wanted = parameters.get("script");
  const kind = wanted ? "script" : parameters.has("text") ? "text" : parameters.has("record") ? "record" : null;
  const zones = () => context.status()?.zones.map((zone) => zone.name) ?? [];

  const draw = (scripts) => {
    if (isClosed || form) return;
    if (!may(context.account, "announce")) {
      refill(board, h("p", { class: "faint" },
        say("Your roles do not include announcing; ask an administrator for the role of the service desk.",
        "您的角色不能广播；请向管理员申请服务台角色。")));
    } else if (kind && zones().length && (kind !== "script" || scripts.has(wanted))) {
      form = announcementForm({ kind, script: scripts.get(wanted), zones: zones(), leave });
      refill(board, form.element);
    } else if (kind === "script" && scripts.size && !scripts.has(wanted)) {
      refill(board, h("div", { class: "banner warn" }, icon("warning"), h("p", { class: "line" },
        say(`There is no approved script "${wanted}" any more.`, `已没有经审核的播音稿“${wanted}”。`)),
        h("button", { type: "button", class: "button", onclick: leave }, say("Back", "返回"))));
    } else if (!kind) {
      holds.splice(0).forEach((hold) => hold.close());
      refill(board, buttons([...scripts.values()], emergencies, holds));
    }
  };
  let known = new Map();
  const stops = [
    followScripts((scripts) => {
      known = scripts;
      draw(scripts);
    }),
    followStatus(() => kind && draw(known)),
  ];
  loadScripts().catch((problem) => {
    if (!isClosed && !known.size) refill(board, problemBox(problem));
  });
  const element = h("div", { class: "stack" },
    !kind && h("div", { class: "heading" }, h("h1", null, say("Announce", "广播")), summary.element),
    h("div", { class: "announce-columns" }, board,
      h("section", { class: "stack", "aria-label": say("Announcements", "广播列表") }, list.element)));
  return { element, close: () => {
    isClosed = true;
    form?.close();
    for (const { close } of [list, summary, ...holds]) close();
    stops.forEach((stop) => stop());
  } };
}

function buttons(scripts, emergencies, holds) {
  const group = (name) => {
    const chosen = scripts.filter((script) => script.class === name);
    return chosen.length > 0 && h("section", { class: "stack" }, h("h2", null, className(name)),
      h("div", { class: "announce-board" }, chosen.map(tile)));
  };
  const urgent = scripts.filter((script) => script.class === "emergency");
  return [
    h("div", { class: "announce-board" },
      h("a", { class: "announce-tile announce-free", href: "#/announce?text" }, icon("text"),
        h("strong", null, say("Write a text", "输入文字"))),
      h("a", { class: "announce-tile announce-free", href: "#/announce?record" }, icon("microphone"),
        h("strong", null, say("Record", "录音")))),
    urgent.length > 0 && h("section", { class: "announce-emergencies stack" },
      h("h2", null, icon("warning"), className("emergency")),
      urgent.map((script) => emergency(script, emergencies, holds))),
    classes.map(group),
  ];
}

function tile(script) {
  return h("a", { class: "announce-tile", "data-class": script.class,
    href: `#/announce?script=${encodeURIComponent(script.name)}` },
    h("strong", null, titleOf(script.name)),
    h("span", { class: "small faint" }, script.slots.length ? listed(script.slots.map(slotName))
      : say("nothing to fill in", "无须填写")));
}

function emergency(script, emergencies, holds) {
  const title = titleOf(script.name);
  const href = `#/announce?script=${encodeURIComponent(script.name)}`;
  if (script.slots.length) return tile(script);
  if (!emergencies.has(script.name)) emergencies.set(script.name, { key: null, isSending: false });
  const kept = emergencies.get(script.name);
  const trouble = h("div", { class: "stack", "aria-live": "assertive" });
  const again = h("button", { type: "button", class: "button danger wide", hidden: true, onclick: () => start() });
  const start = async () => {
    again.hidden = true;
    const announcement = await send(kept, () => ({ script: script.name }), trouble, () => {});
    again.textContent = say(`Send again: ${title}`, `再次发送：${title}`);
    again.hidden = Boolean(announcement) || kept.isSending;
    if (announcement) kept.key = null;
  };
  const hold = holdButton({ name: script.name, label: title, action: start,
    question: say(`This starts the emergency “${title}” in every zone.`, `这将在所有分区开始紧急广播“${title}”。`),
    beside: h("a", { class: "button plain hold-other", href }, say("Its words and zones", "内容和分区")) });
  holds.push(hold);
  return h("div", { class: "stack" }, hold.element, trouble, again);
}
