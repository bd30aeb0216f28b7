// SPDX-License-Identifier: Apache-2.0
// A table that becomes a list of short entries on a phone, and stays a table for those who hear it.
import { h } from "../element.js";

/**
 * @param columns `[name, title]` each; a cell's class is `is-NAME`, which places it on a narrow screen
 * @param rows `{ id, className, cells, hidden }` each, a cell for each column
 */
export function rowsTable(caption, columns, rows) {
  // Roles are said out loud: browsers forget them where a row is laid out as a grid.
  return h("table", { class: "rows", role: "table" },
    h("caption", { class: "unseen" }, caption),
    h("thead", { role: "rowgroup" },
      h("tr", { role: "row" },
      columns.map(([name, title]) => h("th", { scope: "col", role: "columnheader", class: `is-${name}` }, title)))),
    h("tbody", { role: "rowgroup" },
      rows.map((row) => h("tr", { role: "row", class: row.className, "data-id": row.id, hidden: row.hidden },
      row.cells.map((cell, index) => h("td", { role: "cell", class: `is-${columns[index][0]}` }, cell))))));
}
