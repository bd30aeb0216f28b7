// SPDX-License-Identifier: Apache-2.0
// A text with line numbers, its mistakes marked where they are. What is typed is typed into a plain text area, so that
// undo, input methods, spelling and screen readers work as everywhere; a mirror behind it draws the rest.
import { h, icon, refill } from "../element.js";
import { evenFont } from "./even-font.js";
import { said } from "./problem-list.js";
import { suggestions } from "./suggestions.js";

/**
 * @param label what the text is called to those who do not see it
 * @param wraps whether long lines are broken: prose is, columns are not
 * @param onInput called with the text after each change
 * @param suggest gives what may stand at the end of a text, see `suggestions`; null where nothing is suggested
 */
export function editor({ label, text, wraps, isReadOnly, onInput, suggest }) {
  const mirror = h("div", { class: "text-mirror", "aria-hidden": "true", onclick: (event) => {
    const row = event.target.closest(".text-row");
    if (row) goTo([...mirror.children].indexOf(row) + 1);
  } });
  const area = h("textarea", {
    class: "text-area", "aria-label": label, spellcheck: "false", autocapitalize: "off", autocomplete: "off",
    wrap: wraps ? "soft" : "off", readonly: isReadOnly, oninput: () => changed(), onscroll: () => follow(),
  });
  area.value = text;
  const bubble = h("div", { class: "text-bubble", role: "status" });
  const element = h("div", { class: wraps ? "text-editor is-wrapped" : "text-editor" }, mirror, area, bubble);
  const rows = [];
  let problems = [];
  let hidden = null;

  const choices = suggest && !isReadOnly ? suggestions({ area, suggest, insert, place: placeOf }) : null;
  if (choices) element.append(choices.element);

  function changed() {
    draw();
    onInput(area.value);
  }

  function draw() {
    const lines = area.value.split("\n");
    while (rows.length > lines.length) rows.pop().element.remove();
    for (const [index, line] of lines.entries()) {
      if (!rows[index]) {
        const content = h("span", { class: "text-line" });
        const number = h("span", { class: "text-number" }, String(index + 1));
        rows[index] = { content, number, element: h("div", { class: "text-row" }, number, content) };
        mirror.append(rows[index].element);
      }
      const here = problems.filter((problem) => problem.line === index + 1);
      const key = JSON.stringify([line, here]);
      if (rows[index].key !== key) drawRow(rows[index], line, here, index + 1);
      rows[index].key = key;
    }
    follow();
    explain();
  }

  function drawRow(row, line, here, number) {
    const severity = here.some((problem) => problem.severity === "error") ? "error" : here.length ? "warning" : null;
    row.element.className = severity ? `text-row is-${severity}` : "text-row";
    refill(row.number, severity && h("span", { class: "text-sign" }, severity === "error" ? "✕" : "!"), String(number));
    const at = here.map((problem) => spanOf(line, problem.column, problem.severity)).sort((a, b) => a.from - b.from);
    let end = 0;
    // A line without letters has its height all the same.
    refill(row.content, at.map(({ from, to, kind }) => {
      if (from < end) return null;
      const parts = [line.slice(end, from), h("span", { class: `text-wavy is-${kind}` }, line.slice(from, to) || " ")];
      end = to;
      return parts;
    }), line.slice(end) || "\u200b");
  }

  function follow() {
    mirror.style.width = `${area.offsetLeft + area.clientWidth}px`;
    mirror.scrollTop = area.scrollTop;
    mirror.scrollLeft = area.scrollLeft;
    placeBubble();
    choices?.follow();
  }

  /** The line of the caret, from 1, and how far it is into it. */
  function caret() {
    const before = area.value.slice(0, area.selectionEnd).split("\n");
    return { line: before.length, column: before.at(-1).length };
  }

  // What is wrong with the line of the caret stands under it.
  function explain() {
    const { line } = caret();
    const here = problems.filter((problem) => problem.line === line);
    const key = JSON.stringify([line, here]);
    if (!here.length || hidden === key) {
      bubble.hidden = true;
      if (!here.length) hidden = null;
      return;
    }
    if (bubble.dataset.key !== key) {
      bubble.dataset.key = key;
      refill(bubble, here.map((problem) => h("div", { class: `is-${problem.severity}` }, icon("warning"),
        h("p", null, h("strong", null, said(problem.message)), " ", problem.fix && said(problem.fix)))));
    }
    bubble.hidden = false;
    placeBubble();
  }

  function placeBubble() {
    const row = rows[caret().line - 1]?.element;
    if (!row || bubble.hidden) return;
    const top = row.offsetTop + row.offsetHeight - area.scrollTop;
    bubble.style.top = `${top + 4}px`;
    bubble.classList.toggle("is-out", top < 0 || top > area.clientHeight);
  }

  /** Where the caret is drawn, in the editor: its left, and its line's top and bottom. */
  function placeOf(column) {
    const row = rows[caret().line - 1];
    const range = document.createRange();
    let rest = column;
    const walker = document.createTreeWalker(row.content, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (rest > node.length) {
        rest -= node.length;
        continue;
      }
      range.setStart(node, rest);
      range.setEnd(node, rest);
      break;
    }
    const box = range.getBoundingClientRect(), frame = element.getBoundingClientRect();
    return { left: box.left - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top,
      width: element.clientWidth };
  }

  /** Puts text in the place of a stretch, so that the browser's undo takes it back. */
  function insert(from, to, value) {
    area.focus();
    area.setSelectionRange(from, to);
    // The old way, and the only one that undo knows of.
    const isDone = value ? document.execCommand("insertText", false, value)
      : from === to || document.execCommand("delete");
    if (!isDone) {
      area.setRangeText(value, from, to, "end");
      changed();
    }
  }

  function goTo(line, column = 1) {
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const at = start + Math.min(column - 1, lines[line - 1]?.length ?? 0);
    area.focus();
    area.setSelectionRange(at, at);
    const row = rows[Math.min(line, rows.length) - 1].element;
    const isSeen = row.offsetTop > area.scrollTop && row.offsetTop + 72 < area.scrollTop + area.clientHeight;
    if (!isSeen) area.scrollTop = row.offsetTop - area.clientHeight / 3;
    explain();
  }

  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !bubble.hidden) {
      hidden = bubble.dataset.key;
      explain();
    }
  });
  const moved = () => document.activeElement === area && explain();
  document.addEventListener("selectionchange", moved);
  const size = new ResizeObserver(() => follow());
  size.observe(area);
  evenFont();
  draw();

  return {
    element, area, goTo,
    text: () => area.value,
    /** Puts another text in the place of this one; undo takes it back. */
    replace: (value) => insert(0, area.value.length, value),
    /** Shows mistakes `{ line, column, severity, message, fix }`. */
    show: (value) => {
      problems = value;
      draw();
    },
    close: () => {
      document.removeEventListener("selectionchange", moved);
      size.disconnect();
    },
  };
}

/** What a mistake at a column, from 1, is about: the word that begins there, or the whole line. */
function spanOf(line, column, kind) {
  const from = Math.min(column - 1, line.length);
  const word = /^[^\s]*/.exec(line.slice(from))[0].length;
  return { from, to: from + Math.max(word, 1), kind };
}
