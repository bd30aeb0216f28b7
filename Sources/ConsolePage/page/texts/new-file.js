// SPDX-License-Identifier: Apache-2.0
// Asks for the name of a new file; it is there when it is saved for the first time.
import { h, refill } from "../element.js";
import { say } from "../words.js";

/** A file's name, as the timetable language reads it: letters, digits and hyphens. */
const pattern = "[\\p{L}\\p{N}][\\p{L}\\p{N}_\\-]*";

/**
 * `fields` are what is asked besides the name; `pathOf(name, form)` says where it will be, `taken` holds the paths that
 * are there. Gives `{ path, form }` with the FormData, or null.
 */
export function askNewFile({ title, hint, fields, pathOf, taken }) {
  return new Promise((done) => {
    let answer = null;
    const name = h("input", { name: "name", required: true, pattern, maxlength: "60", autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", "aria-describedby": "new-file-hint",
      oninput: () => name.setCustomValidity("") });
    const form = h("form", { onsubmit: (event) => {
      event.preventDefault();
      const data = new FormData(form);
      const path = pathOf(name.value, data);
      if (taken.has(path)) {
        name.setCustomValidity(say("There is a file of this name already.", "已有同名文件。"));
        return form.reportValidity();
      }
      answer = { path, form: data };
      dialog.close();
    } });
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "new-file-title", onclose: () => {
      dialog.remove();
      done(answer);
    } }, form);
    refill(form, h("h2", { id: "new-file-title" }, title),
      h("label", { class: "field" }, h("span", null, say("Name", "名称")), name,
        h("span", { class: "small faint", id: "new-file-hint" }, hint)), fields,
      h("div", { class: "actions" }, h("button", { type: "button", class: "button", onclick: () => dialog.close() },
        say("Back", "返回")),
        h("button", { class: "button primary" }, say("Write it", "开始编写"))));
    document.body.append(dialog);
    dialog.showModal();
  });
}
