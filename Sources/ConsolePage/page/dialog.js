// SPDX-License-Identifier: Apache-2.0
// What the page asks before it does something, and what it says in passing.
import { h } from "./element.js";
import { say } from "./words.js";

/** Asks, and gives whether the person said yes. `danger` makes the answer that does it red. */
export function confirmed({ title, text, action, danger = false }) {
  return new Promise((done) => {
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title", onclose: () => {
      dialog.remove();
      done(dialog.returnValue === "yes");
    } },
      h("form", { method: "dialog" },
        h("h2", { id: "dialog-title" }, title),
        text && h("p", null, text),
        h("div", { class: "actions" },
          h("button", { value: "no", class: "button", autofocus: true }, say("Back", "返回")),
          h("button", { value: "yes", class: danger ? "button danger" : "button primary" }, action))));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** What went wrong and what to do, where it happened. */
export function problemBox(problem) {
  return h("div", { class: "banner bad", role: "alert" },
    h("strong", null, sentence(problem.detail)),
    problem.fix && h("span", null, sentence(problem.fix)));
}

/** How many Latin letters say as much as a Chinese character: names of the other language do not make the sentence. */
const LETTERS = 3;

/** A problem's words with a capital and a full stop, as they stand alone on the page. */
export function sentence(text) {
  if (!text) return "";
  const first = text[0].toUpperCase() + text.slice(1);
  const count = (letters) => text.match(letters)?.length ?? 0;
  const isChinese = count(/[\u3400-\u9fff]/g) * LETTERS > count(/[a-z]/gi);
  return /[.!?。！？]$/.test(first) ? first : first + (isChinese ? "。" : ".");
}

const place = h("div", { class: "toasts", role: "status", "aria-live": "polite" });

/** Says something in passing. */
export function toast(text) {
  if (!place.isConnected) document.body.append(place);
  const one = h("div", { class: "toast" }, text);
  place.append(one);
  setTimeout(() => one.remove(), 5000);
}
