// SPDX-License-Identifier: Apache-2.0
import Media
import Synchronization
import Timetable

/// What stays decoded in memory, so that it is heard without disk, decoder or speech engine: the chimes of
/// announcements, and the words of emergencies and of what ends them.
///
/// What is kept is replaced only by what can be heard: it outlives its file.
final class KeptSounds: Sendable {
    /// The most memory that the samples of all of them take: some five minutes of speech.
    static let limitBytes = 32 << 20

    /// The words of a script in one language.
    struct Words: Sendable {
        /// As the script has them.
        var passage: Passage
        /// The recording they were read from; nil for speech. One recording may hold all languages.
        var recording: String?
        /// Levelled for an emergency.
        var sound: LevelledSound
        var byteCount: Int
    }

    /// Whose words.
    struct Key: Hashable, Sendable {
        var script: String
        var language: String
    }

    private struct State {
        var chimes: [String: DecodedSound] = [:]
        var words: [Key: Words] = [:]

        var byteCount: Int {
            // A recording of all languages is one, however many have it.
            let recorded = Dictionary(
                words.values.compactMap { words in words.recording.map { ($0, words.byteCount) } },
                uniquingKeysWith: max)
            let spoken = words.values.reduce(0) { $0 + ($1.recording == nil ? $1.byteCount : 0) }
            return chimes.values.reduce(spoken + recorded.values.reduce(0, +)) { $0 + $1.byteCount }
        }
    }

    private let state = Mutex(State())

    /// A chime by its name.
    func chime(_ name: String) -> DecodedSound? { state.withLock { $0.chimes[name] } }

    /// The words of a script; nil where they are not kept, or say something else.
    func words(_ passage: Passage, of script: String) -> Words? {
        let kept = state.withLock { $0.words[Key(script: script, language: passage.language)] }
        return kept.flatMap { $0.passage == passage ? $0 : nil }
    }

    /// The scripts whose words are kept, by name, and the memory that all samples take.
    var contents: (scripts: [String], byteCount: Int) {
        state.withLock { (Set($0.words.keys.map(\.script)).sorted(), $0.byteCount) }
    }

    /// Keeps a chime; false where there is no room for it.
    func keep(_ sound: DecodedSound, asChime name: String) -> Bool {
        keep { $0.chimes[name] = sound }
    }

    /// Keeps words; false where there is no room for them.
    func keep(_ words: Words, of script: String) -> Bool {
        keep { $0.words[Key(script: script, language: words.passage.language)] = words }
    }

    /// Gives up all chimes and scripts but these.
    func drop(exceptChimes chimes: Set<String>, scripts: Set<String>) {
        state.withLock { state in
            state.chimes = state.chimes.filter { chimes.contains($0.key) }
            state.words = state.words.filter { scripts.contains($0.key.script) }
        }
    }

    private func keep(_ change: (inout State) -> Void) -> Bool {
        state.withLock { state in
            var changed = state
            change(&changed)
            guard changed.byteCount <= Self.limitBytes else { return false }
            state = changed
            return true
        }
    }
}
