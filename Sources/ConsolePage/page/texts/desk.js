// SPDX-License-Identifier: Apache-2.0
// One file being written: its editor, what is wrong with it, saving it, and what becomes of it when others save it too.
import { ask } from "../api.js";
import { confirmed, problemBox, sentence } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { say } from "../words.js";
import { settle } from "./conflict.js";
import { draftOf, dropDraft, keepDraft } from "./draft.js";
import { editor } from "./editor.js";
import { previewing } from "./previewing.js";
import { isIn, problemList } from "./problem-list.js";
import { versionList } from "./versions.js";

/**
 * @param path the file's
 * @param name of the account, whose drafts they are
 * @param isEditable whether the account may save it
 * @param suggest what may be written next; null for nothing
 * @param isRemovable whether the programme can do without the file
 * @param onRemoved called when it was deleted
 * @param date gives the day that is rehearsed; undefined for today
 * @param onText called with the text, after each change and each save, and whether it is saved
 * @param onPreview called with the answer of a preview
 */
export async function textDesk({ path, name, isEditable, wraps, suggest, isRemovable = true, date = () => undefined,
  onRemoved, onText = () => {}, onPreview = () => {} }) {
  const there = await contentOf(path);
  const kept = isEditable ? draftOf(name, path) : null;
  if (!there && !kept) throw gone(path);
  // A text area knows one kind of line ending; what is saved has those that the file has.
  const ending = there?.text.includes("\r\n") ? "\r\n" : "\n";
  const plain = (text) => text.replace(/\r\n?/g, "\n");
  const draft = kept && kept.text !== (there && plain(there.text)) ? kept : null;
  // What the text that is typed here began with; no version where the file is not there yet.
  let origin = draft ? { text: draft.base, version: draft.basedOn }
    : { text: plain(there.text), version: there.version };
  let isSaving = false;
  // Whether what is said above the text is that no preview came.
  let isTroubled = false;

  const query = `path=${encodeURIComponent(path)}`;
  const state = h("span", { class: "text-state", role: "status" });
  const save = h("button", { type: "button", class: "button primary", onclick: () => store(), hidden: !isEditable,
    "aria-keyshortcuts": "Control+S" }, say("Save", "保存"));
  const away = h("button", { type: "button", class: "button plain", onclick: () => remove(),
    hidden: !isEditable || !there || !isRemovable }, say("Delete", "删除"));
  const news = h("div", { class: "stack" });
  const field = editor({
    label: say(`The text of ${path}`, `${path} 的内容`), text: draft?.text ?? origin.text, wraps, suggest,
    isReadOnly: !isEditable, onInput: () => {
      keep();
      preview.soon();
    },
  });
  const list = problemList(path, (line, column) => field.goTo(line, column));
  const versions = versionList({ path, now: field.text, onTake: isEditable ? (text) => field.replace(text) : null });
  const preview = previewing({
    request: () => ({ path, text: field.text(), date: date() }),
    show: (answer) => {
      if (isTroubled) refill(news);
      isTroubled = false;
      showProblems(answer.problems);
      onPreview(answer);
    },
    fail: (problem) => {
      // The sign-in that comes up says it.
      if (problem.status === 401) return;
      isTroubled = true;
      refill(news, problemBox(problem));
    },
  });

  const isSaved = () => origin.version !== null && field.text() === origin.text;

  function showProblems(problems) {
    field.show(problems.filter((problem) => isIn(problem, path)));
    list.show(problems);
  }

  function keep() {
    const text = field.text();
    if (isSaved()) dropDraft(name, path);
    else if (isEditable) keepDraft(name, path, { text, base: origin.text, basedOn: origin.version });
    tell();
  }

  function tell() {
    const saved = isSaved();
    refill(state, !isEditable ? say("Only to look at", "只能查看") : saved ? ["✓ ", say("Saved", "已保存")]
      : ["● ", say("Not saved yet", "尚未保存")]);
    state.classList.toggle("is-open", isEditable && !saved);
    save.disabled = saved || isSaving;
    onText(field.text(), saved);
  }

  /** Saves what is written; gives whether it is saved. */
  async function store() {
    if (isSaving || !isEditable) return false;
    if (isSaved()) return true;
    isSaving = true;
    tell();
    const text = field.text();
    try {
      took(text, await ask("PUT", `/v1/texts/content?${query}`,
        { text: text.replaceAll("\n", ending), basedOn: origin.version }));
      return true;
    } catch (problem) {
      return await refused(problem);
    } finally {
      isSaving = false;
      keep();
    }
  }

  function took(text, { version, changed, problems }) {
    origin = { text, version };
    keep();
    showProblems(problems);
    preview.now();
    versions.refresh();
    refill(news, h("div", { class: "banner good", role: "status" },
      h("strong", null, "✓ ", say("Saved, and in force.", "已保存并生效。")),
      changed.length > 0 && h("ul", { class: "line text-changed" },
        changed.slice(0, 8).map((one) => h("li", null, sentence(one))),
        changed.length > 8 && h("li", null, say(`and ${changed.length - 8} more`, `以及另外 ${changed.length - 8} 项`)))));
  }

  async function refused(problem) {
    const { text, version, problems } = problem.rest ?? {};
    // The sign-in that comes up says it; then it is saved again.
    if (problem.status === 401) return false;
    if (problem.status === 409) return both(plain(text ?? ""), version ?? null);
    refill(news, problemBox(problem));
    if (problem.status === 422 && problems) {
      showProblems(problems);
      const first = problems.find((one) => one.severity === "error" && isIn(one, path) && one.line);
      if (first) field.goTo(first.line, first.column);
    }
    return false;
  }

  /** Somebody else saved: asks what is to become of both. */
  async function both(theirs, version) {
    if (theirs === field.text() && version) {
      origin = { text: theirs, version };
      return true;
    }
    const answer = await settle({ base: origin.text, mine: field.text(), theirs });
    if (!answer) {
      collided();
      return false;
    }
    origin = { text: theirs, version };
    if (answer.text !== field.text()) field.replace(answer.text);
    refill(news);
    isSaving = false;
    keep();
    return answer.isSaved ? store() : false;
  }

  function collided() {
    refill(news, h("div", { class: "banner warn", role: "alert" }, icon("warning"),
      h("p", { class: "line" }, say(
        "Somebody else saved this file since you began. Nothing of yours is lost, and nothing of it is saved yet.",
        "您开始编辑之后，其他人保存过此文件。您写的内容没有丢失，但尚未保存。")),
      h("button", { type: "button", class: "button", onclick: compare }, say("Put the two together", "合并两份内容"))));
  }

  async function compare() {
    try {
      const now = await contentOf(path);
      await both(plain(now?.text ?? ""), now?.version ?? null);
      keep();
    } catch (problem) {
      refill(news, problemBox(problem));
    }
  }

  /** Writes who approves it, and when, into the file: what was saved, or is saved now. */
  async function approve() {
    if (!await store()) return;
    try {
      const answer = await ask("POST", "/v1/texts/approval", { path, basedOn: origin.version });
      const text = plain((await contentOf(path)).text);
      field.replace(text);
      took(text, answer);
    } catch (problem) {
      await refused(problem);
    }
  }

  /** Takes the file away, once somebody said that it is meant. */
  async function remove() {
    const isMeant = await confirmed({
      title: say(`Delete ${path}?`, `删除 ${path}？`), action: say("Delete", "删除"), danger: true,
      text: say("It is followed no longer. What it was is kept: a new file of this name finds it in “Earlier versions”.",
        "它不再生效。内容会保留：新建同名文件后，可在“以前的版本”中找到。"),
    });
    if (!isMeant) return;
    try {
      await ask("DELETE", `/v1/texts/content?${query}&basedOn=${encodeURIComponent(origin.version)}`);
      dropDraft(name, path);
      origin = { text: field.text(), version: "" };
      onRemoved();
    } catch (problem) {
      await refused(problem);
    }
  }

  /** Whether the page may go on to something else. */
  async function mayLeave() {
    return isSaved() || !isEditable || confirmed({
      title: say("Leave without saving?", "不保存就离开吗？"), action: say("Leave", "离开"),
      text: say("Nothing of it is in force. What you wrote is kept in this browser, and is here when you come back.",
        "所写内容尚未生效；它会留在此浏览器中，您回来时还在。"),
    });
  }

  function welcome() {
    if (!draft) return;
    if ((there?.version ?? null) !== draft.basedOn) return collided();
    if (!there) return;
    const at = new Date(draft.at).toLocaleString(document.documentElement.lang,
      { dateStyle: "medium", timeStyle: "short" });
    refill(news, h("div", { class: "banner warn", role: "status" }, icon("warning"),
      h("p", { class: "line" }, say(`This is what you wrote until ${at} and did not save.`, `这是您写到 ${at} 但尚未保存的内容。`)),
      h("button", { type: "button", class: "button", onclick: () => {
        field.replace(origin.text);
        refill(news);
      } }, say("Back to what is saved", "恢复为已保存的内容"))));
  }

  const keys = (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey
      || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    store();
  };
  const unload = (event) => !isSaved() && isEditable && event.preventDefault();
  document.addEventListener("keydown", keys);
  window.addEventListener("beforeunload", unload);

  keep();
  welcome();
  preview.now();
  return {
    element: h("div", { class: "stack text-desk" },
      h("div", { class: "text-bar" }, state, away, save), news, field.element, list.element, versions.element),
    approve, mayLeave, origin: () => origin, text: field.text, refresh: preview.now,
    close: () => {
      document.removeEventListener("keydown", keys);
      window.removeEventListener("beforeunload", unload);
      preview.close();
      field.close();
    },
  };
}

/** The content of a file; null where there is none. */
export async function contentOf(path) {
  try {
    return await ask("GET", `/v1/texts/content?path=${encodeURIComponent(path)}`);
  } catch (problem) {
    if (problem.status === 404) return null;
    throw problem;
  }
}

function gone(path) {
  return Object.assign(new Error(say(`There is no file ${path}`, `没有文件 ${path}`)),
    { detail: say(`there is no file ${path} any more`, `已没有文件 ${path}`), fix: "" });
}
