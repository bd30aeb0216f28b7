// SPDX-License-Identifier: Apache-2.0

/// The engine as it is called for one voice.
struct EngineCommand: Hashable {
    /// What stands for the voice in an argument.
    static let voicePlaceholder = "{voice}"

    let executable: String
    let arguments: [String]

    /// Whether the engine reads SSML.
    var readsMarkup: Bool { arguments.contains("-m") }

    /// Nil when the settings name no engine.
    init?(_ settings: SpeechSettings, voice: String) {
        guard let executable = settings.engine.first, !executable.isEmpty else { return nil }
        let template = settings.engine.dropFirst()
        let placed = template.map {
            $0.split(separator: Self.voicePlaceholder, omittingEmptySubsequences: false)
        }
        self.executable = executable
        arguments =
            placed.contains { $0.count > 1 }
            ? placed.map { $0.joined(separator: voice) } : template + ["-v", voice]
    }

    /// What the engine is given to read for a phrase.
    func input(for phrase: Phrase) -> String {
        guard readsMarkup else { return phrase.runs.map(\.text).joined() }
        return phrase.runs
            .map { run in
                let text = Self.escaped(run.text)
                return run.isStressed ? Self.stressed(text) : text
            }
            .joined()
    }

    /// Louder and slower. By itself espeak-ng's emphasis is hardly heard in a language of tones: 30 ms and 2 dB
    /// on four Chinese syllables, to which the speed adds a third of a second.
    private static func stressed(_ text: String) -> String {
        "<prosody rate=\"80%\"><emphasis level=\"strong\">\(text)</emphasis></prosody>"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
        return result
    }
}
