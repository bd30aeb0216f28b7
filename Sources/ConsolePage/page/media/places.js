// SPDX-License-Identifier: Apache-2.0
// Where sound files lie, what each place is for, and how files are named there.
import { say } from "../words.js";

const folders = { music: "music", item: "items", promo: "promos", chime: "chimes", script: "scripts" };
/** The kinds of sound file, in the order in which they are shown. */
export const kinds = Object.keys(folders);
/** What is in folders of its own: the music's and the rotations. */
export const isGrouped = (kind) => kind === "music" || kind === "promo";
/** A name as timetables read it; a script's may end in a language. */
export const namePattern = (kind) =>
  `[\\p{L}\\p{N}][\\p{L}\\p{N}_\\-]*${kind === "script" ? "(\\.[a-z]{2,3})?" : ""}`;

/** What a kind is called. */
export function kindName(kind) {
  return {
    music: say("Music", "音乐"), item: say("Items", "定时播放"), promo: say("Recorded promos", "促销录音"),
    chime: say("Chimes", "提示音"), script: say("Recorded scripts", "播音稿录音"),
  }[kind];
}

/** What becomes of a kind on air. */
export function kindMeaning(kind) {
  return {
    music: say("The songs of “music FOLDER” in the timetable.", "播出表里“音乐 文件夹”的曲子。"),
    item: say("Played by “play NAME” in the timetable.", "播出表里“播放 名称”的声音。"),
    promo: say("Heard in turn with the written promos of their rotation.", "与同一促销组的文字促销轮流播出。"),
    chime: say("Heard before what is said “with NAME”.", "播出表里“配 名称”的提示音。"),
    script: say("Heard instead of the voice. Named as the script, or welcome.zh for one language.",
      "代替合成语音。名称与播音稿相同；welcome.zh 只用于中文。"),
  }[kind];
}

/** A place as people call it: "Music › calm". */
export function placeName({ kind, group }) {
  return group ? `${kindName(kind)} › ${group}` : kindName(kind);
}

/** The place of a file's path. */
export function placeOf(path) {
  const [folder, group, name] = path.split("/");
  return { kind: kinds.find((kind) => folders[kind] === folder), group: name === undefined ? null : group };
}

/** The path of a place, below the audio folder. */
export function folderOf({ kind, group }) {
  return group ? `${folders[kind]}/${group}` : folders[kind];
}

/** A file's name and its ending, without the dot between. */
export function parted(fileName) {
  const [, name, ending] = /^(.*?)(?:\.([^.]*))?$/s.exec(fileName);
  return [name, ending ?? ""];
}

/** The name without what timetables cannot read: letters of any script, digits and hyphens stay. */
export function cleaned(name, kind) {
  const [stem, language] = (kind === "script" && /^(.+)\.([a-z]{2,3})$/.exec(name)?.slice(1)) || [name];
  const plain = stem.normalize("NFC").replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^[-_]+|-+$/g, "").slice(0, 80);
  return (plain || "sound") + (language ? `.${language}` : "");
}

/** The path with a number behind its name, such as rain-2, the first that `isTaken` does not have. */
export function freePath(path, isTaken) {
  const [base, ending] = parted(path);
  const [, stem, language] = /^(.*?)(\.[a-z]{2,3})?$/s.exec(base);
  for (let number = 2; ; number += 1) {
    const free = `${stem}-${number}${language ?? ""}.${ending}`;
    if (!isTaken(free)) return free;
  }
}
