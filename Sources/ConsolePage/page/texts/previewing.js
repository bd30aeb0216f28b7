// SPDX-License-Identifier: Apache-2.0
// Asks what a text would do, a moment after the last key, and never twice at once.
import { ask } from "../api.js";

const pauseMs = 400, busyMs = 1000, awayMs = 3000;

/**
 * `request()` gives what is asked, `show(answer)` takes the answer to the last one, `fail(problem)` what went wrong.
 * `soon()` asks after the pause, `now()` at once.
 */
export function previewing({ request, show, fail }) {
  let timer = null, isAsking = false, isStale = false, isClosed = false;

  function soon(milliseconds = pauseMs) {
    isStale = true;
    clearTimeout(timer);
    timer = setTimeout(now, milliseconds);
  }

  async function now() {
    clearTimeout(timer);
    isStale = true;
    if (isAsking || isClosed) return;
    isAsking = true;
    isStale = false;
    let wait = 0;
    try {
      const answer = await ask("POST", "/v1/texts/preview", request());
      // What was typed meanwhile has an answer of its own.
      if (!isClosed && !isStale) show(answer);
    } catch (problem) {
      // Who is busy or away is asked again; who refuses is not, until something else is written.
      const isAway = problem.status === 0 || problem.status >= 500;
      wait = problem.status === 503 ? busyMs : isAway ? awayMs : 0;
      isStale ||= isAway;
      if (problem.status !== 503 && !isClosed) fail(problem);
    }
    isAsking = false;
    if (isStale && !isClosed) soon(wait || pauseMs);
  }

  return { soon: () => soon(), now, close: () => {
    isClosed = true;
    clearTimeout(timer);
  } };
}
