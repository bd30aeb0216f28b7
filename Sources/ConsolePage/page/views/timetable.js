// SPDX-License-Identifier: Apache-2.0
// The timetables and what else the programme is written in: each as its text, and beside it the day that it makes.
import { may } from "../account.js";
import { ask } from "../api.js";
import { problemBox } from "../dialog.js";
import { h, refill } from "../element.js";
import { rehearsedDay } from "../texts/day.js";
import { textDesk } from "../texts/desk.js";
import { draftOf, draftPaths, keepDraft } from "../texts/draft.js";
import { addressOf } from "../texts/problem-list.js";
import { askNewFile } from "../texts/new-file.js";
import { calendarSuggest, timetableSuggest } from "../texts/timetable-words.js";
import { language, say } from "../words.js";
import { addDays } from "./times.js";

const order = ["timetable", "calendar", "pronunciation", "settings"];
const firstFile = "everyday.timetable";
const calendar = "holidays.calendar";

export function open(parameters, context) {
  const tabs = h("nav", { class: "text-files", "aria-label": say("Files", "文件") });
  const add = h("button", { type: "button", class: "button", hidden: true }, say("New timetable", "新建播出表"));
  const place = h("div", { class: "stack" });
  const element = h("div", { class: "stack" }, h("div", { class: "heading" }, h("h1", null, say("Timetable", "播出表")),
    add), tabs, place);
  const { name } = context.account;
  const isEditor = may(context.account, "write");
  let path = parameters.get("path"), desk = null, isClosed = false;

  const begin = (newPath, text) => {
    keepDraft(name, newPath, { text, base: "", basedOn: null });
    context.go(addressOf(newPath));
  };

  async function load() {
    const [files, vocabulary] = await Promise.all([ask("GET", "/v1/texts"), ask("GET", "/v1/vocabulary")]);
    if (isClosed) return;
    const known = files.filter(({ kind }) => order.includes(kind)).sort(byKind);
    path ??= known[0]?.path ?? firstFile;
    showTabs(known, isEditor);
    add.hidden = !isEditor;
    add.onclick = () => newTimetable(known, begin, today());
    const file = known.find((one) => one.path === path);
    const draft = draftOf(name, path);
    const day = rehearsedDay({ onDate: (picked) => {
      date = picked;
      desk.refresh();
    } });
    let date = firstDate(draft?.text) ?? undefined;
    const tables = known.filter(({ kind, path: one }) => kind === "timetable"
      && one !== path).map((one) => shortName(one.path));
    const suggest = path.endsWith(".timetable") ? timetableSuggest(vocabulary, tables) : path.endsWith(".calendar")
      ? calendarSuggest(vocabulary) : null;
    let isFirst = true;
    const made = await textDesk({
      path, name, isEditable: file ? file.isEditable : isEditor, wraps: false, suggest, date: () => date,
        onPreview: day.show,
      isRemovable: path !== firstFile && file?.kind !== "settings", onRemoved: () => {
        context.toast(say("Deleted.", "已删除。"));
        context.go("#/timetable");
      },
      onText: (text, isSaved) => {
        // An overlay is looked at on the first of its days that is to come.
        if (isFirst) date ??= firstDate(text);
        isFirst = false;
        if (isSaved && !file) ask("GET",
          "/v1/texts").then((now) => showTabs(now.filter(({ kind }) => order.includes(kind)).sort(byKind), isEditor),
          () => {});
      },
    });
    if (isClosed) return made.close();
    desk = made;
    refill(place, h("div", { class: "text-columns" }, desk.element, day.element));
  }

  function today() {
    return context.status()?.clock.now.slice(0, 10) ?? new Date().toISOString().slice(0, 10);
  }

  function firstDate(text) {
    const line = /^\s*(?:dates|日期)\s+(.*)$/im.exec(text ?? "")?.[1] ?? "";
    const spans = [...line.matchAll(/(\d{4}-\d\d-\d\d)(?:\s*(?:to|到|至)\s*(\d{4}-\d\d-\d\d))?/g)].map(([, from,
      to]) => [from, to ?? from]);
    const [from] = spans.find(([, to]) => to >= today()) ?? [];
    return from && (from > today() ? from : today());
  }

  function showTabs(files, canAdd) {
    const shown = files.map((file) => ({ path: file.path, kind: file.kind, isThere: true }));
    for (const one of draftPaths(name)) {
      const kind = one.endsWith(".timetable") ? "timetable" : one.endsWith(".calendar") ? "calendar" : null;
      if (kind && !shown.some((file) => file.path === one)) shown.push({ path: one, kind, isThere: false });
    }
    const unsaved = new Set(draftPaths(name));
    refill(tabs, shown.sort(byKind).map((file) => h("a", { href: addressOf(file.path), class: "text-file",
      "aria-current": file.path === path ? "page" : null },
      h("strong", null, shortName(file.path), unsaved.has(file.path)
        && h("span", { title: say("not saved yet", "尚未保存") }, " ●",
        h("span", { class: "text-unseen" }, say("not saved yet", "尚未保存")))),
      h("span", { class: "small" }, kindName(file)))),
    canAdd && !shown.some(({ kind }) => kind === "calendar") && h("button",
      { type: "button", class: "text-file", onclick: () => begin(calendar, newCalendar(today())) },
      h("strong", null, say("+ Calendar", "+ 日历")), h("span", { class: "small" },
        say("holidays and swapped days", "节假日和调休"))));
  }

  load().catch((problem) => !isClosed && refill(place, problemBox(problem)));
  return {
    element, mayLeave: () => desk?.mayLeave() ?? true, close: () => {
      isClosed = true;
      desk?.close();
    },
  };
}

function shortName(path) {
  return path.replace(/\.(timetable|calendar|txt|yaml)$/, "");
}

function kindName({ path, kind }) {
  return {
    timetable: path === firstFile ? say("every day", "每日播出表") : say("timetable", "播出表"),
      calendar: say("holidays", "节假日"),
    pronunciation: say("pronunciation", "读音"), settings: say("settings", "设置"),
  }[kind];
}

function byKind(a, b) {
  return order.indexOf(a.kind) - order.indexOf(b.kind) || (b.path === firstFile) - (a.path === firstFile)
    || a.path.localeCompare(b.path);
}

async function newTimetable(files, begin, today) {
  const from = h("input", { type: "date", name: "from", required: true, min: today, value: addDays(today, 1),
    onchange: () => {
    to.min = from.value;
    if (to.value < from.value) to.value = from.value;
  } });
  const to = h("input", { type: "date", name: "to", required: true, min: from.value, value: from.value });
  const answer = await askNewFile({
    title: say("A timetable for certain days", "新建特定日期的播出表"),
    hint: say("Letters, digits and hyphens, such as spring-sale. Laid over everyday: write only what is different.",
      "用字母、汉字、数字和连字符，如 spring-sale 或 春节。它叠加在每日播出表之上，只写不同之处。"),
    fields: h("div", { class: "columns text-dates" }, h("label", { class: "field" },
      h("span", null, say("First day", "第一天")), from), h("label", { class: "field" },
      h("span", null, say("Last day", "最后一天")), to)),
    pathOf: (name) => `${name}.timetable`, taken: new Set(files.map((file) => file.path)),
  });
  if (!answer) return;
  const [first, last] = [answer.form.get("from"), answer.form.get("to")];
  const dates = first === last ? first : say(`${first} to ${last}`, `${first} 至 ${last}`);
  begin(answer.path, language === "zh" ? `日期  ${dates}\n叠加  everyday\n\n` : `dates  ${dates}\nover   everyday\n\n`);
}

function newCalendar(today) {
  const year = Number(today.slice(0, 4)) + 1;
  return say("# Holidays, and weekends that are worked. One a line: date, or first to last; kind; name.\n",
    "# 节假日和调休。一行一项：日期或起止日期、类别、名称\n")
    + say(`${year}-01-01  holiday  New Year\n`, `${year}-01-01  节假日  元旦\n`);
}
