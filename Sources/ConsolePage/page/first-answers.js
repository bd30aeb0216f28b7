// SPDX-License-Identifier: Apache-2.0
// Asks what the first view needs at once, while the rest of the page is still on its way: so this imports nothing.

/** How old an answer may become before it is asked for again; one that takes longer is given up. */
const limitMs = 5000;
const asked = new Map(["/v1/session", "/v1/status"].map((path) => [path, fetch(path, {
  credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(limitMs),
}).catch(() => null)]));

/** The answer to what was asked when the page began, once; null for anything else, and where it was no good answer. */
export async function firstAnswer(path) {
  if (performance.now() > limitMs) asked.clear();
  const answer = await asked.get(path);
  asked.delete(path);
  return answer?.ok ? answer : null;
}
