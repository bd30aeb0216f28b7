// SPDX-License-Identifier: Apache-2.0
// A rehearsed day as it is and as it would become, with what changes between them.

/** Starts closer than this, in seconds, are the same, and no delay. */
const tolerance = 2;

/**
 * The rows of both days by the time of the later one: `{ change, cue, was, times }`, where `change` is null, "added",
 * "removed", "moved" or "fails"; what comes in turn is one row with how often it is heard, `{ count, first, last }`.
 */
export function changedDay(before, after) {
  const [old, young] = [rowsOf(before), rowsOf(after)];
  const rows = [];
  // The same thing at the same time; then the same thing at another; what is left came or went.
  const taken = new Set();
  const pair = (isSame) => {
    for (const row of young) {
      if (row.pair) continue;
      const match = old.find((one) => !taken.has(one) && isSame(one, row));
      if (!match) continue;
      taken.add(match);
      row.pair = match;
    }
  };
  pair((one, row) => one.what === row.what && one.at === row.at);
  pair((one, row) => one.what === row.what);
  for (const row of young) rows.push({ ...row, was: row.pair, change: row.pair ? changeOf(row.pair, row) : "added" });
  for (const row of old) if (!taken.has(row)) rows.push({ ...row, change: "removed" });
  return rows.sort((a, b) => a.at.localeCompare(b.at) || (a.change === "removed" ? -1 : 0));
}

function changeOf(was, row) {
  if (isHeard(was.cue) && !isHeard(row.cue) && row.count === undefined) return "fails";
  // Where what comes in turn lands depends on the songs; how often it is heard does not.
  if (row.count !== undefined) return was.count === row.count ? null : "moved";
  return was.at === row.at && was.zones === row.zones ? null : "moved";
}

/** Whether a cue is heard. */
export function isHeard(cue) {
  return cue.outcome === "aired";
}

/** By how many seconds it starts late; 0 where it does not. */
export function lateness(cue) {
  const seconds = cue.start ? (Date.parse(cue.start) - Date.parse(cue.planned)) / 1000 : 0;
  return seconds >= tolerance ? seconds : 0;
}

function rowsOf(cues) {
  const rows = [];
  const turns = new Map();
  for (const cue of cues) {
    if (!cue.when.startsWith("every ")) {
      rows.push({ cue, at: cue.planned, zones: cue.zones.join(), what: `${cue.verb}/${cue.name ?? ""}` });
      continue;
    }
    // `…/every-5-10m/promo/offers/12`: the last is the number of its turn.
    const key = cue.key.split("/").slice(1, -1).join("/");
    const at = cue.start ?? cue.planned;
    const known = turns.get(key);
    if (known) {
      known.count += isHeard(cue) ? 1 : 0;
      known.last = at;
    } else {
      const [name, verb] = key.split("/").reverse();
      const row = { cue: { ...cue, name, verb }, at, last: at, count: isHeard(cue) ? 1 : 0, zones: cue.zones.join(),
        what: `every/${verb}/${name}` };
      turns.set(key, row);
      rows.push(row);
    }
  }
  return rows;
}
