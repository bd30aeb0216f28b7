// SPDX-License-Identifier: Apache-2.0
// The uploads as a list: how far each is, and what came of it until somebody has read it.
import { problemBox, sentence } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { say } from "../words.js";
import { askConflict } from "./conflict.js";
import { changeList, length, loudness, signButton, size, warningList } from "./facts.js";
import { placeName, placeOf } from "./places.js";
import { begin, dismiss, freeBeside, settle, uploads, watchUploads } from "./queue.js";

/** What trying again cannot help. */
const final = [413, 415, 422];

/** `playButton(path, name)` hears a file; `onDone` is called when one is there. */
export function uploadPanel({ playButton, onDone }) {
  const list = h("ul", { class: "plain media-uploads" });
  const summary = h("h2", { role: "status" });
  const clear = h("button", { type: "button", class: "button", onclick: () => {
    for (const item of uploads().filter(isOver)) dismiss(item);
  } }, say("Dismiss all", "全部关闭"));
  const element = h("section", { class: "card stack", "aria-label": say("Uploads", "上传") },
    h("div", { class: "heading" }, summary, clear), list);
  const rows = new Map();
  let isAsking = false;

  const isOver = ({ state }) => state === "done" || state === "refused";

  function draw(item) {
    let row = rows.get(item);
    if (item.state === "gone") {
      const isWithin = row?.element.contains(document.activeElement);
      row?.element.remove();
      rows.delete(item);
      if (isWithin) (list.querySelector("button") ?? document.querySelector(".media-add"))?.focus();
    } else {
      if (!row) {
        row = { element: h("li", { class: "media-upload" }) };
        rows.set(item, row);
        list.append(row.element);
      }
      if (item.state === "sending" && row.state === "sending") row.show();
      else {
        row.state = item.state;
        row.element.dataset.state = item.state;
        const isWithin = row.element.contains(document.activeElement);
        refill(row.element, contents(item, row));
        if (isWithin) row.element.querySelector("button")?.focus();
      }
    }
    summarize();
  }

  function summarize() {
    const all = uploads();
    element.hidden = all.length === 0;
    clear.hidden = all.filter(isOver).length < 2;
    const sent = all.filter(({ state }) => state !== "refused").length;
    const done = all.filter(({ state }) => state === "done").length;
    const text = !sent ? say("Not uploaded", "未上传") : done === sent ? say("Uploaded", "已上传")
      : say(`Uploads: ${done} of ${sent} done`, `上传：已完成 ${done} / ${sent}`);
    // What does not change is not read out again.
    if (summary.textContent !== text) summary.textContent = text;
  }

  function contents(item, row) {
    const { state, file, path } = item;
    const name = path ? path.replace(/^.*\//, "") : file.name;
    const button = (label, onclick) =>
      h("button", { type: "button", class: "button", onclick, "aria-label": `${label}: ${name}` }, label);
    const head = (told, ...buttons) => h("div", { class: "media-upload-head" },
      state === "done" && playButton(path, item.answer.file.name),
      h("div", null, h("strong", null, state === "done" && h("span", { class: "is-good" }, "✓ "), name), " ",
        path && h("span", { class: "small faint" }, placeName(placeOf(path))), h("div", { class: "small" }, told)),
      h("div", { class: "actions" }, buttons));
    const cancel = button(say("Cancel", "取消"), () => dismiss(item));
    const away = signButton("close", say(`Dismiss ${name}`, `关闭 ${name}`), () => dismiss(item));
    if (state === "waiting") return head(say("waits its turn", "等待上传"), cancel);
    if (state === "sending") return sending(item, row, name, head, cancel);
    if (state === "refused") {
      return [head(null, away),
        h("div", { class: "banner warn" }, icon("warning"), h("span", { class: "line" }, item.reason))];
    }
    if (state === "asked") {
      return head(h("span", { class: "is-warning" }, say("A file of this name is there already.", "已有同名文件。")), cancel,
        button(say("Decide…", "处理…"), () => decide(item)));
    }
    if (state === "failed") {
      return [head(null, !final.includes(item.problem.status)
        && button(say("Try again", "重试"), () => begin(item)), away), problemBox(told(item.problem))];
    }
    const there = item.answer.file;
    return [head([length(there), loudness(there), size(there.bytes)].filter(Boolean).join(" · "), away),
      warningList(there.warnings), changeList(item.answer.changed)];
  }

  function sending(item, row, name, head, cancel) {
    const words = h("span", { class: "numeric" });
    const bar = h("progress", { max: item.file.size, "aria-label": say(`How much of ${name} went`, `${name} 的上传进度`) });
    row.show = () => {
      const isAll = item.sent >= item.file.size;
      bar.value = item.sent;
      words.textContent = isAll ? say("is being checked and measured…", "正在检查和测量…")
        : say(`${Math.floor(100 * item.sent / item.file.size)} % of ${size(item.file.size)}`,
          `${size(item.file.size)} 的 ${Math.floor(100 * item.sent / item.file.size)}%`);
    };
    row.show();
    return [head(words, cancel), bar];
  }

  async function decide(item) {
    if (isAsking) return;
    isAsking = true;
    const others = uploads().filter((one) => one !== item && one.state === "asked");
    const told = await askConflict({ item, free: freeBeside(item.path), others: others.length });
    isAsking = false;
    if (!told) return;
    settle(item, told.answer, told.isForAll ? freeBeside(item.path) : told.path);
    if (told.isForAll) for (const one of others) settle(one, told.answer, freeBeside(one.path));
    askNext();
  }

  // Somebody who went back is not asked the same again, until they want to be.
  function askNext() {
    const item = uploads().find((one) => one.state === "asked" && !one.wasAsked);
    if (!item || isAsking || document.querySelector("dialog[open]")) return;
    item.wasAsked = true;
    decide(item);
  }

  for (const item of uploads()) draw(item);
  summarize();
  const stop = watchUploads((item) => {
    draw(item);
    if (item.state === "done") onDone();
    // All that are added together are known before the first is asked for.
    if (item.state === "asked") queueMicrotask(askNext);
  });
  return { element, close: stop };
}

// What happened to an upload, where that is more than what the answer says.
function told(problem) {
  if (problem.status === 0) {
    return { detail: say("The connection was lost while the file was on its way", "上传途中连接断开"),
      fix: say("nothing was changed; try again, the file is still chosen", "没有任何改动；请重试，文件仍为您保留") };
  }
  if (problem.status === 401) {
    return { detail: say("Your session ended while the file was on its way", "上传途中登录已过期"),
      fix: say("sign in, then try again; the file is still chosen", "请登录后重试，文件仍为您保留") };
  }
  return { detail: sentence(problem.detail), fix: problem.fix };
}
