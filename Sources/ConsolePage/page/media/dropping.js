// SPDX-License-Identifier: Apache-2.0
// Files that are dragged onto the page: where they would go, and what they are.
import { placeOf } from "./places.js";

/**
 * Calls `take(files, place, folder)` with what is dropped onto `element`: the place whose `data-place` it fell on, null
 * where it was none; the name of the folder, where one was dropped.
 */
export function takeDropped(element, take) {
  let target = null;

  function aim(next) {
    target?.classList.remove("is-target");
    target = next;
    target?.classList.add("is-target");
  }

  function end() {
    aim(null);
    element.classList.remove("is-dropping");
  }

  const listeners = {
    dragover(event) {
      if (!event.dataTransfer?.types.includes("Files") || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      element.classList.add("is-dropping");
      aim(event.target.closest?.("[data-place]") ?? null);
    },
    dragleave: (event) => event.relatedTarget || end(),
    async drop(event) {
      if (!element.classList.contains("is-dropping")) return;
      event.preventDefault();
      const place = target && placeOf(`${target.dataset.place}/`);
      end();
      const { files, folder } = await dropped(event.dataTransfer);
      if (files.length) take(files, place, folder);
    },
  };
  // The whole page: what is dropped beside the list would be opened instead of it.
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  return () => {
    end();
    for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener);
  };
}

// A folder's files are taken, not those of folders within.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const plain = [...transfer.files].filter((_, index) => !entries[index]?.isDirectory);
  const folders = entries.filter((entry) => entry?.isDirectory);
  const within = await Promise.all(folders.map(filesOf));
  return { files: [...plain, ...within.flat()], folder: plain.length ? null : folders[0]?.name ?? null };
}

async function filesOf(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (let some = []; ; entries.push(...some)) {
    some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
  }
  return Promise.all(entries.filter(({ isFile, name }) => isFile && !name.startsWith("."))
    .map((entry) => new Promise((done, fail) => entry.file(done, fail))));
}
