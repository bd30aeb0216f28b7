// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import Playout
import Speech
import Timetable

/// Chimes, words and the quiet between them become one clip.
extension Preparer {
    /// The quiet between a chime and what it announces.
    static let afterChime = Duration.milliseconds(300)
    /// The quiet between two hearings of what is repeated.
    private static let betweenRepeats = Duration.seconds(1)
    /// The quiet between the languages of a script.
    private static let betweenLanguages = Duration.milliseconds(800)

    /// Parts behind a chime, once or several times in a row.
    func compose(
        chime: String?, for broadcastClass: BroadcastClass, _ parts: [Part], times: Int = 1
    ) async throws(PreparationFailure) -> PreparedClip {
        var sounds: [LevelledSound] = []
        for part in parts { sounds.append(try await level(part, for: broadcastClass)) }
        return await compose(chime: chime, for: broadcastClass, sounds, times: times)
    }

    /// Levelled sounds behind a chime, once or several times in a row.
    func compose(
        chime: String?, for broadcastClass: BroadcastClass, _ sounds: [LevelledSound], times: Int = 1
    ) async -> PreparedClip {
        var whole = LevelledSound()
        var chimeDuration = Duration.zero
        // A chime that is missing is told of by `check`; what it announces is not lost for it.
        if let chime, let (piece, duration) = await self.chime(chime, for: broadcastClass) {
            whole.add(piece, lasting: duration)
            whole.add(silence(Self.afterChime), lasting: Self.afterChime)
            chimeDuration = duration
        }
        let words = join(sounds)
        for hearing in 0..<times {
            if hearing > 0 { whole.add(silence(Self.betweenRepeats), lasting: Self.betweenRepeats) }
            whole.add(words)
        }
        return PreparedClip(whole, chime: chimeDuration)
    }

    /// A chime as it is heard: from memory, else from its file; nil where there is none that can be played.
    func chime(_ name: String, for broadcastClass: BroadcastClass) async -> (Clip.Piece, Duration)? {
        if let sound = keptChime(name) {
            return (.sound(sound, gain: levelling(of: sound.facts, broadcastClass).gain), sound.facts.duration)
        }
        // A file that cannot be played is told of where it was to be kept, and by `check`.
        guard let path = inventory.chimes[name], let (file, facts) = try? await measure(path) else { return nil }
        return (.file(path: file, gain: levelling(of: facts, broadcastClass).gain), facts.duration)
    }

    /// A chime that is in memory; a file goes before what is built in.
    func keptChime(_ name: String) -> DecodedSound? {
        kept.chime(name) ?? (inventory.chimes[name] == nil ? BuiltInSound.chimes[name] : nil)
    }

    /// One sound after another.
    func join(_ sounds: [LevelledSound]) -> LevelledSound {
        var joined = LevelledSound()
        for (index, sound) in sounds.enumerated() {
            if index > 0 { joined.add(silence(Self.betweenLanguages), lasting: Self.betweenLanguages) }
            joined.add(sound)
        }
        return joined
    }

    // MARK: Levelling

    /// A part as loud as its class is to be.
    func level(_ part: Part, for broadcastClass: BroadcastClass) async throws(PreparationFailure) -> LevelledSound {
        switch part {
        case .kept(let words): return words.sound
        case .file(let path):
            let (file, facts) = try await measure(path)
            let (gain, loudness) = levelling(of: facts, broadcastClass)
            return LevelledSound(.file(path: file, gain: gain), lasting: facts.duration, loudnessLUFS: loudness)
        case .spoken(let text):
            var facts: [String: AudioFacts] = [:]
            for case .file(let path) in text.pieces { facts[path] = try await measure(path).facts }
            return level(text, facts, for: broadcastClass) { path, gain in .file(path: path, gain: gain) }
        }
    }

    /// A spoken text as loud as its class is to be.
    ///
    /// - Parameter piece: what plays a file of it with a gain.
    func level(
        _ text: SpokenText, _ facts: [String: AudioFacts], for broadcastClass: BroadcastClass,
        _ piece: (_ path: String, _ gain: Float) -> Clip.Piece
    ) -> LevelledSound {
        // One gain for all phrases, or a whispered one would be raised to a shout.
        let (gain, loudness) = levelling(of: AudioFacts.joined(Array(facts.values)), broadcastClass)
        var levelled = LevelledSound(loudnessLUFS: loudness)
        for part in text.pieces {
            switch part {
            case .file(let path): levelled.add(piece(path, gain), lasting: facts[path]?.duration ?? .zero)
            case .pause(let span): levelled.add(silence(span), lasting: span)
            }
        }
        return levelled
    }

    /// A sound in memory as loud as its class is to be.
    func level(_ sound: DecodedSound, for broadcastClass: BroadcastClass) -> LevelledSound {
        let (gain, loudness) = levelling(of: sound.facts, broadcastClass)
        return LevelledSound(.sound(sound, gain: gain), lasting: sound.facts.duration, loudnessLUFS: loudness)
    }

    func silence(_ span: Duration) -> Clip.Piece {
        .silence(frames: HouseFormat.frames(nanoseconds: span.nanoseconds))
    }
}

extension PreparedClip {
    /// - Parameter chime: how much of the sound is the chime.
    init(_ sound: LevelledSound, chime: Duration = .zero) {
        self.init(
            clip: Clip(pieces: sound.pieces),
            facts: ClipFacts(duration: sound.duration, chime: chime, loudnessLUFS: sound.loudnessLUFS))
    }
}
