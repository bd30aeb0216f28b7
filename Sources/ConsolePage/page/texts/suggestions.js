// SPDX-License-Identifier: Apache-2.0
// A list of what may stand at the caret. It never takes a key while an input method is at work.
import { h, refill } from "../element.js";
import { say } from "../words.js";

/** How many are offered at once. */
const LIMIT = 50;

/**
 * @param suggest called with the text up to the caret; gives `{ word, isWanted, choices: [{ text, note }] }`: what is
 *   written of the word so far, whether the list comes by itself though nothing is written yet, and what it may become
 * @param insert puts text in the place of a stretch of the area
 * @param place gives where a column of the caret's line is drawn
 */
export function suggestions({ area, suggest, insert, place }) {
  const list = h("ul", { class: "text-suggestions plain", role: "listbox", id: "text-suggestions",
    "aria-label": say("Suggestions", "可选内容"), hidden: true });
  const count = h("span", { class: "text-unseen", role: "status" });
  const element = h("div", null, list, count);
  let choices = [], word = "", active = 0;

  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-haspopup", "listbox");
  area.setAttribute("aria-controls", list.id);

  function open(isAsked) {
    if (area.selectionStart !== area.selectionEnd) return close();
    const found = suggest(area.value.slice(0, area.selectionStart));
    const isWhole = found.choices.some((choice) => choice.text === found.word);
    if (!found.choices.length || !isAsked && (isWhole || !found.word && !found.isWanted)) return close();
    ({ word } = found);
    choices = found.choices.slice(0, LIMIT);
    active = 0;
    refill(list, choices.map((choice, index) => h("li", { role: "option", id: `text-choice-${index}`,
      // Before the area loses the focus.
      onmousedown: (event) => {
        event.preventDefault();
        take(index);
      } }, h("span", null, choice.text), choice.note && h("span", { class: "faint small" }, choice.note))));
    list.hidden = false;
    count.textContent = say(`${choices.length} suggestions`, `${choices.length} 项可选`);
    mark();
    follow();
  }

  function close() {
    list.hidden = true;
    count.textContent = "";
    area.removeAttribute("aria-activedescendant");
  }

  function mark() {
    for (const [index, option] of [...list.children].entries()) option.setAttribute("aria-selected",
      String(index === active));
    area.setAttribute("aria-activedescendant", `text-choice-${active}`);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  function take(index) {
    const at = area.selectionStart;
    close();
    insert(at - word.length, at, choices[index].text + (choices[index].after ?? ""));
  }

  function follow() {
    if (list.hidden) return;
    const before = area.value.slice(0, area.selectionStart - word.length);
    const { left, top, bottom, width } = place(before.length - before.lastIndexOf("\n") - 1);
    list.style.left = `${Math.max(0, Math.min(left - 8, width - list.offsetWidth))}px`;
    // Above the line where there is no room below it.
    const isAbove = bottom + list.offsetHeight > area.offsetHeight && top > list.offsetHeight;
    list.style.top = `${isAbove ? top - list.offsetHeight : bottom}px`;
  }

  const keys = {
    ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: () => take(active), Tab: () => take(active),
      Escape: close,
  };
  function move(step) {
    active = (active + step + choices.length) % choices.length;
    mark();
  }

  area.addEventListener("keydown", (event) => {
    // 229 is a key that an input method has taken, in browsers that do not say so otherwise.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      open(true);
    } else if (!list.hidden && keys[event.key] && !event.shiftKey && !event.ctrlKey && !event.metaKey
      && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"].includes(event.key)) close();
  });
  area.addEventListener("input", (event) => {
    const isTyped = event.inputType === "insertText" || event.inputType === "insertCompositionText"
      || event.inputType === "deleteContentBackward";
    if (event.isComposing || !isTyped) close();
    else open(false);
  });
  area.addEventListener("compositionend", () => open(false));
  area.addEventListener("compositionstart", close);
  area.addEventListener("blur", close);
  area.addEventListener("mousedown", close);
  return { element, follow };
}
