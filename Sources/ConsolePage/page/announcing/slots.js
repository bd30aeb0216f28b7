// SPDX-License-Identifier: Apache-2.0
// The slots of a script as fields, a value for each language.
import { h } from "../element.js";
import { recentValues } from "./recent.js";
import { language, say } from "../words.js";

// How the slots of the sample scripts are called in Chinese; a slot of another name is shown as it is written.
const chinese = {
  item: "物品", place: "地点", plate: "车牌", car: "车辆", age: "年龄", clothes: "衣着", person: "人员", staff: "员工",
  weather: "天气", time: "时间", lift: "电梯", instead: "改用",
};

/** How people call a slot. */
export function slotName(slot) {
  const name = language === "zh" ? chinese[slot] ?? slot : slot.replace(/[-_]/g, " ");
  return name[0].toUpperCase() + name.slice(1);
}

/** A language's own name. */
export function languageName(tag) {
  return { zh: "中文", en: "English" }[tag] ?? tag;
}

/**
 * The fields of every slot. `values` is an object `{"item.zh": "…"}` that they fill; `changed` is called after each
 * change; `languages` are those that are to be heard.
 */
export function slotFields(script, languages, values, changed) {
  return script.slots.map((slot) => {
    const inputs = languages.map((tag) => input(slot, tag, values, () => {
      check();
      changed();
    }));
    const check = () => {
      for (const [index, tag] of languages.entries()) validate(inputs[index], tag, languages[0], inputs[0].value);
    };
    check();
    return h("fieldset", { class: "announce-slot" }, h("legend", null, slotName(slot)),
      languages.map((tag, index) => h("label", { class: "field" },
        h("span", { class: "small" }, languages.length > 1 ? languageName(tag) : slotName(slot)), inputs[index],
        h("datalist", { id: inputs[index].getAttribute("list") },
          recentValues(slot, tag).map((value) => h("option", { value }))))));
  });
}

function input(slot, tag, values, changed) {
  const name = `${slot}.${tag}`;
  return h("input", { type: "text", name, list: `recent-${name}`, value: values[name] ?? "", maxlength: "120",
    autocomplete: "off",
    lang: tag === "zh" ? "zh-Hans" : tag, oninput: (event) => {
      values[name] = event.target.value;
      changed();
    } });
}

// A language after the first says what the first says where that has no Chinese in it, which another voice cannot say.
function validate(field, tag, first, ofFirst) {
  const isFirst = tag === first;
  const isForeign = !isFirst && tag !== "zh" && /\p{Script=Han}/u.test(ofFirst);
  field.required = isFirst;
  field.placeholder = isFirst || isForeign || !ofFirst ? "" : ofFirst;
  field.setCustomValidity(isForeign && !field.value.trim()
    ? say(`Write it in ${languageName(tag)} as well, or untick ${languageName(tag)}.`,
      `请也填写 ${languageName(tag)}，或取消勾选 ${languageName(tag)}。`) : "");
}

/** What is heard for a slot in a language. */
export function valueOf(slot, tag, languages, values) {
  const own = values[`${slot}.${tag}`]?.trim();
  return own || values[`${slot}.${languages[0]}`]?.trim() || "";
}

/** The `fields` of a request. */
export function requestFields(script, languages, values) {
  const fields = {};
  for (const slot of script.slots) {
    const first = valueOf(slot, languages[0], languages, values);
    fields[slot] = first;
    for (const tag of languages.slice(1)) {
      const value = valueOf(slot, tag, languages, values);
      if (value !== first) fields[`${slot}.${tag}`] = value;
    }
  }
  return fields;
}

/** The text of a script in a language with what was filled in so far; what is missing stands there as a gap. */
export function filledText(script, tag, languages, values) {
  const { text } = script.texts.find((one) => one.language === tag);
  return text.split(/(\{[^{}]*\})/).map((part) => {
    if (!/^\{.*\}$/.test(part)) return part;
    const slot = part.slice(1, -1).trim();
    const value = valueOf(slot, tag, languages, values);
    return value ? h("mark", null, value) : h("span", { class: "announce-gap" }, slotName(slot));
  });
}
