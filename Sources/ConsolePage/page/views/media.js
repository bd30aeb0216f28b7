// SPDX-License-Identifier: Apache-2.0
// The sound files: found, heard, added, removed and brought back.
import { may } from "../account.js";
import { ask } from "../api.js";
import { confirmed, problemBox } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { takeDropped } from "../media/dropping.js";
import { changeList, length, loudness, moment, signButton, size, warningList } from "../media/facts.js";
import { uploadPanel } from "../media/panel.js";
import { cleaned, folderOf, isGrouped, kindMeaning, kindName, kinds, parted, placeName, placeOf } from "../media/places.js";
import { oneAtATime, player } from "../media/player.js";
import { enqueue, refusal, setKnown } from "../media/queue.js";
import { askWhere } from "../media/where.js";
import { follow } from "../stream.js";
import { clockLength, say } from "../words.js";

const everyMs = 30_000;
/** While a file is not measured yet. */
const soonMs = 3000;
/** How many files of a group are shown before somebody asks for all. */
const shownAtFirst = 12;

export function open(parameters, context) {
  const mayChange = may(context.account, "write");
  const place = h("div", { class: "stack" }, h("p", { class: "faint" }, say("Reading the sound files…", "正在读取声音文件…")));
  const trouble = h("div", { class: "stack", "aria-live": "assertive" });
  const news = h("div", { class: "stack", "aria-live": "polite" });
  const found = h("p", { class: "unseen", role: "status" });
  const search = h("input", { type: "search", value: parameters.get("find") ?? "", oninput: () => draw(),
    placeholder: say("Name or folder", "名称或文件夹"), "aria-label": say("Filter", "筛选") });
  const chooser = h("input", { type: "file", multiple: true, hidden: true, onchange: () => {
    take([...chooser.files], aim);
    chooser.value = "";
  } });
  const sounds = player();
  const whole = new Set();
  let catalogue = null, last = "", isClosed = false, timer = null, aim = null;
  const panel = uploadPanel({ playButton: sounds.button, onDone: () => load() });

  const choose = (where) => {
    aim = where;
    chooser.click();
  };

  async function load() {
    clearTimeout(timer);
    try {
      const answer = await ask("GET", "/v1/media");
      if (isClosed) return;
      refill(trouble);
      setKnown(answer.files);
      chooser.accept = answer.extensions.map((ending) => `.${ending}`).join();
      catalogue = answer;
      if (JSON.stringify(answer) !== last) draw();
      last = JSON.stringify(answer);
    } catch (problem) {
      // The sign-in that comes up, or the bar above the view, says it; then it is asked for again.
      if (isClosed || problem.status === 401 || problem.status === 0 && catalogue) return;
      refill(trouble, problemBox(problem));
    } finally {
      const isMeasuring = catalogue?.files.some(({ duration }) => duration === null);
      if (!isClosed) timer = setTimeout(() => document.hidden || load(), isMeasuring ? soonMs : everyMs);
    }
  }

  async function take(files, where, folder) {
    if (!catalogue || !files.length) return;
    const add = (wanted) => {
      enqueue(wanted);
      // They may be added to a group far below.
      panel.element.scrollIntoView({ block: "nearest" });
    };
    const told = files.map((file) => ({ file, reason: refusal(file, catalogue) }));
    const bad = told.filter(({ reason }) => reason);
    if (bad.length) add(bad);
    const good = told.filter(({ reason }) => !reason).map(({ file }) => file);
    if (!good.length) return;
    const isPlain = (file) => parted(file.name)[0] === cleaned(parted(file.name)[0], where.kind);
    if (where && where.group !== "" && good.every(isPlain)) {
      const within = folderOf(where);
      return add(good.map((file) => ({ file, path: `${within}/${named(file)}` })));
    }
    const scripts = await ask("GET", "/v1/vocabulary").then((words) => words.scripts, () => []);
    const { music, promos: promo } = catalogue.folders;
    const wanted = await askWhere({ files: good, scripts, folders: { music, promo }, newGroup: folder && cleaned(folder),
      place: where ?? (folder ? { kind: "music", group: "" } : null) });
    if (wanted) add(wanted);
  }

  async function change(work, done) {
    refill(news);
    try {
      const { changed, problems } = await work();
      refill(news, h("div", { class: "banner good" }, h("strong", null, "✓ ", done),
        signButton("close", say("Dismiss", "关闭"), () => refill(news)),
        h("div", { class: "line stack" }, changeList(changed), warningList(problems))));
    } catch (problem) {
      if (isClosed || problem.status === 401) return;
      refill(news, problemBox(problem));
    }
    await load();
    news.scrollIntoView({ block: "nearest" });
  }

  async function remove(file) {
    const isMeant = await confirmed({
      title: say(`Remove ${file.name}?`, `移除 ${file.name}？`), action: say("Remove", "移除"), danger: true,
      text: say("It is played no longer. It is kept, and can be brought back.", "此后不再播放。文件会保留，可以恢复。"),
    });
    if (!isMeant) return;
    sounds.stop();
    await change(() => ask("DELETE",
      `/v1/media?path=${encodeURIComponent(file.path)}&version=${encodeURIComponent(file.version)}`),
    say(`${file.name} is removed.`, `已移除 ${file.name}。`));
  }

  const bringBack = ({ id, path }) => change(() => ask("POST", `/v1/media/former/${encodeURIComponent(id)}`),
    say(`${path} is there again.`, `已恢复 ${path}。`));

  function draw() {
    if (!catalogue) return;
    const wanted = search.value.trim().toLowerCase();
    const isWanted = (file) => `${file.path}\n${placeName(file)}`.toLowerCase().includes(wanted);
    const files = catalogue.files.filter(isWanted);
    found.textContent = say(`${files.length} sound files`, `${files.length} 个声音文件`);
    const key = document.activeElement?.dataset.key;
    refill(place, catalogue.problems.filter((problem) => !groupOf(problem)).length > 0
      && warningList(catalogue.problems.filter((problem) => !groupOf(problem))),
    kinds.filter(isGrouped).map((kind) => section(kind, files, wanted)),
    h("div", { class: "media-groups" }, kinds.filter((kind) => !isGrouped(kind)).map((kind) =>
      group({ kind, group: null }, files.filter((file) => file.kind === kind), wanted))),
    !files.length && wanted && h("p", { class: "faint" }, say("No sound file is like that.", "没有符合的声音文件。")),
    !wanted && former());
    if (key) place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  // The group whose folder a problem is about.
  function groupOf({ file }) {
    const { kind, group: name } = placeOf(`${/(?:music|promos)\/[^/]+$/.exec(file ?? "")?.[0]}/`);
    return kind && folderOf({ kind, group: name });
  }

  function section(kind, files, wanted) {
    const names = catalogue.folders[kind === "music" ? "music" : "promos"];
    const groups = names.map((name) => group({ kind, group: name },
      files.filter((file) => file.kind === kind && file.group === name), wanted)).filter(Boolean);
    if (wanted && !groups.length) return null;
    return h("section", { class: "stack media-kind" }, h("div", { class: "heading" },
      h("div", null, h("h2", null, kindName(kind)), h("p", { class: "small faint" }, kindMeaning(kind))),
      mayChange && !wanted && h("button", { type: "button", class: "button", "data-key": `new ${kind}`,
        onclick: () => choose({ kind, group: "" }) }, icon("add"),
      kind === "music" ? say("New folder", "新建文件夹") : say("New rotation", "新建促销组"))),
    groups.length ? h("div", { class: "media-groups" }, groups)
      : h("p", { class: "faint" }, kind === "music" ? say("There is no music yet.", "还没有音乐。")
        : say("There are no recorded promos yet.", "还没有促销录音。")));
  }

  function group(where, files, wanted) {
    if (wanted && !files.length) return null;
    const path = folderOf(where);
    const label = placeName(where);
    const seconds = files.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
    const isAll = wanted || whole.has(path) || files.length <= shownAtFirst + 2;
    return h("section", { class: "card media-group", "data-place": path, "aria-label": label },
      h("div", { class: "heading" }, h("div", null, h(where.group ? "h3" : "h2", null, where.group ?? label, " ",
        h("span", { class: "small faint numeric" }, say(files.length === 1 ? "1 file" : `${files.length} files`,
          `${files.length} 个`), seconds > 0 && ` · ${clockLength(seconds)}`)),
      !where.group && h("p", { class: "small faint" }, kindMeaning(where.kind))),
      mayChange && h("button", { type: "button", class: "button plain", "data-key": `add ${path}`,
        "aria-label": say(`Add to ${label}`, `添加到 ${label}`), onclick: () => choose(where) }, icon("add"),
      say("Add", "添加"))),
      warningList(catalogue.problems.filter((problem) => groupOf(problem) === path)),
      h("ul", { class: "plain" }, (isAll ? files : files.slice(0, shownAtFirst)).map(row)),
      !isAll && h("button", { type: "button", class: "button plain wide", onclick: () => {
        whole.add(path);
        draw();
      } }, say(`Show all ${files.length}`, `显示全部 ${files.length} 个`)));
  }

  function row(file) {
    return h("li", { class: "media-file", "data-path": file.path }, sounds.button(file.path, file.name),
      h("div", { class: "media-name" }, h("strong", null, file.name),
        h("span", { class: "faint small" }, `.${parted(file.path)[1]}`)),
      h("span", { class: "numeric media-length" }, length(file)),
      h("span", { class: "numeric small media-fact" }, file.duration === null
        ? h("span", { class: "faint" }, say("measuring…", "测量中…")) : loudness(file)),
      h("span", { class: "numeric small faint media-fact" }, size(file.bytes)),
      mayChange && signButton("remove", say(`Remove ${file.name}`, `移除 ${file.name}`), () => remove(file),
        { "data-key": `remove ${file.path}` }),
      warningList(file.warnings));
  }

  function former() {
    const { former: all } = catalogue;
    return all.length > 0 && h("section", { class: "card stack" },
      h("h2", null, say("Removed and replaced", "已移除和被替换的")),
      h("p", { class: "small faint" }, say("The last twenty are kept.", "保留最近二十个。")),
      h("ul", { class: "plain media-former" }, all.map((one) => h("li", null,
        h("div", { class: "media-name" }, h("strong", null, one.path.replace(/^.*\//, "")), " ",
          h("span", { class: "small faint" }, placeName(placeOf(one.path))),
          h("div", { class: "small faint numeric" }, one.why === "removed"
            ? say(`removed by ${one.by}, ${moment(one.at)}`, `${moment(one.at)} 由 ${one.by} 移除`)
            : say(`replaced by ${one.by}, ${moment(one.at)}`, `${moment(one.at)} 由 ${one.by} 替换`), ` · ${size(one.bytes)}`)),
        mayChange && h("button", { type: "button", class: "button", "data-key": `former ${one.id}`,
          "aria-label": say(`Bring back ${one.path}`, `恢复 ${one.path}`), onclick: () => bringBack(one) },
        say("Bring back", "恢复"))))));
  }

  const look = () => document.hidden || load();
  document.addEventListener("visibilitychange", look);
  const stops = [
    // What the station says of itself changes with the files; what it missed while it was away, too.
    follow("health", () => load()), follow("connection", (isThere) => isThere && load()),
    mayChange && takeDropped(document.body, take), oneAtATime(), panel.close, sounds.stop,
    () => document.removeEventListener("visibilitychange", look),
  ].filter(Boolean);
  load();
  const element = h("div", { class: "stack media" },
    h("div", { class: "heading" }, h("h1", null, say("Media", "声音")),
      mayChange && h("button", { type: "button", class: "button primary media-add", onclick: () => choose(null) },
        icon("add"), say("Add files", "添加文件"))),
    mayChange && h("p", { class: "faint media-hint" },
      say("Or drag sound files onto a group, or anywhere here.", "也可以把声音文件拖到某一组，或拖到页面任意处。")),
    chooser, trouble, panel.element, news, h("div", { role: "search" }, search), found, place, sounds.element);
  return { element, close: () => {
    isClosed = true;
    clearTimeout(timer);
    stops.forEach((stop) => stop());
  } };
}

function named(file) {
  const [name, ending] = parted(file.name);
  return `${name}.${ending.toLowerCase()}`;
}
