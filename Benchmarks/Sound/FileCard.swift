// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// The test card, which writes down each period with its instant: true to a frame.
struct FileCard: HeardCard {
    let name = "test card"
    let device = TestCard.device
    private let card: TestCard

    init() async throws {
        card = try await TestCard()
    }

    var environment: [String: String] { card.environment }

    func onsets(afterSilence seconds: Double) throws -> [Date] {
        try onsets(afterSilence: seconds, channel: 0)
    }

    /// The same of any channel, from 0.
    func onsets(afterSilence seconds: Double, channel: Int) throws -> [Date] {
        let recording = try card.recording(channel: channel)
        let aheadOfMonotonic = Self.now(CLOCK_REALTIME) - Self.now(CLOCK_MONOTONIC)
        return recording.onsets(afterSilent: Int(seconds * Recording.rate), above: OnsetSearch.threshold).map {
            position in
            Date(timeIntervalSince1970: Double(recording.instant(at: position) + aheadOfMonotonic) / 1e9)
        }
    }

    /// Nanoseconds.
    private static func now(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
