// SPDX-License-Identifier: Apache-2.0
// The mistakes of a text as a list: what is wrong, where, and what to write instead.
import { sentence } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { say } from "../words.js";

/** Whether a mistake is in the file of a path. */
export function isIn(problem, path) {
  return problem.file === path || Boolean(problem.file?.endsWith(`/${path}`));
}

/** What a diagnostic says, with what is to be written or was written as such. */
export function said(text) {
  const parts = sentence(text).split("`");
  return h("span", { class: "text-said" }, parts.map((part, index) => index % 2 ? h("code", null, part) : part));
}

/** The view in which a file is written. */
export function addressOf(path) {
  return `#/${path.includes("/") ? "scripts" : "timetable"}?path=${encodeURIComponent(path)}`;
}

/** `show(problems)` fills it; `onGo(line, column)` is called with the place that somebody wants to see. */
export function problemList(path, onGo) {
  const summary = h("h2", { class: "faint" }, say("Checking…", "正在检查…"));
  const list = h("ul", { class: "plain text-problems" });
  const element = h("section", { class: "stack text-checked", "aria-label": say("Mistakes", "错误和警告") },
    h("div", { role: "status" }, summary), list);

  function show(problems) {
    const count = (severity) => problems.filter((problem) => problem.severity === severity).length;
    const [errors, warnings] = [count("error"), count("warning")];
    const told = [
      errors > 0 && say(errors === 1 ? "1 mistake" : `${errors} mistakes`, `${errors} 处错误`),
      warnings > 0 && say(warnings === 1 ? "1 warning" : `${warnings} warnings`, `${warnings} 处警告`),
    ].filter(Boolean).join(say(", ", "，"));
    summary.className = "";
    refill(summary, told ? h("span", { class: errors ? "is-error" : "is-warning" }, icon("warning"), told)
      : h("span", { class: "is-good" }, "✓ ", say("No mistakes", "没有错误")));
    const own = problems.filter((problem) => isIn(problem, path));
    const others = problems.filter((problem) => !isIn(problem, path));
    refill(list, [...own, ...others].map(item));
  }

  function item(problem) {
    const isHere = isIn(problem, path);
    // The daemon names files by their whole path.
    const file = /(scripts\/|promos\/[^/]+\/)?[^/]+$/.exec(problem.file ?? "")?.[0];
    const line = problem.line && say(`line ${problem.line}`, `第 ${problem.line} 行`);
    const place = [problem.severity === "error" ? say("Mistake", "错误") : say("Warning", "警告"), !isHere && file, line];
    const words = [h("strong", null, place.filter(Boolean).join(say(", ", "，"))), said(problem.message),
      problem.fix && said(problem.fix)];
    const isText = /\.(timetable|calendar|txt|yaml)$/.test(file);
    return h("li", { class: `is-${problem.severity}` }, isHere && problem.line
      ? h("button", { type: "button", onclick: () => onGo(problem.line, problem.column) }, words)
      : isText && !isHere ? h("a", { href: addressOf(file) }, words) : h("div", null, words));
  }
  return { element, show };
}
