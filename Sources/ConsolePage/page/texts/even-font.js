// SPDX-License-Identifier: Apache-2.0
// Columns that stay columns: a Chinese character is as wide as two letters, whatever fonts the machine has.

let isDone = false;

// In a font made for it they are; elsewhere a Chinese font of the system is stretched to fit the letters.
const fonts = ["Microsoft YaHei", "PingFangSC-Regular", "PingFang SC", "Noto Sans CJK SC", "NotoSansCJKsc-Regular",
  "Noto Sans SC", "WenQuanYi Micro Hei"];

/** Makes the font family "text-han", which style sheets name for the editor; does nothing the second time. */
export function evenFont() {
  if (isDone) return;
  isDone = true;
  const measure = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.documentElement).getPropertyValue("--text-letters");
  measure.font = `100px ${family}`;
  const [letter, han] = [measure.measureText("0").width, measure.measureText("国").width];
  if (Math.abs(han - 2 * letter) < 1) return;
  const sheet = new CSSStyleSheet();
  const sources = fonts.map((name) => `local("${name}")`).join();
  const range = "U+2E80-9FFF, U+FF00-FFEF";
  sheet.replaceSync(`@font-face {
    font-family: "text-han"; src: ${sources}; size-adjust: ${2 * letter}%; unicode-range: ${range};
  }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
