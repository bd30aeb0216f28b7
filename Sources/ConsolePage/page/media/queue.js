// SPDX-License-Identifier: Apache-2.0
// What is being uploaded. It goes on while another view is open.
import { sendFile } from "../api.js";
import { say } from "../words.js";
import { size } from "./facts.js";
import { freePath, parted } from "./places.js";

/** How many files are sent at once; the station takes four from everybody. */
const atOnce = 2;
const items = [];
const watchers = new Set();
let known = [];

/** What is being uploaded, and what came of it until somebody has seen it. */
export const uploads = () => items;

/**
 * Calls `handler(item)` with each that is different: its `state` is waiting, sending, asked (another file is there),
 * failed, refused (never sent) or done. Gives a function that stops it.
 */
export function watchUploads(handler) {
  watchers.add(handler);
  return () => watchers.delete(handler);
}

/** Tells which files are there, so that most conflicts are known before anything is sent. */
export function setKnown(files) {
  known = files;
}

/** Whether only one of two paths can be played: what has one name, but for songs, which may differ in their ending. */
function isTwin(one, other) {
  return one === other || !one.startsWith("music/") && parted(one)[0] === parted(other)[0];
}

function twin(path) {
  return known.find((file) => isTwin(file.path, path));
}

/** A path beside another that nothing has. */
export function freeBeside(path) {
  const isQueued = (free) => items.some((item) => item.path && isTwin(item.path, free));
  return freePath(path, (free) => twin(free) || isQueued(free));
}

/** Why a file is not sent, and what to do; null where it may be. */
export function refusal(file, { limitBytes, extensions }) {
  const ending = parted(file.name)[1].toLowerCase();
  if (!extensions.includes(ending)) {
    return say("It is no sound that can be played. Take WAV, FLAC, Ogg, Opus or MP3.",
      "不是可以播放的声音文件。请用 WAV、FLAC、Ogg、Opus 或 MP3。");
  }
  if (file.size > limitBytes) {
    return say(`It is too large: ${size(file.size)}, and ${size(limitBytes)} are taken at most. Save it as FLAC, which `
      + "sounds the same at about half the size, or as MP3, and add that.",
    `文件太大：${size(file.size)}，最多 ${size(limitBytes)}。请另存为 FLAC（音质不变，大小约一半）或 MP3 后再添加。`);
  }
  return file.size === 0 ? say("It is empty.", "文件是空的。") : null;
}

/** Takes files, each with the `path` it is to have, or with the `reason` why it is not sent. */
export function enqueue(wanted) {
  for (const { file, path, reason } of wanted) {
    const item = { file, path, reason, sent: 0, replaces: null, there: null };
    items.push(item);
    if (reason) put(item, "refused");
    else begin(item);
  }
}

/** Sends it, once there is room. Where another file is known to be there, somebody is asked first. */
export function begin(item) {
  item.there = item.replaces ? null : twin(item.path) ?? null;
  put(item, item.there ? "asked" : "waiting");
  next();
}

/** Says what is to become of a file where another is: `both`, under another path, `replace` or `leave`. */
export function settle(item, answer, path) {
  if (item.state !== "asked" || answer === "leave") return dismiss(item);
  if (answer === "replace") item.replaces = item.there.version;
  else item.path = path;
  begin(item);
}

/** Takes it off the list; one that is being sent is not sent on. */
export function dismiss(item) {
  const index = items.indexOf(item);
  if (index < 0) return;
  items.splice(index, 1);
  item.ending?.abort();
  put(item, "gone");
  next();
}

function put(item, state) {
  item.state = state;
  for (const handler of watchers) handler(item);
}

function next() {
  const room = atOnce - items.filter(({ state }) => state === "sending").length;
  items.filter(({ state }) => state === "waiting").slice(0, Math.max(0, room)).forEach(send);
}

async function send(item) {
  item.sent = 0;
  item.ending = new AbortController();
  put(item, "sending");
  const query = `path=${encodeURIComponent(item.path)}`
    + (item.replaces ? `&replaces=${encodeURIComponent(item.replaces)}` : "");
  try {
    item.answer = await sendFile(`/v1/media?${query}`, item.file, { signal: item.ending.signal, onProgress: (bytes) => {
      item.sent = bytes;
      put(item, "sending");
    } });
    known = [...known.filter((file) => file.path !== item.there?.path), item.answer.file];
    put(item, "done");
  } catch (problem) {
    if (items.includes(item)) failed(item, problem);
  }
  next();
}

function failed(item, problem) {
  const there = problem.status === 409 ? problem.rest.file : null;
  if (there && item.wasLost && there.path === item.path && there.bytes === item.file.size) {
    // It had arrived; only the answer was lost.
    item.answer = { file: there, changed: [] };
    return put(item, "done");
  }
  item.wasLost = problem.status === 0;
  item.problem = problem;
  if (there) [item.there, item.replaces] = [there, null];
  put(item, there ? "asked" : "failed");
}

addEventListener("beforeunload", (event) => {
  if (items.some(({ state }) => state === "waiting" || state === "sending")) event.preventDefault();
});
