// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Control
import Foundation
import Station
import Timetable

/// What a shell offers for a word: names that the running station knows. Where none answers at once, nothing is offered.
enum Completions {
    /// How long a station may take to answer; a person waits at the keyboard.
    private static let patience = Duration.milliseconds(500)

    /// Scripts, and then their slots.
    static let scripts = CompletionKind.custom { words, index, prefix in
        let line = CommandLineSoFar(words, upTo: index)
        guard let known = try? await client(of: line).scripts() else { return [] }
        guard let name = line.positionals.first else {
            return offered(known.map { ($0.name, $0.title) }, prefix)
        }
        // What stands behind a slot's `=` is for people to write; bash makes words of it.
        guard !line.isBehindEqualsSign, !prefix.contains("=") else { return [] }
        guard let script = known.first(where: { $0.name == name }) else { return [] }
        let given = Set(line.positionals.dropFirst().map { String($0.prefix { $0 != "=" }) })
        let slots = script.slots.filter { !given.contains($0) }
        let inLanguages = slots.flatMap { slot in script.languages.map { "\(slot).\($0)" } }
            .filter { !given.contains($0) }
        return offered((prefix.contains(".") ? inLanguages : slots).map { ("\($0)=", "") }, prefix)
    }

    /// Announcements that are not over.
    static let announcements = CompletionKind.custom { words, index, prefix in
        let line = CommandLineSoFar(words, upTo: index)
        guard line.positionals.isEmpty, let known = try? await client(of: line).announcements() else { return [] }
        return offered(known.filter { !$0.isOver }.map { ($0.shortID, $0.name) }, prefix)
    }

    /// What was on, or is planned, on the present day, and its announcements: by name, as often as it may be.
    static let recorded = CompletionKind.custom { words, index, prefix in
        let line = CommandLineSoFar(words, upTo: index)
        guard line.positionals.isEmpty, let known = try? await client(of: line).recordedNames() else { return [] }
        return offered(known.map { ($0, "") }, prefix)
    }

    /// Zones of the running station.
    static let zones = CompletionKind.custom { words, index, prefix in
        guard let status = try? await client(of: CommandLineSoFar(words, upTo: index)).status() else { return [] }
        return offered(status.zones.map { ($0.name, "") }, prefix)
    }

    /// Zones as they are written in `store.yaml`.
    static let writtenZones = CompletionKind.custom { (words: [String], index: Int, prefix: String) -> [String] in
        let schedule = Store(CommandLineSoFar(words, upTo: index).paths).schedule
        return offered(schedule.settings.zones.map { ($0.name, "") }, prefix)
    }

    /// The chimes of the audio folder, and those that are built in.
    static let chimes = CompletionKind.custom { (words: [String], index: Int, prefix: String) -> [String] in
        let names = Store(CommandLineSoFar(words, upTo: index).paths).chimes
        return offered((names + ["none"]).map { ($0, "") }, prefix)
    }

    static let classes = CompletionKind.list(["promo", "notice", "urgent", "emergency"])
    static let languages = CompletionKind.list(Language.allCases.map(\.rawValue))
    static let timetables = CompletionKind.file(extensions: ["timetable"])
    static let soundFiles = CompletionKind.file(extensions: RecordingFile.endings)

    private static func client(of line: CommandLineSoFar) -> ControlClient {
        ControlClient(socket: line.paths.socket, patience: patience)
    }

    // MARK: As a shell takes them

    /// Behind the script for bash: a slot is followed by its value, not by a blank.
    static let bashSlots = """

        __storecast_slots() {
            _storecast "$@"
            if [[ "${COMPREPLY[0]}" = *= ]]; then compopt +o filenames -o nospace; fi
        }
        complete -o filenames -F __storecast_slots storecast
        """

    /// Those that begin with what is written, each with what it is where the shell can show that.
    private static func offered(_ all: [(value: String, meaning: String)], _ prefix: String) -> [String] {
        let fitting = all.filter { $0.value.hasPrefix(prefix) && isPlain($0.value) }
        return fitting.map { value, meaning in
            switch CompletionShell.requesting {
            case .zsh?: meaning.isEmpty ? value : "\(value):\(meaning)"
            case .fish?: meaning.isEmpty ? value : "\(value)\t\(meaning)"
            // It shows what it would insert: the meaning only where there is more than one, and nothing is inserted.
            default: meaning.isEmpty || fitting.count == 1 ? value : "\(value)  \(plain(meaning))"
            }
        }
    }

    /// Whether a word has nothing that a shell takes for more than letters: bash expands what it is offered.
    private static func isPlain(_ word: String) -> Bool { word.allSatisfy(isPlain) }

    private static func plain(_ words: String) -> String { String(words.map { isPlain($0) ? $0 : " " }) }

    private static func isPlain(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "-_.=".contains(character)
    }
}

/// A command line of which the end is still being written.
private struct CommandLineSoFar {
    /// Options that are followed by no value.
    private static let flags: Set = [
        "--replace", "--wait", "--json", "--csv", "--music", "--shift", "--hand-over", "--watch", "--help", "-h",
    ]

    /// Neither options nor their values, behind the verb.
    private(set) var positionals: [String] = []
    /// Whether the last word is an equals sign by itself: bash breaks words there.
    let isBehindEqualsSign: Bool
    private var values: [String: String] = [:]

    /// - Parameters:
    ///   - words: all words, the program and its verb first.
    ///   - index: which of them is being written.
    init(_ words: [String], upTo index: Int) {
        let before = words.prefix(index).dropFirst(2)
        isBehindEqualsSign = before.last == "="
        var rest = before[...]
        while let word = rest.popFirst() {
            if word == "=" {
                // The value of the slot before it.
                _ = rest.popFirst()
            } else if !word.hasPrefix("-") {
                positionals.append(word)
            } else if !Self.flags.contains(word) {
                let parts = word.split(separator: "=", maxSplits: 1)
                if rest.first == "=" { _ = rest.popFirst() }
                values[String(parts[0])] = parts.count == 2 ? String(parts[1]) : rest.popFirst()
            }
        }
    }

    var paths: StationPaths {
        StationPaths(
            schedules: values["--schedules"], audio: values["--audio"], state: values["--state"],
            socket: values["--socket"])
    }
}
