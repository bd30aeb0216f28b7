// SPDX-License-Identifier: Apache-2.0
// The approved scripts, kept for every view.
import { ask } from "./api.js";
import { language } from "./words.js";

let known = new Map();
let last = null;
const handlers = new Set();

/** Asks for the scripts anew, and gives them by name. Throws a Problem. */
export async function loadScripts() {
  const scripts = await ask("GET", "/v1/scripts");
  const text = JSON.stringify(scripts);
  // What is drawn anew for nothing takes the button away from under a finger.
  if (text === last) return known;
  last = text;
  known = new Map(scripts.map((script) => [script.name, script]));
  for (const handler of handlers) handler(known);
  return known;
}

/** Calls `handler` with the scripts by name, now and whenever they changed. Gives a function that stops it. */
export function followScripts(handler) {
  handlers.add(handler);
  if (last !== null) handler(known);
  return () => handlers.delete(handler);
}

/** What people who read the page's language call a script; the name itself where none is called so. */
export function titleOf(name) {
  const script = known.get(name);
  return script?.texts.find((text) => text.language === language)?.title ?? script?.title ?? name;
}
