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
    /// The first onset that is not before an instant, once it was heard.
    func onset(since instant: Date, afterSilence silence: Double, within limit: Duration) async throws -> Date? {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let onset = try onsets(afterSilence: silence).first(where: { $0 >= instant }) { return onset }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }
}
