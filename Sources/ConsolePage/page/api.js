// SPDX-License-Identifier: Apache-2.0
// Asks the daemon. What it refuses, and what never reached it, comes as a Problem that says what to do.
import { firstAnswer } from "./first-answers.js";
import { say } from "./words.js";

/** What went wrong, for a person: `status` is the answer's, or 0 where none came. */
export class Problem extends Error {
  constructor(status, { title, detail, fix, ...rest } = {}) {
    super(detail || title || say(`the answer was ${status}`, `回答是 ${status}`));
    Object.assign(this, { status, title: title ?? "", detail: this.message, fix: fix ?? "", rest });
  }
}

let token = null;

/** Who is signed in, and the store's name: as `GET /v1/session` says it now. */
export async function askSession() {
  return remember(await exchange("GET", "/v1/session"));
}

/** Keeps the token of a session that was just answered, and gives the session back. */
export function remember(session) {
  token = session.csrf;
  return session;
}

/**
 * Sends JSON, or a Blob as it is, and gives the answer's JSON, its text where it is none, null where it is empty.
 * Throws a Problem, also where no answer came within `limitMs`. Where nobody is signed in any more, the window hears of
 * it as the event "signed-out".
 */
export function ask(method, path, body, limitMs) {
  return inSession(method, () => exchange(method, path, body, limitMs));
}

/**
 * Puts a file where `path` says, and gives the answer's JSON; `onProgress(bytes)` is called with how much of it went.
 * Throws as `ask` does, and the reason of `signal` where that ended it.
 */
export function sendFile(path, file, { onProgress, signal }) {
  return inSession("PUT", () => transfer(path, file, onProgress, signal));
}

async function inSession(method, exchanging) {
  const before = token;
  try {
    return await exchanging();
  } catch (problem) {
    // Another tab may have signed in anew meanwhile, so that this one's token is of a session gone by.
    if (problem.status === 403 && method !== "GET") await askSession();
    // What was asked of a session gone by is asked once more of the one there is now.
    const isOfOldSession = problem.status === 401 || problem.status === 403 && method !== "GET";
    if (isOfOldSession && token && token !== before) return exchanging();
    if (problem.status === 401) window.dispatchEvent(new Event("signed-out"));
    throw problem;
  }
}

async function exchange(method, path, body, limitMs) {
  const headers = {};
  if (method !== "GET" && token) headers["X-CSRF-Token"] = token;
  if (body instanceof Blob) headers["Content-Type"] = body.type || "application/octet-stream";
  else if (body !== undefined) headers["Content-Type"] = "application/json";
  const content = body === undefined || body instanceof Blob ? body : JSON.stringify(body);
  let response, text;
  try {
    const signal = limitMs ? AbortSignal.timeout(limitMs) : undefined;
    response = method === "GET" && await firstAnswer(path)
      || await fetch(path, { method, headers, body: content, credentials: "same-origin", cache: "no-store", signal });
    text = await response.text();
  } catch {
    throw away(0);
  }
  return answerOf(response.status, response.headers.get("Content-Type"), text);
}

// Only XMLHttpRequest tells how much of a body went.
function transfer(path, file, onProgress, signal) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("PUT", path);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (token) request.setRequestHeader("X-CSRF-Token", token);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      try {
        done(answerOf(request.status, request.getResponseHeader("Content-Type"), request.responseText));
      } catch (problem) {
        fail(problem);
      }
    };
    request.onerror = () => fail(away(0));
    request.onabort = () => fail(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function answerOf(status, type, text) {
  const answer = /json/.test(type ?? "") && text ? parsed(text) : text;
  if (status >= 200 && status < 300) return text === "" ? null : answer;
  // 502 and 504 come from what stands between the page and the daemon: the daemon itself did not answer.
  if (status === 502 || status === 504) throw away(status);
  throw new Problem(status, typeof answer === "object" && answer ? answer : { detail: text.slice(0, 300) });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function away(status) {
  return new Problem(status, {
    title: say("No answer", "没有回答"),
    detail: say("storecast does not answer", "storecast 没有回答"),
    fix: say("look at the network and whether it runs; then try again", "请检查网络和程序是否在运行，然后再试"),
  });
}

/** A name of its own for a request, so that sending it twice does it once. */
export function newKey() {
  // Not randomUUID: a browser has that only where the page came over HTTPS or from this machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
