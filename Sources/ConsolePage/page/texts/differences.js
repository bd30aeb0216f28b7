// SPDX-License-Identifier: Apache-2.0
// What is different between two texts, as people see it: lines with a sign before them.
import { h } from "../element.js";
import { say } from "../words.js";
import { stretches } from "./lines.js";

/** How many lines are shown before and after a difference. */
const around = 2;

/** Lines of a text, each with a sign and its word: "removed", "added", or "same". */
export function signedLines(lines, kind) {
  const [sign, word] = { added: ["+", say("added", "新增")], removed: ["−", say("removed", "删除")],
    same: [" ", ""] }[kind];
  return lines.map((line) => h("div", { class: `text-signed is-${kind}` },
    h("span", { class: "text-sign", "aria-hidden": "true" }, sign),
    word && h("span", { class: "text-unseen" }, `${word}: `), h("span", null, line || " ")));
}

/** Lines that both have, without those far from a difference; `isFirst` and `isLast` have none before or after them. */
export function commonLines(lines, isFirst, isLast) {
  const [head, tail] = [isFirst ? 0 : around, isLast ? 0 : around];
  if (lines.length <= head + tail + 1) return signedLines(lines, "same");
  const left = lines.length - head - tail;
  return [signedLines(lines.slice(0, head), "same"),
    h("div", { class: "text-left-out faint small" }, say(`… ${left} lines that are the same`, `… ${left} 行相同`)),
    signedLines(tail ? lines.slice(-tail) : [], "same")];
}

/** What was removed and added on the way from one text to another. */
export function differences(before, after) {
  const all = stretches(before, after);
  if (!all.some(({ isSame }) => !isSame)) return h("p", { class: "faint" }, say("No difference.", "没有不同。"));
  const label = say("What is different", "不同之处");
  const last = all.length - 1;
  return h("div", { class: "text-differences", tabindex: "0", role: "group", "aria-label": label },
    all.map(({ isSame, a, b }, index) => isSame ? commonLines(a, index === 0, index === last)
      : [signedLines(a, "removed"), signedLines(b, "added")]));
}
