// SPDX-License-Identifier: Apache-2.0
// How the station stands, kept up to date for every view, and its clock.
import { ask } from "./api.js";
import { follow, retryStream } from "./stream.js";

const everyMs = 5000;
/** How long an answer may take: a network that swallows what is sent looks like one that is slow. */
const limitMs = 8000;
const handlers = new Set();
const reachHandlers = new Set();
let isReached = true;
let last = null;
let offsetMs = 0;
let isAsking = false;
let isStale = false;
let timer = null;
let isWatched = false;
const silences = new Map();

/** The last status, as GET /v1/status says it; null before the first. */
export function status() {
  return last;
}

/** The station's time in milliseconds since 1970; its clock may have been set to another day than the browser's. */
export function now() {
  return Date.now() + offsetMs;
}

/** Calls `handler` with each status from now on, and with the last at once. Gives a function that stops it. */
export function followStatus(handler) {
  handlers.add(handler);
  if (last) handler(last);
  return () => handlers.delete(handler);
}

/** Asks how the station stands, at once. */
export async function refresh() {
  if (isAsking) {
    isStale = true;
    return;
  }
  isAsking = true;
  clearTimeout(timer);
  try {
    const before = Date.now();
    const value = await ask("GET", "/v1/status", undefined, limitMs);
    reach(true);
    take(value, (before + Date.now()) / 2);
  } catch (problem) {
    // A refusal is an answer; where there was none, the bar above the view says so. The next try is below.
    reach(problem.status !== 0);
  } finally {
    isAsking = false;
    timer = setTimeout(refreshIfSeen, isStale ? 300 : everyMs);
    isStale = false;
  }
}

/** Calls `handler` with whether the station answers, whenever that is different. Gives a function that stops it. */
export function followReach(handler) {
  reachHandlers.add(handler);
  return () => reachHandlers.delete(handler);
}

function reach(value) {
  if (value === isReached) return;
  isReached = value;
  // A stream that was there before the network went may be a dead end that nobody notices.
  if (value) retryStream(true);
  for (const handler of reachHandlers) handler(value);
}

/** Takes a status that an answer carried, such as that of mute. */
export function take(value, atMs = Date.now()) {
  last = value;
  offsetMs = Date.parse(value.clock.now) - atMs;
  dateSilences(value.outputs);
  for (const handler of handlers) handler(value);
}

/** Since when an output is silent, as an instant of the API; undefined while that is being found out. */
export function silentSince(output) {
  return silences.get(output);
}

// The status does not say since when, but the record does.
async function dateSilences(outputs) {
  const silent = outputs.filter((output) => output.state === "silent" && output.reason).map((output) => output.name);
  for (const name of silences.keys()) if (!silent.includes(name)) silences.delete(name);
  const undated = silent.filter((name) => !silences.has(name));
  if (!undated.length) return;
  for (const name of undated) silences.set(name, last.clock.now);
  try {
    const { faults } = await ask("GET", "/v1/as-run");
    for (const fault of faults) {
      const isOurs = undated.length === 1 || undated.includes(fault.subject);
      if (fault.kind === "noSound" && !fault.to && isOurs) {
        silences.set(undated.includes(fault.subject) ? fault.subject : undated[0], fault.from);
      }
    }
    for (const handler of handlers) handler(last);
  } catch {
    // It was silent at the latest when this page first saw it, which is what is shown then.
  }
}

/** Keeps the status up to date from now on; does nothing the second time. */
export function watchStation() {
  if (!isWatched) {
    isWatched = true;
    // Events do not tell what comes next nor who muted, so each is a reason to ask.
    for (const kind of ["zone", "output", "health", "announcement"]) follow(kind, soon);
    // Also when the stream ends: that may be because nobody is signed in any more, which only an answer tells.
    follow("connection", refresh);
    document.addEventListener("visibilitychange", refreshIfSeen);
  }
  return refresh();
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refreshIfSeen, 250);
}

function refreshIfSeen() {
  if (!document.hidden) refresh();
}
