// SPDX-License-Identifier: Apache-2.0
// The end of a shift: asked for once, with a word for whoever takes over.
import { ask } from "../api.js";
import { problemBox } from "../dialog.js";
import { h, refill } from "../element.js";
import { say } from "../words.js";

/** A handover's note has at most so many characters. */
const NOTE = 400;

/** Ends the present shift once somebody confirms it; gives its book, or null where they went back. */
export function handOver() {
  return new Promise((done) => {
    let book = null;
    const note = h("textarea", { rows: "3", maxlength: String(NOTE), name: "note" });
    const problems = h("div");
    const send = h("button", { type: "submit", class: "button primary" }, say("Hand over", "交班"));
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "handover-title", onclose: () => {
      dialog.remove();
      done(book);
    } }, h("form", { onsubmit: submit },
      h("h2", { id: "handover-title" }, say("End this shift?", "结束本班？")),
      h("p", null, say("The next shift begins now. What you write is in the book of both.",
        "下一班从现在开始。所写备注会记入两班的交接班记录。")),
      h("label", { class: "field" }, h("span", null, say("For whoever takes over (may be empty)", "留给接班人（可不填）")),
        note), problems,
      h("div", { class: "actions" },
        h("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("Back", "返回")), send)));
    async function submit(event) {
      event.preventDefault();
      if (send.disabled) return;
      send.disabled = true;
      // A note is one line in the book.
      const text = note.value.replace(/\s+/g, " ").trim();
      try {
        book = await ask("POST", "/v1/handover", text ? { note: text } : {});
        dialog.close();
      } catch (problem) {
        refill(problems, problemBox(problem));
        send.disabled = false;
      }
    }
    document.body.append(dialog);
    dialog.showModal();
    note.focus();
  });
}
