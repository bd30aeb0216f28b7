// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A document of the repository as its reader follows it: what to write into a file, what to type, what is then shown.
public struct Document: Sendable {
    /// A line to be typed.
    public struct Command: Sendable {
        /// As it stands there.
        public let line: String
        /// The line of the document.
        public let number: Int
        /// Whether it stands in the middle of a sentence or a table.
        public let isInline: Bool
        /// How it ends, where the block says so (`sh exit=1`).
        public let exitCode: Int32
        /// What the block behind it shows of its output.
        public fileprivate(set) var shown: [String] = []
    }

    /// One after the other.
    public enum Step: Sendable {
        /// A file of the store, by its path below the schedules: a block such as `timetable spring.timetable`.
        case file(name: String, text: String)
        /// A command.
        case command(Command)
    }

    /// Below the root of the repository.
    public let path: String
    /// The lines of the document.
    public let lines: [String]
    /// What its reader does, in order.
    public private(set) var steps: [Step] = []
    /// Lines at which a block begins that does not say what it is.
    public private(set) var namelessBlocks: [Int] = []
    /// Lines of blocks that are not to be typed and look as if they were.
    public private(set) var strayCommands: [Int] = []

    /// The checkout these tests were built from.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Programs that a document may name in a sentence and that are then to be run.
    private static let programs: Set = [
        "storecast", ".build/release/storecast", "make", "swift", "curl", "apt", "apt-get", "dpkg", "systemctl",
        "journalctl", "adduser", "alsactl", "sqlite3", "timedatectl", "promtool", "systemd-analyze", "echo", "export",
        "man",
    ]
    /// Those that are run without another word.
    private static let loneTools: Set = ["alsamixer", "timedatectl"]

    /// Reads a document of the repository.
    public init(path: String) throws {
        self.path = path
        let text = try String(contentsOf: URL(filePath: "\(Self.root)/\(path)"), encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        readBlocks()
    }

    /// All documents whose commands are to work.
    public static func all() throws -> [Document] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: root).filter { name in
            name.hasSuffix(".md") && !name.hasPrefix(".") && name != "CHANGELOG.md"
                && ["docs/", "monitoring/", "schedules/"].contains { name.hasPrefix($0) || !name.contains("/") }
        }
        return try names.sorted().map { try Document(path: $0) }
    }

    /// The commands in order.
    public var commands: [Command] {
        steps.compactMap { step in
            if case .command(let command) = step { command } else { nil }
        }
    }

    // MARK: Reading

    private mutating func readBlocks() {
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("```") {
                let end = lines[(index + 1)...].firstIndex { $0.hasPrefix("```") } ?? lines.count
                readFence(String(line.dropFirst(3)), index + 1..<end)
                index = end
            } else if line.hasPrefix("    "), index == 0 || lines[index - 1].isEmpty || isIndented(index - 1) {
                addCommands([String(line.dropFirst(4))], from: index, exitCode: 0)
            } else {
                readSpans(of: line, at: index)
            }
            index += 1
        }
    }

    /// Whether a line belongs to an indented block, not to an item of a list.
    private func isIndented(_ index: Int) -> Bool {
        var first = index
        while first > 0, lines[first].hasPrefix("    ") { first -= 1 }
        return lines[index].hasPrefix("    ") && lines[first].isEmpty
    }

    private mutating func readFence(_ info: String, _ range: Range<Int>) {
        let words = info.split(separator: " ").map { String($0) }
        let body = Array(lines[range])
        guard let kind = words.first else { return namelessBlocks.append(range.lowerBound) }
        switch kind {
        case "sh":
            let code = words.dropFirst().first.flatMap { Int32($0.dropFirst("exit=".count)) }
            addCommands(body, from: range.lowerBound, exitCode: code ?? 0)
        case "output":
            // Other outputs are those of examples that a test of their own compares.
            guard case .command(var command)? = steps.last, !command.isInline else { return }
            command.shown = body
            steps[steps.count - 1] = .command(command)
        default:
            if words.count > 1, kind != "text" {
                steps.append(.file(name: words[1], text: body.map { $0 + "\n" }.joined()))
            }
            for (offset, line) in body.enumerated() where Self.isCommand(line) {
                strayCommands.append(range.lowerBound + offset + 1)
            }
        }
    }

    /// Takes lines to be typed; one that ends with a backslash goes on in the next.
    private mutating func addCommands(_ body: [String], from start: Int, exitCode: Int32) {
        var whole = ""
        for (offset, line) in body.enumerated() {
            if line.hasSuffix("\\") {
                whole += line.dropLast()
                continue
            }
            whole += line
            defer { whole = "" }
            if whole.isEmpty || whole.hasPrefix("#") { continue }
            let number = start + offset + 1
            steps.append(.command(Command(line: whole, number: number, isInline: false, exitCode: exitCode)))
        }
    }

    private mutating func readSpans(of line: String, at index: Int) {
        for match in line.matches(of: #/`([^`]+)`/#) where Self.isCommand(String(match.1)) {
            let span = String(match.1)
            steps.append(.command(Command(line: span, number: index + 1, isInline: true, exitCode: 0)))
        }
    }

    private static func isCommand(_ text: String) -> Bool {
        var words = text.split(separator: " ").map { String($0) }
        while let first = words.first, first == "sudo" || first.wholeMatch(of: #/[A-Z_]+=\S*/#) != nil {
            words.removeFirst()
        }
        guard let program = words.first else { return false }
        return loneTools.contains(program) || words.count > 1 && programs.contains(program)
    }
}
