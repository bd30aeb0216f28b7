// SPDX-License-Identifier: Apache-2.0
// What was typed and is not saved yet, kept in the browser through a reload, a lost session and a closed lid.

/** For how long. */
const longestMs = 30 * 86_400_000;
const start = "storecast-draft";

const keyOf = (name, path) => `${start}/${name}/${path}`;

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    return draft && Date.now() - draft.at < longestMs ? draft : null;
  } catch {
    // Somebody else wrote there: as if nothing were kept.
    return null;
  }
}

/** What a person, by name, has typed into a file: `{ text, base, basedOn, at }`, or null. */
export function draftOf(name, path) {
  return read(keyOf(name, path));
}

/** Keeps it: `base` is the text that it began with, `basedOn` that text's version, null for a file that is new. */
export function keepDraft(name, path, { text, base, basedOn }) {
  try {
    localStorage.setItem(keyOf(name, path), JSON.stringify({ text, base, basedOn, at: Date.now() }));
    return true;
  } catch {
    // The browser's store is full or closed to us; the page asks before it is left, all the same.
    return false;
  }
}

/** Forgets it. */
export function dropDraft(name, path) {
  localStorage.removeItem(keyOf(name, path));
}

/** The files a person has something unsaved of, those too that are not saved at all. */
export function draftPaths(name) {
  const prefix = keyOf(name, "");
  return Object.keys(localStorage).filter((key) => key.startsWith(prefix) && read(key))
    .map((key) => key.slice(prefix.length));
}
