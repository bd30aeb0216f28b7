// SPDX-License-Identifier: Apache-2.0
// The sound files in their groups, and what was removed or replaced.
import { h, icon, refill } from "../element.js";
import { clockLength, say } from "../words.js";
import { length, loudness, moment, signButton, size, warningList } from "./facts.js";
import { folderOf, isGrouped, kindMeaning, kindName, kinds, parted, placeName, placeOf } from "./places.js";

/** How many files of a group are shown before somebody asks for all. */
const shownAtFirst = 12;

/**
 * `show(catalogue, wanted)` draws what GET /v1/media says, as far as it has the wanted letters, and gives how many
 * files that are. `onAdd(place)`, `onRemove(file)` and `onBringBack(former)` are called for somebody who `mayChange`.
 */
export function shelf({ mayChange, playButton, onAdd, onRemove, onBringBack }) {
  const element = h("div", { class: "stack" },
    h("p", { class: "faint" }, say("Reading the sound files…", "正在读取声音文件…")));
  const whole = new Set();
  let catalogue = null, wanted = "";

  function draw() {
    const files = catalogue.files.filter((file) =>
      `${file.path}\n${placeName(file)}`.toLowerCase().includes(wanted));
    const key = document.activeElement?.dataset.key;
    const singles = kinds.filter((kind) => !isGrouped(kind));
    refill(element, strays(), kinds.filter(isGrouped).map((kind) => section(kind, files)),
      h("div", { class: "media-groups" }, singles.map((kind) => group({ kind, group: null },
        files.filter((file) => file.kind === kind)))),
      !files.length && wanted && h("p", { class: "faint" }, say("No sound file is like that.", "没有符合的声音文件。")),
      !wanted && former());
    if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
    return files.length;
  }

  const foldersOf = (kind) => catalogue.folders[kind === "music" ? "music" : "promos"];
  const problemsOf = (path) => catalogue.problems.filter((problem) => isAbout(problem, path));

  // What is wrong elsewhere than in a file or group that is shown.
  function strays() {
    const homes = [...catalogue.files.map(({ path }) => path),
      ...kinds.filter(isGrouped).flatMap((kind) => foldersOf(kind).map((name) => folderOf({ kind, group: name })))];
    return warningList(catalogue.problems.filter((problem) => !homes.some((home) => isAbout(problem, home)))
      .map((problem) => ({ ...problem, name: problem.file?.replace(/^.*\//, "") })));
  }

  function section(kind, files) {
    const groups = foldersOf(kind).map((name) => group({ kind, group: name },
      files.filter((file) => file.kind === kind && file.group === name))).filter(Boolean);
    if (wanted && !groups.length) return null;
    return h("section", { class: "stack media-kind" }, h("div", { class: "heading" },
      h("div", null, h("h2", null, kindName(kind)), h("p", { class: "small faint" }, kindMeaning(kind))),
      mayChange && !wanted && h("button", { type: "button", class: "button", "data-key": `new ${kind}`,
        onclick: () => onAdd({ kind, group: "" }) }, icon("add"),
      kind === "music" ? say("New folder", "新建文件夹") : say("New rotation", "新建促销组"))),
    groups.length ? h("div", { class: "media-groups" }, groups)
      : h("p", { class: "faint" }, kind === "music" ? say("There is no music yet.", "还没有音乐。")
        : say("There are no recorded promos yet.", "还没有促销录音。")));
  }

  function group(place, files) {
    if (wanted && !files.length) return null;
    const path = folderOf(place);
    const label = placeName(place);
    const seconds = files.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
    const isAll = wanted || whole.has(path) || files.length <= shownAtFirst + 2;
    // That nothing plays a folder is true of each song in it, and said once.
    const shared = isGrouped(place.kind) && files.length > 1
      ? files[0].warnings.filter((warning) => files.every((file) => hasWarning(file, warning))) : [];
    return h("section", { class: "card media-group", "data-place": path, "aria-label": label },
      h("div", { class: "heading" }, h("div", null, h(place.group ? "h3" : "h2", null, place.group ?? label, " ",
        h("span", { class: "small faint numeric" }, say(files.length === 1 ? "1 file" : `${files.length} files`,
          `${files.length} 个`), seconds > 0 && ` · ${clockLength(seconds)}`)),
      !place.group && h("p", { class: "small faint" }, kindMeaning(place.kind))),
      mayChange && h("button", { type: "button", class: "button plain", "data-key": `add ${path}`,
        "aria-label": say(`Add to ${label}`, `添加到 ${label}`), onclick: () => onAdd(place) }, icon("add"),
      say("Add", "添加"))),
      warningList([...problemsOf(path), ...shared]),
      h("ul", { class: "plain" }, (isAll ? files : files.slice(0, shownAtFirst)).map((file) => row(file, shared))),
      !isAll && h("button", { type: "button", class: "button plain wide", onclick: () => {
        whole.add(path);
        draw();
      } }, say(`Show all ${files.length}`, `显示全部 ${files.length} 个`)));
  }

  function row(file, shared) {
    const problems = problemsOf(file.path);
    const own = file.warnings.filter((warning) => !shared.some((one) => isSame(one, warning)));
    return h("li", { class: "media-file", "data-path": file.path }, playButton(file.path, file.name),
      h("div", { class: "media-name" }, h("strong", null, file.name),
        h("span", { class: "faint small" }, `.${parted(file.path)[1]}`)),
      h("span", { class: "numeric media-length" }, length(file)),
      h("span", { class: "numeric small media-fact" }, file.duration === null
        ? h("span", { class: "faint" }, say("not measured", "未测量")) : loudness(file)),
      h("span", { class: "numeric small faint media-fact" }, size(file.bytes)),
      mayChange && signButton("remove", say(`Remove ${file.name}`, `移除 ${file.name}`), () => onRemove(file),
        { "data-key": `remove ${file.path}` }),
      warningList([...problems, ...own]));
  }

  function former() {
    const all = catalogue.former;
    return all.length > 0 && h("section", { class: "card stack" },
      h("h2", null, say("Removed and replaced", "已移除和被替换的")),
      h("p", { class: "small faint" }, say("The last twenty are kept.", "保留最近二十个。")),
      h("ul", { class: "plain media-former" }, all.map((one) => h("li", null,
        h("div", { class: "media-name" }, h("strong", null, one.path.replace(/^.*\//, "")), " ",
          h("span", { class: "small faint" }, placeName(placeOf(one.path))),
          h("div", { class: "small faint numeric" }, one.why === "removed"
            ? say(`removed by ${one.by}, ${moment(one.at)}`, `${moment(one.at)} 由 ${one.by} 移除`)
            : say(`replaced by ${one.by}, ${moment(one.at)}`, `${moment(one.at)} 由 ${one.by} 替换`),
          ` · ${size(one.bytes)}`)),
        mayChange && h("button", { type: "button", class: "button", "data-key": `former ${one.id}`,
          "aria-label": say(`Bring back ${one.path}`, `恢复 ${one.path}`), onclick: () => onBringBack(one) },
        say("Bring back", "恢复"))))));
  }

  return {
    element,
    show(now, letters) {
      [catalogue, wanted] = [now, letters];
      return draw();
    },
  };
}

// The daemon names files by their whole path.
function isAbout({ file }, path) {
  return Boolean(file?.endsWith(`/${path}`));
}

function isSame(one, other) {
  return one.message === other.message && one.fix === other.fix;
}

function hasWarning(file, warning) {
  return file.warnings.some((one) => isSame(one, warning));
}
