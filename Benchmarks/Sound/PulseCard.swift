// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// A private PulseAudio with a null sink, recorded: true to 4 ms.
struct PulseCard: HeardCard {
    let name = "PulseAudio"
    let device = SoundServer.device
    let environment: [String: String]
    private let search = OnsetSearch()

    /// Runs `body` while the card can be played on.
    static func run<Result>(_ body: (PulseCard) async throws -> Result) async throws -> Result {
        try await SoundServer.run { server in
            let card = PulseCard(environment: server.environment)
            try await server.keepInStep()
            try await server.listen(latencyMs: 5, card.search.take)
            _ = try await eventually("the recorder hears something", within: .seconds(10)) {
                card.search.duration > 1 ? true : nil
            }
            return try await body(card)
        }
    }

    private init(environment: [String: String]) {
        self.environment = environment
    }

    func onsets(afterSilence seconds: Double) throws -> [Date] {
        try search.onsets(afterSilence: seconds)
    }
}
