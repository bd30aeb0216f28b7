// SPDX-License-Identifier: Apache-2.0
// Another file is there already: both beside each other, and what is to become of them.
import { h, icon } from "../element.js";
import { say } from "../words.js";
import { length, loudness, moment, size } from "./facts.js";
import { namePattern, parted, placeName, placeOf } from "./places.js";
import { soundOf } from "./player.js";

/**
 * `item` is the upload, `free` a path that nothing has, `others` how many more wait for the same question. Gives
 * `{ answer, path, isForAll }` with `both`, `replace` or `leave`; null where nothing was decided.
 */
export function askConflict({ item, free, others }) {
  return new Promise((done) => {
    const { file, there } = item;
    const [base, ending] = parted(free);
    const place = placeOf(free);
    const folder = base.slice(0, base.lastIndexOf("/") + 1);
    let answer = null;
    const url = URL.createObjectURL(file);
    const name = h("input", { value: base.slice(folder.length), required: true, maxlength: "80", autocomplete: "off",
      spellcheck: "false", pattern: namePattern(place.kind) });
    const all = h("input", { type: "checkbox", onchange: () => { name.disabled = all.checked; } });
    const decide = (kind) => {
      if (kind === "both" && !all.checked && !name.reportValidity()) return;
      answer = { answer: kind, path: `${folder}${name.value}.${ending}`, isForAll: all.checked };
      dialog.close();
    };
    const button = (label, kind, type = "") =>
      h("button", { type: "button", class: `button ${type}`, onclick: () => decide(kind) }, label);
    const fact = (label, value) => h("div", null, h("dt", null, label), h("dd", { class: "numeric" }, value));
    const side = (title, what, src, duration, facts) => {
      const lasting = h("dd", { class: "numeric" }, length({ duration }));
      // The browser knows the length of what was not measured yet.
      const onloadedmetadata = ({ target }) => { if (!Number.isFinite(duration)) lasting.textContent = length(target); };
      return h("section", { class: "media-side" }, h("h3", null, title), h("p", { class: "small" }, what),
        h("audio", { controls: true, preload: "metadata", src, onloadedmetadata, "aria-label": title }),
        h("dl", null, h("div", null, h("dt", null, say("Length", "时长")), lasting), facts));
    };
    const leave = button(say("Leave it", "不添加"), "leave");
    const dialog = h("dialog", { class: "dialog media-conflict", "aria-labelledby": "media-conflict-title",
      onclose: () => {
        URL.revokeObjectURL(url);
        dialog.remove();
        done(answer);
      } },
    h("form", { onsubmit: (event) => {
      event.preventDefault();
      decide("both");
    } },
    h("h2", { id: "media-conflict-title" }, icon("warning"),
      say(`There is a “${there.name}” already in ${placeName(placeOf(there.path))}`,
        `${placeName(placeOf(there.path))}里已有“${there.name}”`)),
    h("div", { class: "media-sides" },
      side(say("There now", "现有的"), there.path.replace(/^.*\//, ""), soundOf(there.path), there.duration, [
        fact(say("Loudness", "响度"), loudness(there) || say("not measured", "未测量")),
        fact(say("Size", "大小"), size(there.bytes)), fact(say("Date", "日期"), moment(there.modified))]),
      side(say("The new one", "新的"), file.name, url, null, [
        fact(say("Loudness", "响度"), say("measured when it is there", "上传后测量")),
        fact(say("Size", "大小"), size(file.size)),
        fact(say("Date", "日期"), new Date(file.lastModified).toLocaleString("sv-SE").slice(0, 16))])),
    h("label", { class: "field" }, h("span", null, say("If both are kept, the new one is called", "都保留时，新的名称")), name),
    h("p", { class: "small faint" },
      say("If it is replaced, the former is kept, and can be brought back.", "替换时，原来的文件会保留，可以恢复。")),
    others > 0 && h("label", { class: "choice" }, all, h("span", null, others === 1
      ? say("The same for the other file that is there already", "另一个已存在的文件也这样处理")
      : say(`The same for the other ${others} files that are there already`, `另外 ${others} 个已存在的文件也这样处理`))),
    h("div", { class: "actions" }, leave, button(say("Replace", "替换"), "replace"),
      h("button", { class: "button primary" }, say("Keep both", "都保留")))));
    document.body.append(dialog);
    dialog.showModal();
    leave.focus();
  });
}
