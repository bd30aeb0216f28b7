// SPDX-License-Identifier: Apache-2.0
// The shell: who is signed in, which view is open, and what is said above every view.
import { ask, askSession } from "./api.js";
import { watchAnnouncements } from "./announcements.js";
import { toast } from "./dialog.js";
import { h, icon, refill } from "./element.js";
import { emergencyPanel } from "./emergency.js";
import { readingOut } from "./reading-out.js";
import { loadScripts } from "./scripts.js";
import { join, signIn } from "./sign-in.js";
import { now, status, followReach, followStatus, watchStation } from "./station.js";
import { follow, retryStream, startStream } from "./stream.js";
import { language, say, setLanguage, setStoreLanguage } from "./words.js";

// Every view of the page, in the order of its navigation; `role` leaves it to those who have it.
const views = [
  { name: "on-air", label: () => say("On air", "正在播出"), sign: "onAir", load: () => import("./views/on-air.js") },
  { name: "announce", label: () => say("Announce", "广播"), sign: "announce", load: () => import("./views/announce.js") },
  { name: "day", label: () => say("Day", "当日"), sign: "day", load: () => import("./views/day.js") },
  { name: "record", label: () => say("Record", "记录"), sign: "record", load: () => import("./views/record.js") },
  { name: "timetable", label: () => say("Timetable", "播出表"), sign: "timetable",
    load: () => import("./views/timetable.js") },
  { name: "scripts", label: () => say("Scripts", "播音稿"), sign: "scripts", load: () => import("./views/scripts.js") },
  { name: "media", label: () => say("Media", "声音"), sign: "media", load: () => import("./views/media.js") },
  { name: "people", label: () => say("People", "人员"), sign: "people", role: "admin",
    load: () => import("./views/people.js") },
];

// The looks of the views but for the first, in the order in which they build on one another.
const looks = ["announce", "timetable", "media", "people", "rows", "day", "record"];

let session = null;
let open = null;
let shell = null;
// The address of what is open, and whether its view is asking whether it may be left.
let shown = null;
let isAsking = false;

async function begin() {
  // On its way while the station says who is signed in.
  views.find((view) => view.name === route().path)?.load();
  try {
    session = await askSession();
  } catch {
    document.body.replaceChildren(h("main", { class: "alone" }, h("div", { class: "banner bad", role: "alert" },
      h("strong", null, "storecast does not answer. storecast 没有回答。"))));
    setTimeout(begin, 2000);
    return;
  }
  setStoreLanguage(session.language);
  const { path, parameters } = route();
  if (path === "join") {
    session = await join(parameters.get("invitation"), parameters.get("account"), session) ?? session;
  }
  if (!session.account) session = await signIn(session);
  if (path === "join") location.hash = "#/on-air";
  enter();
}

async function enter() {
  build();
  try {
    await Promise.all([watch(), show()]);
    await painted();
  } finally {
    // A browser begins another process for the stream: what is seen first comes before it.
    startStream();
    loadLooks();
  }
}

/** Settles once what was drawn is seen, and at once where nobody looks. */
function painted() {
  return new Promise((done) => document.hidden ? done() : requestAnimationFrame(() => setTimeout(done)));
}

/** Settles once it is known how the station stands. */
function watch() {
  watchAnnouncements();
  // Only titles depend on it here; the view that needs the scripts asks for itself, and says what is wrong.
  loadScripts().catch(() => {});
  return watchStation();
}

const coming = new Map();

/** Settles once the looks hold that the first view does without; what did not come is asked for anew by the next view. */
function loadLooks() {
  for (const name of looks.filter((one) => !coming.has(one))) {
    coming.set(name, new Promise((done) => {
      const link = h("link", { rel: "stylesheet", href: `/views/${name}.css`, onload: done, onerror: () => {
        link.remove();
        coming.delete(name);
        done();
      } });
      document.head.append(link);
    }));
  }
  return Promise.all(coming.values());
}

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  return { path: path || "on-air", parameters: new URLSearchParams(query ?? "") };
}

function allowed() {
  return views.filter((view) => !view.role || session.account.roles.includes(view.role));
}

function build() {
  shell?.close();
  const clock = h("time", { class: "clock" });
  const asIf = h("span", { class: "tag" });
  const main = h("main", { id: "main", tabindex: "-1" });
  const { navigation, links } = navigationOf(allowed());
  const offline = h("div", { class: "banner bad offline", role: "alert", hidden: true }, icon("warning"),
    h("strong", null, say("No connection to storecast.", "与 storecast 的连接断开了。")),
    h("span", null, say("It is tried again by itself; what you see may be old.", "正在自动重试；所见内容可能已过时。")),
    h("button", { class: "button", type: "button", onclick: () => retryStream() }, say("Try now", "立即重试")));
  const emergency = emergencyPanel(session.account);
  const reading = readingOut();
  document.body.replaceChildren(
    h("a", { class: "skip", href: "#main", onclick: (event) => {
      event.preventDefault();
      main.focus();
    } }, say("To the content", "跳到内容")),
    h("header", { class: "top" },
      h("div", { class: "store" }, h("strong", null, session.name)),
      clock, asIf, accountMenu()),
    h("div", { class: "above" }, emergency.element, reading.element, offline),
    navigation, main);
  let isStreaming = true, isReached = true;
  const drawOffline = () => { offline.hidden = isStreaming && isReached; };
  const tick = () => {
    const value = status();
    if (!value) return;
    clock.textContent = new Date(now()).toLocaleTimeString("en-GB", { timeZone: value.clock.timezone });
    asIf.textContent = value.clock.isAsIf ? say("as-if clock", "模拟时钟") : "";
  };
  const ticking = setInterval(tick, 500);
  const stops = [
    followStatus(tick),
    follow("connection", (value) => {
      isStreaming = value;
      drawOffline();
    }),
    followReach((value) => {
      isReached = value;
      drawOffline();
    }),
    () => clearInterval(ticking),
    emergency.close, reading.close,
  ];
  shell = { main, links, close: () => stops.forEach((stop) => stop()) };
}

/** How many views stand in the bar of a phone; the others are behind "More" there. */
const barViews = 5;

function navigationOf(present) {
  const link = (view, attributes) => h("a", { href: `#/${view.name}`, "data-view": view.name, ...attributes },
    icon(view.sign), h("span", null, view.label()));
  const isShort = present.length <= barViews;
  const bar = present.map((view, index) => link(view, { class: isShort || index < barViews - 1 ? null : "wide-only" }));
  const rest = isShort ? [] : present.slice(barViews - 1).map((view) => link(view, {}));
  const more = rest.length > 0 && menu("more", [icon("more"), h("span", null, say("More", "更多"))], rest);
  const navigation = h("nav", { class: "views", "aria-label": say("Views", "页面") }, bar, more);
  return { navigation, links: [...bar, ...rest] };
}

// A menu that closes when something in it was chosen, or by Escape.
function menu(kind, summary, children) {
  const element = h("details", { class: `menu ${kind}`, onkeydown: (event) => {
    if (event.key !== "Escape" || !element.open) return;
    element.open = false;
    element.firstChild.focus();
  }, onfocusout: (event) => {
    if (event.relatedTarget && !element.contains(event.relatedTarget)) element.open = false;
  } }, h("summary", null, summary), h("div", { class: "menu-body", onclick: () => { element.open = false; } },
    children));
  return element;
}

function accountMenu() {
  const { name } = session.account;
  const other = language === "zh" ? "en" : "zh";
  const label = h("span", null, h("span", { class: "unseen" }, say("Account ", "账号 ")), name);
  return menu("account", [icon("account"), label], [
    h("button", { class: "button", type: "button", lang: other === "zh" ? "zh-Hans" : "en", onclick: () => {
      setLanguage(other);
      build();
      show();
    } }, other === "zh" ? "中文" : "English"),
    h("button", { class: "button", type: "button", onclick: signOut }, say("Sign out", "退出登录")),
  ]);
}

async function signOut() {
  if (open?.mayLeave && !await open.mayLeave()) return;
  try {
    await ask("DELETE", "/v1/session");
  } catch (problem) {
    if (problem.status !== 401) return toast(problem.message);
  }
  reload();
}

// What the next person sees must not be what this one had open; a view that was asked already does not ask again.
function reload() {
  open?.close();
  open = null;
  location.reload();
}

async function show(isChange = false) {
  if (!shell || isAsking) return;
  if (open?.mayLeave && location.hash !== shown && !await answered(open.mayLeave())) {
    return history.replaceState(null, "", shown);
  }
  shown = location.hash;
  const { path, parameters } = route();
  const view = allowed().find((one) => one.name === path) ?? views[0];
  open?.close();
  open = null;
  for (const link of shell.links) {
    if (link.dataset.view === view.name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${view.label()} · ${session.name}`;
  const { main } = shell;
  const turn = location.hash;
  const [module] = await Promise.all([view.load(), view === views[0] || loadLooks()]);
  if (turn !== location.hash || shell.main !== main) return;
  open = module.open(parameters, { account: session.account, status, toast, go: (hash) => { location.hash = hash; } });
  refill(main, open.element);
  scrollTo(0, 0);
  // Who goes by keyboard or by ear goes on where the view begins, unless it put them somewhere itself.
  if (isChange && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
}

async function answered(question) {
  isAsking = true;
  try {
    return await question;
  } finally {
    isAsking = false;
  }
}

let isSigningIn = false;
window.addEventListener("signed-out", async () => {
  if (isSigningIn || !shell) return;
  isSigningIn = true;
  const before = session.account.name;
  // Over what is there: nothing that was typed is lost, and an emergency stays in sight.
  session = await signIn(session, { isOver: true });
  isSigningIn = false;
  if (session.account.name !== before) reload();
  retryStream();
  watch();
});
window.addEventListener("hashchange", () => show(true));
begin();
