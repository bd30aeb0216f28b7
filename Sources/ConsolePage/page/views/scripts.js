// SPDX-License-Identifier: Apache-2.0
// The scripts: all of them by class, and each to be written, heard and approved.
import { may } from "../account.js";
import { className } from "../announcements.js";
import { languageName } from "../announcing/slots.js";
import { ask } from "../api.js";
import { problemBox } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { contentOf } from "../texts/desk.js";
import { draftOf, draftPaths, keepDraft } from "../texts/draft.js";
import { askNewFile } from "../texts/new-file.js";
import { addressOf } from "../texts/problem-list.js";
import { scriptDesk } from "../texts/script-desk.js";
import { ownTitle, readScript } from "../texts/script-text.js";
import { listed, say } from "../words.js";

const classes = ["emergency", "urgent", "notice", "promo"];
/** How many scripts are asked for at once. */
const atOnce = 6;

export function open(parameters, context) {
  const path = parameters.get("path");
  return path ? openScript(path, context) : openList(context);
}

function isScript(path) {
  return /^(scripts|promos\/[^/]+)\/[^/]+\.txt$/.test(path);
}

function openScript(path, context) {
  const place = h("div", { class: "stack" });
  const title = h("h1", null, path.replace(/^.*\/|\.txt$/g, ""));
  let desk = null, isClosed = false;
  const load = async () => {
    const [files, vocabulary] = await Promise.all([ask("GET", "/v1/texts"), ask("GET", "/v1/vocabulary")]);
    const file = files.find((one) => one.path === path);
    const made = await scriptDesk({
      path, vocabulary, name: context.account.name,
      isEditable: file ? file.isEditable : may(context.account, "write") && isScript(path),
      onTitle: (text) => { title.textContent = text || path; },
      onRemoved: () => {
        context.toast(say("Deleted.", "已删除。"));
        context.go("#/scripts");
      },
    });
    if (isClosed) return made.close();
    desk = made;
    refill(place, desk.element);
  };
  load().catch((problem) => !isClosed && refill(place, problemBox(problem)));
  return {
    element: h("div", { class: "stack" }, h("div", { class: "heading" }, h("div", null,
      h("a", { href: "#/scripts", class: "text-back" }, say("‹ All scripts", "‹ 全部播音稿")), title,
      h("p", { class: "faint small" }, path))), place),
    mayLeave: () => desk?.mayLeave() ?? true,
    close: () => {
      isClosed = true;
      desk?.close();
    },
  };
}

function openList(context) {
  const { name } = context.account;
  const place = h("div", { class: "stack" }, h("p", { class: "faint" }, say("Reading the scripts…", "正在读取播音稿…")));
  const search = h("input", { type: "search", placeholder: say("Title, name or words", "标题、名称或内容"),
    "aria-label": say("Filter", "筛选"), oninput: () => {
      draw();
      readWords();
    } });
  const drafts = h("input", { type: "checkbox", onchange: () => draw() });
  const found = h("p", { class: "text-unseen", role: "status" });
  const add = h("button", { type: "button", class: "button", hidden: !may(context.account, "write") },
    say("New script", "新建播音稿"));
  let all = [], isClosed = false, areWordsAsked = false;

  function draw() {
    const wanted = search.value.trim().toLowerCase();
    const shown = all.filter(({ path, title, text, approved }) =>
      (!wanted || `${path}\n${title}\n${text}`.toLowerCase().includes(wanted)) && (!drafts.checked || !approved));
    found.textContent = say(`${shown.length} scripts`, `${shown.length} 篇播音稿`);
    const groups = [...new Set([...classes, ...shown.map((one) => one.class)])];
    refill(place, groups.map((kind) => {
      const here = shown.filter((one) => one.class === kind);
      return here.length > 0 && h("section", { class: "stack" },
        h("h2", null, className(kind), h("span", { class: "faint" }, ` ${here.length}`)),
        h("ul", { class: "plain text-scripts" }, here.map(tile)));
    }), !shown.length && h("p", { class: "faint" }, say("No script is like that.", "没有符合的播音稿。")));
  }

  async function load() {
    const [files, vocabulary] = await Promise.all([ask("GET", "/v1/texts"), ask("GET", "/v1/vocabulary")]);
    const known = files.filter(({ path }) => isScript(path));
    const unsaved = new Set(draftPaths(name).filter(isScript));
    add.onclick = () => newScript(new Set(known.map(({ path }) => path)), vocabulary, (path, text) => {
      keepDraft(name, path, { text, base: "", basedOn: null });
      context.go(addressOf(path));
    });
    if (isClosed) return;
    const scripts = known.map((file) => ({ ...file, class: file.class ?? classOf(file.path), title: file.title ?? "",
      text: "", isUnsaved: unsaved.has(file.path) }));
    for (const path of unsaved) if (!known.some((one) => one.path === path)) scripts.push(unsavedEntry(name, path));
    all = scripts.sort((a, b) => a.path.localeCompare(b.path));
    draw();
    if (search.value) readWords();
  }

  /** Reads what the scripts say, once somebody looks for words. */
  async function readWords() {
    if (areWordsAsked || !all.length) return;
    areWordsAsked = true;
    const waiting = all.filter(({ text }) => !text);
    const work = async () => {
      for (let one = waiting.shift(); one && !isClosed; one = waiting.shift()) {
        one.text = (await contentOf(one.path))?.text ?? "";
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, work));
    } catch (problem) {
      // The next letter tries again.
      areWordsAsked = false;
      if (!isClosed) context.toast(problem.message);
    }
    if (!isClosed) draw();
  }

  load().catch((problem) => !isClosed && refill(place, problemBox(problem)));
  return {
    element: h("div", { class: "stack" }, h("div", { class: "heading" }, h("h1", null, say("Scripts", "播音稿")), add),
      h("div", { class: "text-filter", role: "search" }, search,
        h("label", { class: "choice" }, drafts, say("Only drafts", "只看草稿"))), found, place),
    close: () => { isClosed = true; },
  };
}

/** The class of a script that does not say it. */
function classOf(path) {
  return path.startsWith("promos/") ? "promo" : "notice";
}

/** A script that is only in this browser so far. */
function unsavedEntry(name, path) {
  const { text } = draftOf(name, path);
  const { texts, ...head } = readScript(text);
  return { ...head, path, text, languages: texts.map(({ language }) => language), isUnsaved: true };
}

function tile({ path, title, approved, languages, isUnsaved }) {
  const rotation = /^promos\/([^/]+)\//.exec(path)?.[1];
  return h("li", null, h("a", { class: "text-script", href: addressOf(path) },
    h("strong", null, ownTitle(title) || path, isUnsaved
      && h("span", { class: "text-open" }, say(" ● not saved yet", " ● 尚未保存"))),
    h("span", { class: "small faint" }, [rotation, path.replace(/^.*\/|\.txt$/g, "")].filter(Boolean).join(" / "),
      " · ", listed(languages.map(languageName))),
    approved ? h("span", { class: "small is-good" }, "✓ ", say(`Approved ${approved}`, `已审核 ${approved}`))
      : h("span", { class: "small is-warning" }, icon("warning"),
        h("strong", null, say("DRAFT: does not air", "草稿：不会播出")))));
}

async function newScript(taken, vocabulary, begin) {
  const rotations = vocabulary.rotations.map((rotation) => h("option", { value: `promos/${rotation}` },
    say(`A promo of the rotation ${rotation}`, `促销，属于促销组 ${rotation}`)));
  const kinds = [["notice", say("A notice", "通知")], ["urgent", say("An urgent announcement", "急播")],
    ["emergency", say("An emergency", "紧急广播")]];
  const answer = await askNewFile({
    title: say("New script", "新建播音稿"),
      hint: say("In letters, digits and hyphens, such as book-fair; timetables call it so.",
      "用字母、汉字、数字和连字符，如 book-fair 或 书展；播出表里用这个名称。"),
    fields: [
      h("label", { class: "field" }, h("span", null, say("Title", "标题")),
        h("input", { name: "title", required: true, maxlength: "80", autocomplete: "off" })),
      h("label", { class: "field" }, h("span", null, say("What it is", "类别")),
        h("select", { name: "kind" }, kinds.map(([value, text]) => h("option", { value }, text)), rotations)),
    ],
    pathOf: (name, form) => `${form.get("kind").startsWith("promos/") ? form.get("kind") : "scripts"}/${name}.txt`,
      taken,
  });
  if (!answer) return;
  const kind = answer.form.get("kind");
  const name = kind.startsWith("promos/") ? "promo" : kind;
  const title = answer.form.get("title").trim();
  begin(answer.path, `title     ${title}\nclass     ${name}\n--- zh\n\n--- en\n\n`);
}
