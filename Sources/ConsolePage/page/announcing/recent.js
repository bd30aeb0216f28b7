// SPDX-License-Identifier: Apache-2.0
// What was last put into a slot at this browser, so that it need not be typed again.

const key = "storecast-recent";
/** How many values of a slot are remembered. */
const limit = 20;
/** For how long: words about people are not to lie about for ever. */
const longestMs = 30 * 86_400_000;

function all() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    // Somebody else wrote there, or nobody did: as if nothing were remembered.
    return {};
  }
}

/** The values of a slot in a language, the last one first. */
export function recentValues(slot, language) {
  const entries = all()[`${slot}.${language}`] ?? [];
  return entries.filter(({ at }) => Date.now() - at < longestMs).map(({ value }) => value);
}

/** Remembers a value. */
export function remember(slot, language, value) {
  if (!value) return;
  const name = `${slot}.${language}`;
  const others = recentValues(slot, language).filter((one) => one !== value);
  const values = [value, ...others].slice(0, limit);
  const old = all();
  const dates = new Map((old[name] ?? []).map((entry) => [entry.value, entry.at]));
  old[name] = values.map((one) => ({ value: one, at: one === value ? Date.now() : dates.get(one) }));
  localStorage.setItem(key, JSON.stringify(old));
}
