// SPDX-License-Identifier: Apache-2.0
// The sound files: found, heard, added, removed and brought back.
import { may } from "../account.js";
import { ask } from "../api.js";
import { confirmed, problemBox } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { takeDropped } from "../media/dropping.js";
import { changeList, signButton, warningList } from "../media/facts.js";
import { uploadPanel } from "../media/panel.js";
import { cleaned, folderOf, parted } from "../media/places.js";
import { oneAtATime, player } from "../media/player.js";
import { enqueue, refusal, setKnown } from "../media/queue.js";
import { shelf } from "../media/shelf.js";
import { askWhere } from "../media/where.js";
import { follow } from "../stream.js";
import { say } from "../words.js";

/** Files are measured, and copied in by hand, without an event that tells of it. */
const everyMs = 15_000;

export function open(parameters, context) {
  const mayChange = may(context.account, "write");
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
  let catalogue = null, last = "", isClosed = false, timer = null, aim = null;
  const panel = uploadPanel({ playButton: sounds.button, onDone: () => load() });

  function choose(where) {
    aim = where;
    chooser.click();
  }

  const groups = shelf({
    mayChange, playButton: sounds.button, onAdd: choose, onRemove: remove, onBringBack: bringBack,
  });

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
      clearTimeout(timer);
      if (!isClosed) timer = setTimeout(() => document.hidden || load(), everyMs);
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
    const wanted = await askWhere({ files: good, scripts, folders: { music, promo },
      newGroup: folder && cleaned(folder), place: where ?? (folder ? { kind: "music", group: "" } : null) });
    if (wanted) add(wanted);
  }

  async function change(work, done) {
    refill(news);
    const before = new Set(catalogue.problems.map((problem) => problem.file + problem.message));
    try {
      const { changed, problems } = await work();
      refill(news, h("div", { class: "banner good" }, h("strong", null, "✓ ", done),
        signButton("close", say("Dismiss", "关闭"), () => refill(news)),
        h("div", { class: "line stack" }, changeList(changed), warningList(problems.filter((problem) =>
          !before.has(problem.file + problem.message))))));
    } catch (problem) {
      if (isClosed || problem.status === 401) return;
      refill(news, problemBox(problem));
    }
    await load();
    news.scrollIntoView({ block: "nearest" });
    // What was pressed is not there any more.
    if (document.activeElement === document.body) news.querySelector("button")?.focus();
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

  function bringBack({ id, path }) {
    return change(() => ask("POST", `/v1/media/former/${encodeURIComponent(id)}`),
      say(`${path} is there again.`, `已恢复 ${path}。`));
  }

  function draw() {
    if (!catalogue) return;
    const count = groups.show(catalogue, search.value.trim().toLowerCase());
    found.textContent = say(`${count} sound files`, `${count} 个声音文件`);
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
    chooser, trouble, panel.element, news, h("div", { role: "search" }, search), found, groups.element,
    sounds.element);
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
