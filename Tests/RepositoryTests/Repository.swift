// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The checkout these tests were built from.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static let system: Set = [
        "Foundation", "FoundationEssentials", "Glibc", "SwiftOverlayShims", "Dispatch", "Synchronization",
    ]

    /// What each target may import, as `docs/architecture.md` draws it.
    static let house: [String: Set<String>] = [
        "Timetable": ["Foundation"],
        "Spreadsheet": ["Foundation", "Timetable", "SwiftCSV"],
        "Playout": ["Timetable"],
        "Mixing": ["Glibc", "Synchronization"],
        "Media": system.union(["CSndFile", "CSoxr", "CEBUR128", "Mixing", "Subprocess", "SystemPackage"]),
        "SoundCard": system.union(["CALSA", "Mixing"]),
        "Speech": system.union(["Subprocess", "SystemPackage"]),
        "Journal": system.union(["GRDB", "Timetable", "Playout"]),
        "Rehearsal": ["Timetable", "Playout"],
        "Station": system.union([
            "CClock", "Timetable", "Spreadsheet", "Playout", "Mixing", "Media", "SoundCard", "Speech", "Journal",
            "Rehearsal", "Yams", "Logging", "ServiceLifecycle",
        ]),
        "Control": system.union([
            "CSodium", "CZlib", "ConsolePage", "Timetable", "Spreadsheet", "Station", "Hummingbird", "HummingbirdCore",
            "HTTPTypes", "NIOCore",
            "NIOExtras",
            "NIOPosix", "NIOHTTP1", "NIOHTTPTypes", "Logging", "ServiceLifecycle",
        ]),
        "Systemd": system.union(["Logging"]),
        "storecast": system.union([
            "CMalloc", "Timetable", "Spreadsheet", "Playout", "Rehearsal", "Station", "Control", "Systemd",
            "ArgumentParser",
            "Logging", "ServiceLifecycle", "UnixSignals",
        ]),
    ]

    struct File {
        var path: String
        var lines: [Substring]

        var isCode: Bool {
            ["swift", "h", "c", "py", "sh", "js", "css", ""].contains(URL(filePath: path).pathExtension)
                && !path.contains("__pycache__") && !path.contains("/corpus/")
        }

        /// The text without comments that fill a line.
        var code: String {
            lines.filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }.joined(separator: "\n")
        }

        /// The modules it imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ").drop { $0.hasPrefix("@") || $0 == "public" || $0 == "package" }
                return words.first == "import" ? words.dropFirst().first.map(String.init) : nil
            }
        }
    }

    /// Every text file below these folders of the checkout.
    static func files(in folders: [String]) throws -> [File] {
        try folders.flatMap { folder in
            let names = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
            return names.compactMap { name -> File? in
                let path = "\(root)/\(folder)/\(name)"
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
                    let text = try? String(contentsOfFile: path, encoding: .utf8)
                else { return nil }
                return File(
                    path: "\(folder)/\(name)",
                    lines: text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline))
            }
        }
    }
}
