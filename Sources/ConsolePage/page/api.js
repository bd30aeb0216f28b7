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
export async function ask(method, path, body, limitMs) {
  const before = token;
  try {
    return await exchange(method, path, body, limitMs);
  } catch (problem) {
    // Another tab may have signed in anew meanwhile, so that this one's token is of a session gone by.
    if (problem.status === 403 && method !== "GET") await askSession();
    // What was asked of a session gone by is asked once more of the one there is now.
    const isOfOldSession = problem.status === 401 || problem.status === 403 && method !== "GET";
    if (isOfOldSession && token && token !== before) return exchange(method, path, body, limitMs);
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
  const isJSON = /json/.test(response.headers.get("Content-Type") ?? "");
  const answer = isJSON && text ? parsed(text) : text;
  if (response.ok) return text === "" ? null : answer;
  // 502 and 504 come from what stands between the page and the daemon: the daemon itself did not answer.
  if (response.status === 502 || response.status === 504) throw away(response.status);
  throw new Problem(response.status, typeof answer === "object" && answer ? answer : { detail: text.slice(0, 300) });
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
