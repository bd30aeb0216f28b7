// SPDX-License-Identifier: Apache-2.0
// Hands what the microphone hears to the page, block by block.
class Recorder extends AudioWorkletProcessor {
  process([input]) {
    if (input.length) this.port.postMessage(input[0].slice());
    return true;
  }
}

registerProcessor("storecast-recorder", Recorder);
