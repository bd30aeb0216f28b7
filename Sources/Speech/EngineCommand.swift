// SPDX-License-Identifier: Apache-2.0

/// The engine as it is called for one voice.
struct EngineCommand: Equatable {
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
                return run.isStressed ? "<emphasis level=\"strong\">\(text)</emphasis>" : text
            }
            .joined()
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
