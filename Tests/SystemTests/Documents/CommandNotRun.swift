// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// A command of a document that a test cannot run where it runs: why, and what is looked at instead.
struct CommandNotRun: Sendable {
    /// How it begins, without variables and `sudo` before it.
    let beginnings: [String]
    /// Why it is not run, and by which test it is, where there is one.
    let reason: String
    /// What is wrong with it all the same, given its words; nil for nothing.
    let fault: @Sendable ([String]) throws -> String?

    /// All there are. A command that begins like none of these is run.
    static let all = [
        CommandNotRun(
            beginnings: ["make "],
            reason: "it builds for minutes, and this test is part of `make test`; looked at: its target, its variables",
            fault: makeFault),
        CommandNotRun(
            beginnings: ["swift "],
            reason: "this test runs within the build folder; looked at: what it names is there", fault: swiftFault),
        CommandNotRun(
            beginnings: ["scripts/make-sample-audio", "scripts/test-store-pc", "scripts/test-package"],
            reason: "it composes, or boots a whole PC, for minutes; looked at: it is there",
            fault: { words in isThere(words[0]) ? nil : "there is no \(words[0])" }),
        CommandNotRun(
            beginnings: ["apt install ./", "apt remove ", "apt purge "],
            reason:
                "it changes the machine; scripts/test-package installs, upgrades, removes and purges it; looked at: "
                + "the package is called so",
            fault: packageFault),
        CommandNotRun(
            beginnings: ["apt ", "apt-get "],
            reason: "it changes the machine; looked at: what it installs is named where storecast uses it",
            fault: otherPackagesFault),
        CommandNotRun(
            beginnings: ["systemctl ", "journalctl ", "systemd-analyze "],
            reason: "a container has no systemd; scripts/test-store-pc asks a whole PC's; looked at: the unit is there",
            fault: unitFault),
        CommandNotRun(
            beginnings: ["adduser ", "deluser "],
            reason: "it changes the machine's users; looked at: the package makes the group", fault: groupFault),
        CommandNotRun(
            beginnings: ["storecast invite --account "],
            reason:
                "it wants somebody who has come in by a link; AccountsTests has one; looked at: the option is there",
            fault: { _ in try names("var account", in: "Sources/storecast/Invite.swift") }),
        CommandNotRun(
            beginnings: ["editor /etc/storecast/"],
            reason: "it waits for a person; looked at: the file is there",
            fault: { words in
                let file = words[1].replacing("/etc/storecast/", with: "schedules/")
                return isThere(file) ? nil : "there is no \(file)"
            }),
        CommandNotRun(
            beginnings: ["alsamixer", "alsactl "],
            reason: "it wants a real card; looked at: the package that has it is one of those that storecast wants",
            fault: { _ in try names("alsa-utils", in: "scripts/install-dependencies") }),
        CommandNotRun(
            beginnings: ["curl --silent http://localhost:9100/"],
            reason: "it asks Prometheus' node exporter; looked at: there is such a figure",
            fault: { words in try names(words.last ?? "", in: "docs/openapi.yaml") }),
        CommandNotRun(
            beginnings: ["timedatectl"],
            reason: "it asks systemd; looked at: Debian's systemd has it",
            fault: { _ in nil }),
    ]

    /// The one that a line falls under.
    static func fitting(_ line: String) -> CommandNotRun? {
        let line = bare(line)
        return all.first { $0.beginnings.contains { line.hasPrefix($0) } }
    }

    private static func bare(_ line: String) -> String {
        line.replacing(#/^(?:[A-Z_]+=(?:"[^"]*"|\S*) +)*(?:sudo +)?/#, with: "")
    }

    /// What is run: a document that wants another program is told of here first, for nothing is to change the machine.
    private static let programs: Set<Substring> = [
        "storecast", ".build/release/storecast", "curl", "echo", "tar", "truncate", "sqlite3", "promtool",
    ]

    /// Whether a line may be run.
    static func isHarmless(_ line: String) -> Bool { programs.contains(bare(line).prefix { $0 != " " }) }

    /// What is wrong with a line that falls under it.
    func fault(of line: String) throws -> String? {
        try fault(Self.bare(line).split(separator: " ").map { String($0) })
    }

    // MARK: Looking

    private static func text(of path: String) throws -> String {
        try String(contentsOf: URL(filePath: "\(Document.root)/\(path)"), encoding: .utf8)
    }

    private static func isThere(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(Document.root)/\(path)")
    }

    private static func names(_ word: String, in path: String) throws -> String? {
        try text(of: path).contains(word) ? nil : "\(path) does not name \(word)"
    }

    /// Whether a file of the tests is called so, or has the words in it.
    private static func isInTests(_ words: String) throws -> Bool {
        let files = try FileManager.default.subpathsOfDirectory(atPath: "\(Document.root)/Tests")
        return try files.contains { file in
            try file.hasSuffix(".swift") && (file.contains(words) || text(of: "Tests/\(file)").contains(words))
        }
    }

    /// `make TARGET VARIABLE=VALUE …`, up to a comment.
    private static func makeFault(_ words: [String]) throws -> String? {
        let makefile = try text(of: "Makefile")
        guard makefile.contains("\n\(words[1]):") else { return "the Makefile has no target \(words[1])" }
        let variables = words.dropFirst(2).prefix { $0 != "#" }.compactMap { $0.split(separator: "=").first }
        let unknown = try variables.first { try !makefile.contains($0) && !isInTests("\"\($0)\"") }
        return unknown.map { "neither the Makefile nor what it runs reads \($0)" }
    }

    private static func swiftFault(_ words: [String]) throws -> String? {
        if words.contains("format") {
            let folder = words.dropFirst(2).first { !$0.hasPrefix("-") && !isThere($0) }
            return folder.map { "there is no folder \($0)" }
        }
        guard words.contains("--filter"), let name = words.last else { return "nobody knows what it does" }
        return try isInTests(name) ? nil : "no test is called \(name)"
    }

    private static func packageFault(_ words: [String]) throws -> String? {
        let package = words[2].split(separator: "/").last?.split(separator: "_").first ?? ""
        return try names("\nPackage: \(package)\n", in: "debian/control")
    }

    private static func otherPackagesFault(_ words: [String]) throws -> String? {
        guard words[1] == "install" else { return nil }
        let places = ["scripts/install-dependencies", "debian/control", "monitoring/storecast-metrics.service"]
        let texts = try places.filter(isThere).map { try text(of: $0) }.joined()
        let unknown = words.dropFirst(2).first { !$0.hasPrefix("-") && !texts.contains($0) }
        return unknown.map { "neither the package nor scripts/install-dependencies names \($0)" }
    }

    private static func unitFault(_ words: [String]) throws -> String? {
        // Its name alone, or what journald finds by a field.
        if words.count == 2, !words[1].contains("=") { return nil }
        if let field = words.dropFirst().first, let value = field.split(separator: "=").first, field.contains("=") {
            let word = value == "MESSAGE_ID" ? field.dropFirst("MESSAGE_ID=".count) : value
            return try names(String(word), in: "systemd/storecast.catalog")
        }
        let names = words.compactMap { $0.split(separator: "/").last }.filter { $0.hasPrefix("storecast") }
        guard let name = names.first else { return "it names no unit of storecast" }
        let unit = name.contains(".") ? String(name) : "\(name).service"
        return ["systemd", "monitoring"].contains { isThere("\($0)/\(unit)") } ? nil : "there is no unit \(unit)"
    }

    private static func groupFault(_ words: [String]) throws -> String? {
        guard let group = words.last, words.count == 3 else { return "a user and a group are wanted" }
        return try names("\ng \(group) ", in: "debian/storecast.sysusers")
    }
}
