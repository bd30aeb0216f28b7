// SPDX-License-Identifier: Apache-2.0
// Records with the browser's microphone, or takes a sound file; what came of it can be heard before it is sent.
import { h, icon, refill } from "../element.js";
import { clockLength, say } from "../words.js";
import { waveFile } from "./wave.js";

const longestSeconds = 180;
/** What the daemon takes at most. */
const largestBytes = 20 * 1024 * 1024;

/** A recorder. `kept` has the `blob` of before, and is filled; `changed` is called when there is another one. */
export function recorder(kept, changed) {
  const state = h("p", { role: "status" });
  const time = h("span", { class: "announce-recorded numeric" }, "0:00");
  const level = h("meter", { min: "-60", max: "0", low: "-40", high: "-3", optimum: "-20", value: "-60",
    "aria-label": say("Level of the microphone", "麦克风电平") });
  const button = h("button", { type: "button", class: "button danger announce-record" });
  const playing = h("div");
  let running = null, url = null;

  const draw = () => {
    refill(button, icon(running ? "stop" : "microphone"), running ? say("Stop", "停止")
      : kept.blob ? say("Record again", "重新录音") : say("Record", "录音"));
    level.hidden = !running;
    URL.revokeObjectURL(url);
    url = kept.blob && !running ? URL.createObjectURL(kept.blob) : null;
    refill(playing, url && h("audio", { controls: true, src: url, "aria-label": say("Your recording", "您的录音") }));
  };
  const take = (blob) => {
    if (blob.size > largestBytes) {
      state.textContent = say("This file is larger than 20 MiB; take a shorter one.", "文件大于 20 MiB，请选短一些的。");
      return;
    }
    kept.blob = blob;
    draw();
    changed();
  };
  const stop = () => {
    if (!running) return;
    const { context, stream, blocks } = running;
    running = null;
    stream.getTracks().forEach((track) => track.stop());
    context.close();
    state.textContent = say("Listen to it, then send it.", "请试听，然后发送。");
    if (blocks.length) take(waveFile(blocks, context.sampleRate));
    else draw();
  };
  const start = async () => {
    state.textContent = say("Waiting for the microphone…", "正在等待麦克风…");
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch (error) {
      state.textContent = refusal(error);
      return;
    }
    const context = new AudioContext();
    await context.audioWorklet.addModule("/announcing/recorder-worklet.js");
    const node = new AudioWorkletNode(context, "storecast-recorder", { numberOfOutputs: 0 });
    const blocks = [];
    let count = 0;
    const most = Math.min(longestSeconds * context.sampleRate, (largestBytes - 44) / 2 - 128);
    node.port.onmessage = ({ data }) => {
      if (!running) return;
      blocks.push(data);
      count += data.length;
      time.textContent = clockLength(count / context.sampleRate);
      const peak = data.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
      // The needle falls slowly, so that it can be read.
      level.value = Math.max(20 * Math.log10(peak || 1e-6), level.value - 0.15);
      if (count >= most) stop();
    };
    context.createMediaStreamSource(stream).connect(node);
    running = { context, stream, blocks };
    state.textContent = say("Recording: speak now.", "正在录音，请讲话。");
    draw();
  };
  button.addEventListener("click", () => (running ? stop() : start()));
  const file = h("input", { type: "file", accept: "audio/*", onchange: () => {
    if (!file.files[0]) return;
    stop();
    time.textContent = "";
    take(file.files[0]);
  } });
  const missing = unavailable();
  draw();
  const element = h("div", { class: "stack" },
    missing ? h("div", { class: "banner warn" }, icon("warning"), h("p", { class: "line" }, missing))
      : h("div", { class: "announce-row" }, button, time, level),
    state, playing,
    h("label", { class: "field" }, h("span", { class: "small" },
      say("Or take a sound file (WAV, FLAC, Ogg or MP3)", "或选择声音文件（WAV、FLAC、Ogg 或 MP3）")), file));
  return { element, close: () => {
    stop();
    URL.revokeObjectURL(url);
  } };
}

function unavailable() {
  if (navigator.mediaDevices?.getUserMedia) return null;
  if (!window.isSecureContext) {
    return say(
      "The browser lets a page use the microphone only over HTTPS, or on the computer that storecast runs on. "
        + "Open this page there, or ask whoever set it up for an address that begins with https://.",
      "浏览器只允许 HTTPS 页面或运行 storecast 的电脑上的页面使用麦克风。请在那台电脑上打开本页，或请安装人员提供以 https:// 开头的地址。");
  }
  return say("This browser cannot record; take another, or a sound file.", "此浏览器不能录音，请换一个，或使用声音文件。");
}

function refusal(error) {
  if (error.name === "NotAllowedError") {
    return say("The browser was not allowed to use the microphone. Allow it beside the address, then record again.",
      "浏览器未获准使用麦克风。请在地址栏旁允许，然后再按“录音”。");
  }
  if (error.name === "NotFoundError") {
    return say("There is no microphone. Plug one in, then press Record again.", "没有麦克风。请接好后再按“录音”。");
  }
  return say("The microphone cannot be used; another program may have it.", "无法使用麦克风，可能被其他程序占用。") + ` (${error.name})`;
}
