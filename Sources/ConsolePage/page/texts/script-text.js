// SPDX-License-Identifier: Apache-2.0
// What the text of a script says of itself: its head, and what is spoken in each language.
import { language } from "../words.js";

const keys = { title: "title", "标题": "title", class: "class", "级别": "class", slots: "slots", "填空": "slots",
  chime: "chime", "提示音": "chime", approved: "approved", "审核": "approved" };
const classes = { "促销": "promo", "通知": "notice", "紧急": "urgent", "应急": "emergency" };

/** `{ title, class, slots, chime, approved, texts: [{ language, text }] }`; mistakes are the daemon's to find. */
export function readScript(text) {
  const script = { title: "", class: "notice", slots: [], chime: "", approved: "", texts: [] };
  for (const line of text.split("\n")) {
    const passage = /^---\s*([\w-]+)/.exec(line);
    const last = script.texts.at(-1);
    if (passage) script.texts.push({ language: passage[1], text: "" });
    else if (last) last.text += `${line}\n`;
    else if (!line.startsWith("#")) readHead(script, line);
  }
  for (const one of script.texts) one.text = one.text.trim();
  return script;
}

function readHead(script, line) {
  const [, word, value] = /^\s*(\S+?)[\s:：]+(.*)$/.exec(line) ?? [];
  const key = keys[word?.toLowerCase()];
  if (key === "slots") script.slots = value.split(/[,，、\s]+/).filter(Boolean);
  else if (key === "class") script.class = classes[value.trim()] ?? value.trim();
  else if (key) script[key] = value.trim();
}

/** The part of a title that is in the page's language: titles are written "Welcome / 欢迎". */
export function ownTitle(title) {
  const parts = title.split(" / ");
  return parts.find((part) => /\p{Script=Han}/u.test(part) === (language === "zh")) ?? title;
}

/** All of a script but the line that approves it. */
export function wordsOf(text) {
  return text.split("\n").filter((line) => !/^\s*(approved|审核)(\s|$)/i.test(line)).join("\n");
}

/**
 * Whether the words of `text`, whose saved form is `saved`, are others than those that were approved: the oldest of the
 * `versions`, the newest first, from which on the file has had this approval.
 */
export function isChangedSince(text, saved, versions) {
  const { approved } = readScript(text);
  if (!approved) return false;
  const all = [saved, ...versions.map((version) => version.text)];
  const end = all.findIndex((one) => readScript(one).approved !== approved);
  const oldest = all.slice(0, end < 0 ? all.length : end).at(-1);
  return oldest !== undefined && wordsOf(oldest) !== wordsOf(text);
}
