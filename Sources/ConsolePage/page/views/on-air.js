// SPDX-License-Identifier: Apache-2.0
// What sounds now in each zone, what comes next, and what is wrong.
import { may } from "../account.js";
import { announcementOf, className, followAnnouncements } from "../announcements.js";
import { ask } from "../api.js";
import { confirmed, problemBox, sentence } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { listener } from "../listening.js";
import { meter } from "../meter.js";
import { followScripts, titleOf } from "../scripts.js";
import { followStatus, now, silentSince, take } from "../station.js";
import { follow } from "../stream.js";
import { clockLength, listed, say, spokenLength, timeOfDay } from "../words.js";

export function open(_, context) {
  const troubles = h("div", { class: "stack", role: "alert" });
  const trouble = h("div", { class: "stack" });
  const mute = h("div", { class: "on-air-mute" });
  const zones = h("div", { class: "on-air-zones" });
  const next = h("ol", { class: "plain on-air-list" });
  const queue = h("ol", { class: "plain on-air-list" });
  const queueCard = h("section", { class: "card" }, h("h2", null, say("Waiting to be heard", "等待播出")), queue);
  const cards = new Map();
  let status = context.status();
  let told = "";

  const draw = () => {
    if (!status) return;
    const banners = wrong(status);
    const text = banners.map((banner) => banner.textContent).join();
    // Screen readers say an alert again whenever it is put there, so it is put there only when it differs.
    if (text !== told) refill(troubles, banners);
    told = text;
    if (may(context.account, "mute")) refill(mute, muteButton(status, trouble));
    for (const name of cards.keys()) {
      if (status.zones.some((zone) => zone.name === name)) continue;
      cards.get(name).close();
      cards.delete(name);
    }
    for (const zone of status.zones) if (!cards.has(zone.name)) cards.set(zone.name, zoneCard(zone.name));
    const order = status.zones.map((zone) => cards.get(zone.name).element);
    if (order.some((element, index) => zones.children[index] !== element)) zones.replaceChildren(...order);
    for (const zone of status.zones) cards.get(zone.name).draw(zone, status);
    refill(next, status.next.length
      ? status.next.map((item) => row(item, status))
      : h("li", { class: "faint" }, say("Nothing more today.", "今天没有后续节目。")));
    queueCard.hidden = !status.queue.length;
    refill(queue, status.queue.map((item) => row(item, status)));
  };
  const tick = () => {
    for (const card of cards.values()) card.tick();
    for (const item of next.querySelectorAll("[data-at]")) item.textContent = until(Number(item.dataset.at));
  };
  const stops = [
    followStatus((value) => {
      status = value;
      draw();
    }),
    followScripts(draw),
    followAnnouncements(draw),
    follow("level", (level) => cards.get(level.zone)?.level(level)),
    () => clearInterval(ticking),
    () => cards.forEach((card) => card.close()),
  ];
  const ticking = setInterval(tick, 250);
  const element = h("div", { class: "stack" },
    h("div", { class: "heading" }, h("h1", null, say("On air", "正在播出")), mute),
    trouble, troubles,
    h("div", { class: "on-air-columns" }, zones,
      h("div", { class: "stack" }, queueCard,
        h("section", { class: "card" }, h("h2", null, say("Next", "接下来")), next))));
  return { element, close: () => stops.forEach((stop) => stop()) };
}

// MARK: What is wrong

function wrong(status) {
  const silent = status.outputs.filter((output) => output.state === "silent" && output.reason);
  const noSound = silent.map((output) => h("div", { class: "banner bad", "data-output": output.name },
    icon("muted"),
    h("strong", null, silent.length === status.outputs.length
      ? say("NO SOUND", "没有声音") : say(`NO SOUND in ${listed(output.zones)}`, `${listed(output.zones)} 没有声音`)),
    h("span", { class: "numeric" }, say(`since ${since(output.name, status)}`, `自 ${since(output.name, status)} 起`)),
    h("p", { class: "line" }, sentence(output.reason))));
  const muted = status.mutedBy && h("div", { class: "banner warn" }, icon("muted"),
    h("strong", null, say(`MUTED by ${status.mutedBy}`, `已由 ${status.mutedBy} 静音`)),
    h("p", { class: "line" }, say("Only emergencies are heard until somebody unmutes it.", "取消静音之前只播紧急广播。")));
  // What has a banner of its own is not said twice.
  const told = (problem) => silent.some((output) => problem.includes(output.reason))
    || (status.mutedBy && problem.includes("storecast unmute"));
  const others = status.health.problems.filter((problem) => !told(problem)).map((problem) =>
    h("div", { class: "banner warn" }, icon("warning"), h("p", { class: "line" }, sentence(problem))));
  return [...noSound, muted, ...others].filter(Boolean);
}

function since(output, status) {
  const instant = silentSince(output) ?? "";
  const day = instant.slice(0, 10);
  return day === status.clock.now.slice(0, 10) ? timeOfDay(instant) : `${day} ${timeOfDay(instant)}`;
}

function muteButton(status, trouble) {
  const isMuted = Boolean(status.mutedBy);
  const change = async () => {
    const isSure = await confirmed(isMuted
      ? { title: say("Let the programme go on?", "恢复播出？"),
        text: say("Music and announcements are heard again.", "音乐和广播将恢复播出。"),
        action: say("Unmute", "取消静音") }
      : { title: say("Mute the whole store?", "全店静音？"), danger: true,
        text: say("Music and announcements stop at once; only emergencies are heard until somebody unmutes it.",
          "音乐和广播立即停止；取消静音之前只播紧急广播。"), action: say("Mute", "静音") });
    if (!isSure) return;
    try {
      refill(trouble);
      take(await ask("POST", isMuted ? "/v1/unmute" : "/v1/mute"));
    } catch (problem) {
      refill(trouble, problemBox(problem));
    }
  };
  return h("button", { type: "button", class: isMuted ? "button primary" : "button", onclick: change },
    icon(isMuted ? "announce" : "muted"), isMuted ? say("Unmute", "取消静音") : say("Mute", "静音"));
}

// MARK: A zone

function zoneCard(name) {
  const kind = h("span", { class: "tag" });
  const title = h("p", { class: "on-air-title" });
  const detail = h("p", { class: "faint" });
  const remaining = h("span", { class: "on-air-remaining numeric" });
  const of = h("span", { class: "faint numeric" });
  const bar = h("progress", { max: "1", value: "0", "aria-label": say("Progress", "进度") });
  const levels = meter(name);
  const listening = listener(name);
  let piece = null;
  const element = h("section", { class: "card on-air-zone", "aria-label": name },
    h("div", { class: "heading" }, h("h2", null, name), listening.button),
    h("div", { class: "on-air-now", "aria-live": "polite" }, kind, title, detail),
    h("div", { class: "on-air-time" }, remaining, of), bar, levels.element, listening.element);

  const tick = () => {
    levels.fade();
    const start = Date.parse(piece?.start), end = Date.parse(piece?.end);
    const isTimed = start < end;
    bar.hidden = !isTimed;
    if (!isTimed) {
      remaining.textContent = of.textContent = "";
      return;
    }
    bar.value = Math.min(1, Math.max(0, (now() - start) / (end - start)));
    remaining.textContent = "−" + clockLength((end - now()) / 1000);
    of.textContent = say(`of ${clockLength((end - start) / 1000)}`, `共 ${clockLength((end - start) / 1000)}`);
  };
  const draw = (zone, status) => {
    const shown = present(zone, status);
    piece = shown.piece;
    element.dataset.kind = shown.kind;
    set(kind, shown.label);
    set(title, shown.title);
    set(detail, shown.detail);
    tick();
  };
  return { element, draw, tick, level: levels.show, close: listening.close };
}

// A text that stays the same is not told again to those who listen to the page.
function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function present(zone, status) {
  const { onAir, bed } = zone;
  const under = bed ? say(`over ${bed.title}`, `背景音乐 ${bed.title}`) : "";
  if (onAir) {
    const announcement = announcementOf(onAir.key);
    if (announcement) {
      const by = say(`by ${announcement.by}`, `由 ${announcement.by} 发起`);
      return { kind: announcement.class, label: className(announcement.class), title: titleOf(onAir.name),
        detail: [by, under].filter(Boolean).join(" · "), piece: onAir };
    }
    return { kind: "cue", label: verbName(onAir.verb), title: titleOf(onAir.name),
      detail: [onAir.when, under].filter(Boolean).join(" · "), piece: onAir };
  }
  if (status.mutedBy) {
    return { kind: "muted", label: say("Muted", "已静音"), title: say("Nothing is heard", "没有声音"),
      detail: say("only emergencies are heard", "只播紧急广播"), piece: null };
  }
  if (bed) return { kind: "music", label: say("Music", "音乐"), title: bed.title, detail: bed.folder, piece: bed };
  return { kind: "silence", label: say("Silence", "静默"), title: say("Nothing is on air", "没有节目"), detail: "",
    piece: null };
}

// MARK: What comes

function row(item, status) {
  const seconds = (Date.parse(item.end) - Date.parse(item.start)) / 1000;
  const announcement = announcementOf(item.key);
  return h("li", null,
    h("time", { class: "on-air-when" }, timeOfDay(item.start)),
    h("span", { class: "on-air-what" },
      h("strong", null, titleOf(item.name)),
      h("span", { class: "faint small" }, [announcement ? className(announcement.class) : verbName(item.verb),
        // Nobody has spoken it yet where it has no length.
        seconds > 0 && spokenLength(seconds),
        item.zones.length < status.zones.length && listed(item.zones)].filter(Boolean).join(" · "))),
    h("span", { class: "faint small numeric", "data-at": Date.parse(item.start) }, until(Date.parse(item.start))));
}

function until(instant) {
  const seconds = Math.max(0, Math.round((instant - now()) / 1000));
  if (seconds < 60) return say(`in ${seconds} s`, `${seconds} 秒后`);
  if (seconds < 5400) return say(`in ${Math.round(seconds / 60)} min`, `${Math.round(seconds / 60)} 分钟后`);
  return say(`in ${Math.round(seconds / 3600)} h`, `${Math.round(seconds / 3600)} 小时后`);
}

function verbName(verb) {
  return { music: say("Music", "音乐"), play: say("Recording", "录音"), say: say("Spoken", "播报"),
    promo: say("Promotion", "促销"),
    silence: say("Silence", "静默") }[verb] ?? verb;
}
