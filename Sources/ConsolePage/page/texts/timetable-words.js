// SPDX-License-Identifier: Apache-2.0
// What may stand at the end of an unfinished line of a timetable or of a script's head, in the language of the line.
import { language } from "../words.js";

// Nothing follows these, or what does touches them: `open-5m`, `每5分`.
const bare = ["open", "close", "every", "closed", "silence", "alone", "over", "ending", "shuffle", "in-order"];
// What is said of music, of silence, and of lines that come every so often only.
const ofBed = { music: ["in", "on", "shuffle", "in-order"], silence: ["in", "on"] };
const ofEvery = ["from", "to"];

// A time, an anchor with its offset, or a span: what a line of the programme begins with.
const when = new RegExp(`^(?:${[
  "(?:次日)?\\d{1,2}(?::\\d\\d){1,2}(?:\\+\\d)?", "(?:次日)?\\d{1,2}点(?:\\d+分)?",
  "(?:open|close|开店|闭店)(?:\\s*[-+]\\s*(?:\\d+\\s*(?:小时|分钟?|秒|[hms])\\s*)+)?",
  "(?:every\\s*|每隔?\\s*)\\d+(?:\\s*(?:小时|分钟?|秒|[hms]))?(?:\\s*-?\\s*\\d+\\s*(?:小时|分钟?|秒|[hms]))*",
].join("|")})\\s*`, "i");

/** The same text with full-width signs, digits and blanks as their plain forms: as long as it was. */
function plain(text) {
  return text.replace(/[\uff01-\uff5e]/g,
    (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000|\t/g, " ");
}

const isHan = (text) => /\p{Script=Han}/u.test(text);

/** The language of the last line: its own where it has words, else that of the line above, else the page's. */
function languageOf(lines) {
  for (const line of lines.toReversed()) {
    const text = line.split("#")[0];
    if (isHan(text)) return "zh";
    if (/[a-z]{2}/i.test(text)) return "en";
  }
  return language;
}

/** The unfinished word at the end: Chinese ends where it ends, letters and digits where a blank or a sign is. */
function unfinished(text) {
  return /\p{Script=Han}+$/u.exec(text)?.[0] ?? /[\p{L}\p{N}_-]*$/u.exec(text)[0];
}

/** Suggestions for a timetable; `vocabulary` is what the station knows, `tables` names the other timetables. */
export function timetableSuggest(vocabulary, tables) {
  const { beginnings, verbs, options, days } = vocabulary;
  const anchors = beginnings.filter(({ en }) => en === "open" || en === "close");
  const classes = vocabulary.classes.filter(({ en }) => ["promo", "notice", "urgent"].includes(en));
  const names = { music: vocabulary.music, play: vocabulary.items, say: vocabulary.scripts,
    promo: vocabulary.rotations };
  const verbOf = (text) => verbs.find(({ en, zh }) => text === en || text === zh)?.en;

  /** What may come after what is written: `{ words, names, isWanted }`. */
  function after(text) {
    const head = /^\s*(over|叠加于?|days|适用|drop|取消)\s*/i.exec(text);
    const key = head && beginnings.find(({ en, zh }) => head[1].startsWith(zh) || head[1].toLowerCase() === en)?.en;
    if (key === "over") return { names: tables, isWanted: true };
    if (key === "days") return { words: days, isWanted: true, isTight: true };
    const rest = key === "drop" ? text.slice(head[0].length).replace(when, "") : text.trimStart().replace(when, "");
    if (key !== "drop" && rest === text.trimStart()) return rest ? null : { words: beginnings };
    const [verb, name, ...more] = words(rest);
    // After `open` and `close` alone a time may come as well.
    const isTimed = /\s$/.test(text) && !/^\s*(open|close|开店|闭店)\s*$/i.test(text);
    if (!verb) return { words: verbs, isWanted: key !== "drop" && isTimed };
    const found = verbOf(verb);
    if (!found) return null;
    if (found !== "silence" && !name) return { names: names[found], isWanted: true };
    return key === "drop" ? null : option(found, found === "silence" ? [name, ...more].filter(Boolean) : more, text);
  }

  function option(verb, written, text) {
    const known = (one) => options.find(({ en, zh }) => one === en || one === zh)?.en;
    const last = written.findLastIndex((one) => known(one));
    const values = last < 0 ? [] : written.slice(last + 1);
    const isOpen = !values.length || /,\s*$/.test(text);
    const of = {
      with: { names: vocabulary.chimes }, in: { names: vocabulary.zones }, as: { words: classes },
      on: { words: days, isTight: true }, from: { words: anchors }, to: { words: anchors },
    }[known(written[last])];
    if (of && isOpen) return { ...of, isWanted: true };
    const used = written.map(known);
    const isEvery = /^\s*(every|每)/i.test(text);
    return { words: options.filter(({ en }) => !used.includes(en) && (isEvery || !ofEvery.includes(en))
      && (ofBed[verb] ? ofBed[verb].includes(en) : !["shuffle", "in-order"].includes(en))) };
  }

  return (before) => {
    const lines = plain(before).split("\n");
    const line = lines.at(-1);
    if (line.includes("#")) return nothing;
    const start = unfinished(line);
    const found = after(line.slice(0, line.length - start.length));
    return offered(found, start, languageOf(lines));
  };
}

/** Words of a line; a Chinese word may touch letters and digits. */
function words(text) {
  return text.match(/\p{Script=Han}+|[^\s\p{Script=Han},]+/gu) ?? [];
}

const nothing = { word: "", choices: [] };

function offered(found, start, tongue) {
  if (!found) return nothing;
  const other = tongue === "zh" ? "en" : "zh";
  const wanted = start.toLowerCase();
  const choices = found.names?.map((text) => ({ text })) ?? found.words.map((one) => ({
    // Whoever begins a word in the other language gets it in that.
    ...(one[tongue].toLowerCase().startsWith(wanted) || !one[other].toLowerCase().startsWith(wanted)
      ? { text: one[tongue], note: one[other] } : { text: one[other], note: one[tongue] }),
    after: found.isTight || bare.includes(one.en) ? "" : " ",
  }));
  const begins = choices.filter(({ text }) => text.toLowerCase().startsWith(wanted));
  const holds = wanted ? choices.filter(({ text }) => text.toLowerCase().includes(`-${wanted}`)) : [];
  return { word: start, isWanted: found.isWanted, choices: [...new Set([...begins, ...holds])] };
}

/** The same for a calendar, where days are of a kind. */
export function calendarSuggest(vocabulary) {
  const kinds = vocabulary.days.filter(({ en }) => ["workday", "restday", "holiday"].includes(en));
  return (before) => {
    const lines = plain(before).split("\n");
    const line = lines.at(-1);
    const start = unfinished(line);
    const isDated = /^\s*\d{4}-\d\d-\d\d(?:\s*(?:to|到|至)\s*\d{4}-\d\d-\d\d)?\s+$/.test(line.slice(0,
      line.length - start.length));
    return isDated ? offered({ words: kinds, isWanted: true }, start, languageOf(lines)) : nothing;
  };
}

/** The same for a script: the words of its head and their values, and the slots where the text is. */
export function scriptSuggest(vocabulary) {
  const headers = vocabulary.scriptHeaders, classes = vocabulary.classes.filter(({ en }) => en !== "music");
  return (before) => {
    const lines = plain(before).split("\n");
    const line = lines.at(-1);
    const start = unfinished(line);
    const rest = line.slice(0, line.length - start.length);
    if (lines.some((one) => one.startsWith("---"))) {
      const slots = /^(?:slots|填空)\s+(.*)$/im.exec(plain(before))?.[1].split(/[,、\s]+/).filter(Boolean) ?? [];
      return /\{$/.test(rest) ? offered({ names: slots, isWanted: true }, start, "en") : nothing;
    }
    const tongue = languageOf(lines);
    if (!rest.trim()) return offered({ words: headers }, start, tongue);
    const key = headers.find(({ en, zh }) => rest.trim().toLowerCase() === en || rest.trim() === zh)?.en;
    const of = { class: { words: classes, isTight: true }, chime: { names: [...vocabulary.chimes, "none"] },
      "all-clear": { names: vocabulary.scripts } }[key];
    return offered(of && { ...of, isWanted: true }, start, tongue);
  };
}
