// SPDX-License-Identifier: Apache-2.0
// The page's texts stand in the code in both languages, side by side; this picks the one that is read.

const key = "storecast-language";

/** The page's present language: `zh` or `en`. */
export let language = kept() ?? "en";

function kept() {
  const value = localStorage.getItem(key);
  return value === "zh" || value === "en" ? value : null;
}

/** The text in the present language. */
export function say(en, zh) {
  return language === "zh" ? zh : en;
}

/** Takes the store's language, unless the person at this browser chose one. */
export function setStoreLanguage(value) {
  take(kept() ?? value);
}

/** What the person at this browser reads from now on. */
export function setLanguage(value) {
  localStorage.setItem(key, value);
  take(value);
}

function take(value) {
  language = value === "zh" ? "zh" : "en";
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
}

/** Things in a row: "a, b" or 「a、b」. */
export function listed(things) {
  return things.join(say(", ", "、"));
}

/** A length of time as clocks show it: 1:05 or 1:02:03. */
export function clockLength(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (number) => String(number).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`;
}

/** A length of time in words: "12 s", "3 min 5 s". */
export function spokenLength(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const last = say(`${rest} s`, `${rest} 秒`);
  if (!minutes) return last;
  return say(`${minutes} min`, `${minutes} 分`) + (rest ? " " + last : say("", "钟"));
}

/** The time of day of an instant of the API, as the store's own clock shows it: "10:07:03". */
export function timeOfDay(instant, withSeconds = true) {
  // An instant carries the store's offset, so that its own digits are the store's time wherever the browser is.
  const match = /T(\d\d:\d\d)(:\d\d)?/.exec(instant ?? "");
  return match ? match[1] + (withSeconds ? match[2] ?? "" : "") : "";
}
