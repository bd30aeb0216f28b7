// SPDX-License-Identifier: Apache-2.0
// How a file was before each of its last saves, and the way back to it.
import { ask } from "../api.js";
import { problemBox } from "../dialog.js";
import { h, refill } from "../element.js";
import { say } from "../words.js";
import { differences } from "./differences.js";

/**
 * @param now gives the text in the editor
 * @param onTake called with the text of a version that is to come back; null where nothing may be changed
 */
export function versionList({ path, now, onTake }) {
  const place = h("div", { class: "stack" });
  const element = h("details", { class: "card text-versions", ontoggle: () => element.open && load() },
    h("summary", null, say("Earlier versions", "以前的版本")), place);

  async function load() {
    refill(place, h("p", { class: "faint" }, say("Asking…", "正在读取…")));
    try {
      const versions = await ask("GET", `/v1/texts/versions?path=${encodeURIComponent(path)}`);
      refill(place, versions.length ? versions.map(item)
        : h("p", { class: "faint" }, say("There is none yet: each save keeps the one before it, the last ten.",
          "暂无。以后每次保存都会留下前一版，最多十版。")));
    } catch (problem) {
      refill(place, problemBox(problem));
    }
  }

  function item({ at, by, text }) {
    const body = h("div", { class: "stack" });
    const details = h("details", { class: "text-version", ontoggle: () => {
      if (!details.open) return;
      refill(body, h("p", { class: "small faint" }, say("From this version (−) to what is in the editor now (+):",
        "从此版本（−）到编辑器里现在的内容（+）：")),
        differences(text, now()), onTake && h("div", { class: "actions" },
          h("button", { type: "button", class: "button", onclick: () => {
          onTake(text);
          element.open = false;
        } }, say("Take this version back", "恢复此版本"))));
    } }, h("summary", null, h("time", { datetime: at }, `${at.slice(0, 10)} ${at.slice(11, 16)}`), " ",
      h("span", { class: "faint" }, say(`before ${by} saved`, `${by} 保存之前`))), body);
    return details;
  }

  return { element, refresh: () => element.open && load() };
}
