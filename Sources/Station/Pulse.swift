// SPDX-License-Identifier: Apache-2.0
import SoundCard
import Synchronization
public import Timetable

/// Whether a station moves on: its director and the audio thread of each card, with or without a card behind it. May be
/// asked from any thread, and waits for none: what stands still could not answer.
public final class Pulse: Sendable {
    private let lastBeat = Mutex<ContinuousClock.Instant?>(nil)
    private let outputs: [(name: String, sound: SoundOutput)]

    init(_ outputs: [(name: String, sound: SoundOutput)]) {
        self.outputs = outputs
    }

    /// The director had its turn.
    func beat() {
        lastBeat.withLock { $0 = .now }
    }

    /// Whether the director had a turn.
    public var hasBegun: Bool { lastBeat.withLock { $0 != nil } }

    /// For how long the director has had no turn; zero before its first.
    public var directorStandstill: Duration { lastBeat.withLock { $0.map { .now - $0 } ?? .zero } }

    /// What has not moved for longer than a limit, for the log; nil for all of it moves.
    public func standstill(longerThan limit: Duration) -> Wording? {
        let director = directorStandstill
        if director > limit {
            return Wording(
                en: "the director has not moved for \(director.components.seconds) s",
                zh: "播出控制已停住 \(director.components.seconds) 秒")
        }
        guard let output = outputs.first(where: { $0.sound.standstill > limit }) else { return nil }
        let seconds = output.sound.standstill.components.seconds
        return Wording(
            en: "the audio thread of the output \(output.name) has not moved for \(seconds) s",
            zh: "输出 \(output.name) 的音频线程已停住 \(seconds) 秒")
    }
}
