// SPDX-License-Identifier: Apache-2.0
// Builds the page's elements. Whatever is a string becomes a text node, so that nothing a person wrote is ever markup.

/**
 * An element with its attributes and children. `on…` attributes are listeners, `true` is an attribute without a value,
 * `false` and null leave it out; children are nodes, texts, lists of them, or null and false for nothing.
 */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for the elements of a drawing: `svg`, `path`, `rect`, `text`. */
export function drawn(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
    // The attribute is only what a field begins with; a text area has none.
    if (name === "value" && "value" in element) element.value = value;
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** Puts other children in the place of those that are there. */
export function refill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

const paths = {
  onAir: "M12 12h.01M8.5 8.5a5 5 0 0 0 0 7M15.5 8.5a5 5 0 0 1 0 7M5.6 5.6a9 9 0 0 0 0 12.8M18.4 5.6a9 9 0 0 1 0 12.8",
  announce: "M4 10v4h4l7 5V5l-7 5zM19 9.5a4 4 0 0 1 0 5",
  day: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
  record: "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20a6 6 0 0 1 12 0M16 4.5a3.5 3.5 0 0 1 0 6M18 15a6 6 0 0 1 3 5",
  timetable: "M4 5h16M4 10h10M4 15h16M4 20h8",
  scripts: "M5 4h14v12H9l-4 4zM9 8h6M9 12h4",
  media: "M9 18V5l10-2v13M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z",
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  microphone: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3",
  text: "M5 6h14M12 6v13M9 19h6",
  warning: "M12 3 2 20h20zM12 10v4M12 17h.01",
  muted: "M4 10v4h4l7 5V5l-7 5zM18 9.5l4 5M22 9.5l-4 5",
  listen: "M4 14v-2a8 8 0 0 1 16 0v2M4 14h3v6H5a1 1 0 0 1-1-1zM20 14h-3v6h2a1 1 0 0 0 1-1z",
  stop: "M7 7h10v10H7z",
  play: "M7 5l12 7-12 7z",
  add: "M12 5v14M5 12h14",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5",
  close: "M6 6l12 12M18 6 6 18",
};

/** A small drawing beside a word; it says nothing of its own to those who do not see it. */
export function icon(name) {
  return drawn("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
    drawn("path", { d: paths[name] }));
}
