// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// How long it takes from asking for an announcement to the first sample of its chime at the card, over music.
enum Latency {
    private static let pushes = 100
    /// A program that is slow to speak is pushed less often, in so long a time, but at least some times.
    private static let budget = Duration.seconds(120)
    private static let fewest = 8
    /// Longer than what is left of one that is taken back once its chime is heard, and no multiple of any period.
    private static let interval = Duration.milliseconds(737)
    private static let patience = Duration.seconds(15)
    private static let limit = 100.0
    private static let shareOfPeer = 0.25

    /// What is announced, from what is at hand at once to what must be spoken first.
    private enum Message: String, CaseIterable {
        case recorded = "recorded script"
        case spokenBefore = "text spoken before"
        case neverSpoken = "text never spoken"

        /// The request of one push.
        func json(_ number: Int) -> String {
            let text = "was found at the tea counter on the second floor. Please come to the service desk."
            return switch self {
            case .recorded: #"{"script": "beep", "chime": "beep"}"#
            case .spokenBefore: #"{"text": "A red umbrella \#(text)", "chime": "beep"}"#
            case .neverSpoken: #"{"text": "Umbrella \#(number) \#(text)", "chime": "beep"}"#
            }
        }
    }

    static func figures() async throws -> [Figure] {
        try await PulseCard.run { card in
            let store = try BeepStore(device: card.device)
            var medians: [Message: Double] = [:]
            var figures: [Figure] = []
            try await RunningDaemon.run(store.folder, [], environment: card.environment) { daemon in
                for message in Message.allCases {
                    let before = try await daemon.status().outputs[0].underruns
                    let times = try await times(card) { try push(message.json($0), store.folder.socket) }
                    let underruns = try await daemon.status().outputs[0].underruns - before
                    medians[message] = times.percentile(0.5)
                    let name = "\(message.rawValue) to first sample"
                    // Underruns let the buffer grow, and with it what is pushed waits longer.
                    figures += [
                        Figure(
                            name: "\(name), p50 of \(times.count)", measured: times.percentile(0.5), limit: limit,
                            unit: "ms"),
                        Figure(
                            name: "\(name), p99, with \(underruns) underruns", measured: times.percentile(0.99),
                            limit: limit, unit: "ms"),
                    ]
                }
            }
            return figures + (await comparison(medians, card, store))
        }
    }

    /// Our medians by Liquidsoap's, which has a recording to play each time.
    private static func comparison(
        _ medians: [Message: Double], _ card: PulseCard, _ store: BeepStore
    ) async -> [Figure] {
        let name = "to first sample by Liquidsoap's"
        guard Liquidsoap.isInstalled else { return [Figure(name: name, unmeasured: Liquidsoap.advice)] }
        do {
            let theirs = try await Liquidsoap.run(
                device: card.device, environment: card.environment, bed: store.folder.path("audio/music/calm"),
                announcement: store.folder.path("audio/items/beep.wav")
            ) { push in
                try await times(card) { _ in
                    try push()
                    return {}
                }
            }
            return Message.allCases.compactMap { message in
                medians[message].map {
                    Figure(
                        name: "\(message.rawValue) \(name), p50 of \(theirs.count)",
                        measured: $0 / theirs.percentile(0.5), limit: shareOfPeer, unit: "×")
                }
            }
        } catch {
            return [Figure(name: name, unmeasured: "\(error)")]
        }
    }

    /// Pushes again and again, and listens.
    ///
    /// - Parameter push: gets the number of the push, and gives a way to end what it began.
    private static func times(
        _ card: PulseCard, _ push: (Int) throws -> () throws -> Void
    ) async throws -> [Double] {
        // The first push meets files that were never read; people's do not.
        try await Task.sleep(for: .seconds(3))
        var times: [Double] = []
        let end = ContinuousClock.now + budget
        for number in 0...pushes where number < fewest || ContinuousClock.now < end {
            var pushed = Date()
            var takeBack: () throws -> Void = {}
            let onset = try await card.onset(afterSilence: 0.1, within: patience) {
                pushed = Date()
                takeBack = try push(number)
            }
            guard let onset else { throw BenchmarkError("announcement \(number) was not heard within \(patience)") }
            if number > 0 { times.append(onset.timeIntervalSince(pushed) * 1e3) }
            try takeBack()
            try await Task.sleep(for: interval)
        }
        return times
    }

    /// Asks the daemon as any program would, with a connection of its own.
    private static func push(_ json: String, _ socket: String) throws -> () throws -> Void {
        let connection = try DeskConnection(socket)
        let answer = try connection.ask("POST", "/v1/announcements", json: json)
        guard answer.status == 202, let id = answer.id else {
            throw BenchmarkError("the announcement was refused: \(answer.body)")
        }
        return { try connection.ask("DELETE", "/v1/announcements/\(id)") }
    }
}
