// SPDX-License-Identifier: Apache-2.0
// How two texts differ, line by line, and how three are put together.

/** How many lines beyond the common beginning and end are compared; a text that differs in more differs as a whole. */
const LIMIT = 2000;

/** The lines of a text; none of an empty one. */
export function linesOf(text) {
  return text === "" ? [] : text.split("\n");
}

/**
 * Both texts as stretches `{ isSame, a, b, aFrom, bFrom }` in order: lines that both have, or the lines of each where
 * they differ; `aFrom` and `bFrom` are where they begin, from 0.
 */
export function stretches(before, after) {
  const [a, b] = [linesOf(before), linesOf(after)];
  const all = [];
  const add = (isSame, i, j, iEnd, jEnd) => {
    if (i === iEnd && j === jEnd) return;
    all.push({ isSame, a: a.slice(i, iEnd), b: b.slice(j, jEnd), aFrom: i, bFrom: j });
  };
  let [i, j] = [0, 0];
  for (const [x, y] of [...matches(a, b), [a.length, b.length]]) {
    add(false, i, j, x, y);
    [i, j] = [x, y];
    if (x === a.length && y === b.length) break;
    const last = all.at(-1);
    if (last?.isSame && last.aFrom + last.a.length === x) {
      last.a.push(a[x]);
      last.b.push(b[y]);
    } else add(true, x, y, x + 1, y + 1);
    [i, j] = [x + 1, y + 1];
  }
  return all;
}

/** Pairs of lines that are the same in both, in order: as many as can be. */
function matches(a, b) {
  let start = 0, [aEnd, bEnd] = [a.length, b.length];
  while (start < aEnd && start < bEnd && a[start] === b[start]) start += 1;
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) [aEnd, bEnd] = [aEnd - 1, bEnd - 1];
  const pairs = Array.from({ length: start }, (_, index) => [index, index]);
  const [rows, columns] = [aEnd - start, bEnd - start];
  if (rows <= LIMIT && columns <= LIMIT) {
    for (const [x, y] of longest(a.slice(start, aEnd), b.slice(start, bEnd))) pairs.push([x + start, y + start]);
  }
  for (let step = 0; aEnd + step < a.length; step += 1) pairs.push([aEnd + step, bEnd + step]);
  return pairs;
}

// The longest common subsequence by its table of lengths.
function longest(a, b) {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1] + 1
        : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (table[(i + 1) * width + j] >= table[i * width + j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

/**
 * The stretches of mine (`a`) and theirs (`b`), each that differs with whose change it is by what both began with:
 * `by` is "mine", "theirs" or "both".
 */
export function putTogether(base, mine, theirs) {
  const [ofMine, ofTheirs] = [origins(base, mine), origins(base, theirs)];
  const gone = linesOf(base).map((_, index) => !ofMine.includes(index) && !ofTheirs.includes(index));
  return stretches(mine, theirs).map((stretch) => {
    if (stretch.isSame) return stretch;
    const { a, b, aFrom, bFrom } = stretch;
    const mineIs = ofMine.slice(aFrom, aFrom + a.length), theirsIs = ofTheirs.slice(bFrom, bFrom + b.length);
    const from = Math.max(...ofMine.slice(0, aFrom), ...ofTheirs.slice(0, bFrom), -1) + 1;
    const to = Math.min(...after(ofMine, aFrom + a.length), ...after(ofTheirs, bFrom + b.length), gone.length);
    // A line that one has of old and the other has not was taken out by the other; one that neither has, by both.
    const isBoth = gone.slice(from, to).includes(true);
    const isMine = isBoth || mineIs.includes(-1) || theirsIs.some((index) => index >= 0);
    const isTheirs = isBoth || theirsIs.includes(-1) || mineIs.some((index) => index >= 0);
    return { ...stretch, by: isMine && isTheirs ? "both" : isMine ? "mine" : "theirs" };
  });
}

/** For each line of `text` where it stood in `base`; -1 for one that did not. */
function origins(base, text) {
  const of = linesOf(text).fill(-1);
  for (const [from, to] of matches(linesOf(base), linesOf(text))) of[to] = from;
  return of;
}

function after(of, index) {
  return of.slice(index).filter((origin) => origin >= 0);
}
