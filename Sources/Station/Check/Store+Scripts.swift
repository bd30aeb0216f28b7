// SPDX-License-Identifier: Apache-2.0
import Timetable

/// How long scripts take to speak.
extension Store {
    /// Longer than this, few listen to the end.
    private static let longestPassage = Duration.seconds(60)

    /// Every script with a passage that takes longer to speak than people listen.
    func scriptFindings() async -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for (file, script) in scriptFiles {
            for passage in script.passagesWithSlotNames {
                // What cannot be spoken has no length. It is told where the script is prepared for the timetable, or when
                // somebody announces it.
                guard let duration = try? await preparer.duration(of: passage, in: script),
                    duration > Self.longestPassage
                else { continue }
                findings.append(
                    Diagnostic(
                        .spokenTooLong(.seconds(Int(duration.seconds.rounded()))),
                        at: Location(file: file, line: line(of: passage, in: file), column: 1),
                        length: "--- \(passage.language)".count))
            }
        }
        return findings
    }

    private var scriptFiles: [(file: String, script: Script)] {
        let root = preparer.paths.schedules
        let scripts = schedule.scripts.values.map { (file: "\(root)/scripts/\($0.name).txt", script: $0) }
        let promos = schedule.promos.flatMap { rotation, scripts in
            scripts.values.map { (file: "\(root)/promos/\(rotation)/\($0.name).txt", script: $0) }
        }
        return (scripts + promos).sorted { $0.file < $1.file }
    }

    /// The line `--- zh` that the passage stands under.
    private func line(of passage: Passage, in file: String) -> Int {
        let lines = schedule.sources[file] ?? []
        let index = lines.firstIndex { line in
            line.hasPrefix("---")
                && line.dropFirst(3).split(separator: " ").first.map { $0 == passage.language } == true
        }
        return (index ?? 0) + 1
    }
}
