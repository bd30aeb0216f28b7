// SPDX-License-Identifier: Apache-2.0
// What became of an item, as a word and as a shape that is known without its colour.
import { drawn } from "../element.js";
import { say } from "../words.js";

export function stateWord(state) {
  return {
    planned: say("Planned", "计划"),
    aired: say("Aired", "已播"),
    onAir: say("On air", "正在播"),
    missed: say("Missed", "未播"),
    gaveWay: say("Gave way", "让位未播"),
    cutOff: say("Interrupted", "中断"),
    unknown: say("No record", "无记录"),
    fault: say("Fault", "故障"),
  }[state] ?? state;
}

export function verbWord(verb) {
  return {
    say: say("Spoken", "播稿"),
    play: say("Played", "播放"),
    promo: say("Promo", "促销"),
    music: say("Music", "音乐"),
    silence: say("Silence", "静音"),
    announcement: say("Announcement", "插播"),
    emergency: say("Emergency", "紧急广播"),
    song: say("Song", "曲目"),
    fault: say("Fault", "故障"),
  }[verb] ?? verb;
}

/** Whether it was not heard, or not to its end. */
export function isLost(state) {
  return ["missed", "gaveWay", "cutOff"].includes(state);
}

const SHAPES = {
  say: "M8 2.5a5.5 5.5 0 1 0 .01 0Z",
  play: "M3 3h10v10H3Z",
  announcement: "M8 1l7 7-7 7-7-7Z",
  emergency: "M8 1l7.5 13.5H.5Z",
  promo: "M1 6h14v4H1Z",
  music: "M1 3.5h14v9H1Z",
  silence: "M1 3.5h14v9H1Z",
  song: "M1 3.5h14v9H1Z",
  fault: "M8 1l7.5 13.5H.5Z",
};

/** The shape of an item: what it is, filled where it was heard; what was not heard has a shape of its own. */
export function sign(verb, state) {
  const shape = drawn("svg",
    { viewBox: "0 0 16 16", class: `sign sign-${state} sign-of-${verb}`, "aria-hidden": "true", focusable: "false" });
  if (state === "missed") {
    shape.append(drawn("path", { d: SHAPES.say, class: "sign-line" }),
      drawn("path", { d: "M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4", class: "sign-line" }));
  } else if (state === "gaveWay") {
    shape.append(drawn("path", { d: "M1.5 2.5h13L8 14Z", class: "sign-line" }));
  } else if (state === "cutOff") {
    shape.append(drawn("path", { d: "M8 2.5a5.5 5.5 0 0 0 0 11Z", class: "sign-fill" }),
      drawn("path", { d: "M8 1v14M10.5 4.5l3-2M11 8h3.5M10.5 11.5l3 2", class: "sign-line" }));
  } else {
    const isHollow = state === "planned" || state === "unknown";
    shape.append(drawn("path", { d: SHAPES[verb] ?? SHAPES.say, class: isHollow ? "sign-line" : "sign-fill" }));
    if (verb === "emergency"
      || verb === "fault") shape.append(drawn("path",
      { d: "M8 6v4M8 11.6v1.4", class: isHollow ? "sign-line" : "sign-hole" }));
  }
  return shape;
}
