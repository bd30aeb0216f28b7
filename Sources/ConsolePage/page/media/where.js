// SPDX-License-Identifier: Apache-2.0
// Asks where files are to go, and what they are to be called there.
import { h, refill } from "../element.js";
import { say } from "../words.js";
import { size } from "./facts.js";
import {
  cleaned, folderOf, isGrouped, kindMeaning, kindName, kinds, namePattern, parted, placeName,
} from "./places.js";

/**
 * `place` is what is chosen at first, where anything is; a `group` of "" is a new one, called `newGroup` if that is
 * given. `scripts` are the names a recorded script can have. Gives `[{ file, path }]`, or null.
 */
export function askWhere({ files, place, newGroup, folders, scripts }) {
  return new Promise((done) => {
    let answer = null;
    const valueOf = (one) => folderOf(one) + (one.group === "" ? "/" : "");
    const places = new Map();
    const option = (one, label) => {
      places.set(valueOf(one), one);
      return h("option", { value: valueOf(one), selected: place && valueOf(place) === valueOf(one) }, label);
    };
    const select = h("select", { required: true, onchange: () => draw() },
      h("option", { value: "" }, say("Choose…", "请选择…")),
      kinds.map((kind) => !isGrouped(kind) ? option({ kind, group: null }, kindName(kind))
        : h("optgroup", { label: kindName(kind) },
          folders[kind].map((group) => option({ kind, group }, placeName({ kind, group }))),
          option({ kind, group: "" }, kind === "music" ? say("New music folder…", "新建音乐文件夹…")
            : say("New rotation…", "新建促销组…")))));
    const field = (label, attributes) => h("label", { class: "field" }, h("span", null, label),
      h("input", { required: true, maxlength: "80", autocomplete: "off", spellcheck: "false", ...attributes }));
    const group = field(say("Its name", "名称"), { pattern: namePattern("music"), value: newGroup ?? "" });
    const meaning = h("p", { class: "small faint" });
    const names = files.map((file) => {
      const [name, ending] = parted(file.name);
      return { file, name, ending, label: field(file.name, { value: cleaned(name) }) };
    });
    const hint = h("p", { class: "small faint", id: "media-names" }, say(
      "Names are letters of any language, digits and hyphens, without blanks.", "名称用汉字、字母、数字和连字符，不要有空格。"));
    const chosen = () => places.get(select.value);
    const inputOf = ({ label }) => label.querySelector("input");

    function draw() {
      const kind = chosen()?.kind;
      group.hidden = chosen()?.group !== "";
      group.querySelector("input").disabled = group.hidden;
      meaning.textContent = kind ? kindMeaning(kind) : "";
      for (const one of names) {
        const input = inputOf(one);
        input.pattern = namePattern(kind);
        input.setAttribute("aria-describedby", "media-names");
        if (kind === "script") input.setAttribute("list", "media-scripts");
        else input.removeAttribute("list");
        // What nobody changed follows what is a name there.
        if (input.value === (one.offered ?? input.value)) input.value = one.offered = cleaned(one.name, kind);
      }
    }

    const count = files.length;
    const dialog = h("dialog", { class: "dialog media-where", "aria-labelledby": "media-where-title", onclose: () => {
      dialog.remove();
      done(answer);
    } }, h("form", { onsubmit: (event) => {
      event.preventDefault();
      const { kind, group: there } = chosen();
      const folder = folderOf({ kind, group: there === "" ? group.querySelector("input").value : there });
      answer = names.map((one) => ({ file: one.file,
        path: `${folder}/${inputOf(one).value}.${one.ending.toLowerCase()}` }));
      dialog.close();
    } },
    h("h2", { id: "media-where-title" }, count === 1 ? say("Add a sound file", "添加声音文件")
      : say(`Add ${count} sound files`, `添加 ${count} 个声音文件`)),
    h("label", { class: "field" }, h("span", null, say("Where to", "放在哪里")), select), meaning, group,
    h("fieldset", { class: "stack media-names" },
      h("legend", { class: "unseen" }, say("What they are called", "名称")), names.map(({ label, file, ending }) => {
        const [title] = label.children;
        refill(title, file.name, h("span", { class: "small faint" }, ` ${size(file.size)}`));
        label.append(h("span", { class: "faint media-ending" }, `.${ending.toLowerCase()}`));
        return label;
      })), hint,
    h("datalist", { id: "media-scripts" }, scripts.map((value) => h("option", { value }))),
    h("div", { class: "actions" },
      h("button", { type: "button", class: "button", onclick: () => dialog.close() }, say("Back", "返回")),
      h("button", { class: "button primary" }, say("Add", "添加")))));
    draw();
    document.body.append(dialog);
    dialog.showModal();
    (place ? names.length && !group.hidden ? group.querySelector("input") : inputOf(names[0]) : select).focus();
  });
}
