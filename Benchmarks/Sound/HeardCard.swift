// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A sound card that tells when sound began on its left channel.
protocol HeardCard: Sendable {
    /// As the table calls it.
    var name: String { get }
    /// The ALSA device, for `store.yaml`.
    var device: String { get }
    /// What a program needs in order to find the device.
    var environment: [String: String] { get }

    /// The instants at which sound began after so much silence or more, oldest first.
    ///
    /// The card hears silence from its beginning on.
    func onsets(afterSilence seconds: Double) throws -> [Date]
}

extension HeardCard {
    /// Does something, and waits for the sound that it brings about.
    ///
    /// - Parameters:
    ///   - silence: how long it was silent before, at least.
    ///   - limit: how long to wait.
    /// - Returns: when the sound began; nil when none did.
    func onset(
        afterSilence silence: Double, within limit: Duration, of action: () async throws -> Void
    ) async throws -> Date? {
        // Counted and not compared by instants: these may be off by what a recorder lost on a loaded machine.
        let known = try onsets(afterSilence: silence).count
        try await action()
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            let onsets = try onsets(afterSilence: silence)
            if onsets.count > known { return onsets[known] }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }
}
