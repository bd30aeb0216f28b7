// SPDX-License-Identifier: Apache-2.0
import Glibc
import SoundCard
import Testing

@testable import SoundCard

@Suite struct OutputSettingsTests {
    @Test func `the defaults are playable`() throws {
        try OutputSettings().validate()
    }

    @Test(arguments: [[], [[]], [[0, 1]], [[1, 1]], [[1, 2], [2, 3]], [[1, 2, 3]], [[33]]])
    func `channels that no card has are refused`(channels: [[Int]]) {
        #expect(throws: OutputError.invalidChannels(channels)) {
            try OutputSettings(channels: channels).validate()
        }
    }

    @Test(arguments: [(0, 70), (101, 500), (10, 9), (10, 501)])
    func `timing that no card could keep is refused`(periodMs: Int, bufferMs: Int) {
        let settings = OutputSettings(period: .milliseconds(periodMs), buffer: .milliseconds(bufferMs))
        #expect(throws: OutputError.invalidTiming(period: settings.period, buffer: settings.buffer)) {
            try settings.validate()
        }
    }

    @Test func `a device needs a name`() {
        #expect(throws: OutputError.namelessDevice) { try OutputSettings(device: "").validate() }
    }

    @Test(arguments: [
        (ENOENT, "is not there"), (ENODEV, "is not there"), (ECONNREFUSED, "is not there"),
        (EBUSY, "another program"), (EACCES, "may not use"), (EIO, "fails"),
    ])
    func `the reason for silence says what to do`(code: Int32, words: String) {
        let error = ALSAError(code: code, call: .open)
        #expect(SilenceReason(error).description.contains(words))
        #expect(SilenceReason(error).description.contains("snd_pcm_open"))
    }

    @Test func `the waits between attempts double up to five seconds and start anew after a recovery`() {
        var backoff = Backoff()
        let waits = (0..<8).map { _ in backoff.wait() / 1_000_000 }
        #expect(waits == [100, 200, 400, 800, 1600, 3200, 5000, 5000])
        backoff.played(forNs: 1_000_000_000)
        #expect(backoff.wait() == 5_000_000_000)
        backoff.played(forNs: 5_000_000_000)
        #expect(backoff.wait() == 100_000_000)
    }
}
