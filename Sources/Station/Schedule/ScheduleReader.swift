// SPDX-License-Identifier: Apache-2.0
import Foundation
import Timetable

/// Reads the folder of timetables and scripts.
struct ScheduleReader {
    /// A text file larger than this is refused unread; a timetable of a year's lines is a hundredth of it.
    private static let largestFile = 16 << 20

    private let root: String
    private var schedule: Schedule
    /// The lines of each text, to show the one a diagnostic is about.
    private var sources: [String: [String]] = [:]
    private var diagnostics: [Diagnostic] = []
    private var fileProblems: [(file: String, severity: Diagnostic.Severity, message: Wording, fix: Wording?)] = []

    private init(root: String) {
        self.root = root.hasSuffix("/") && root.count > 1 ? String(root.dropLast()) : root
        schedule = Schedule(clock: CivilClock.machine)
        schedule.settings.timeZone = schedule.clock.identifier
    }

    /// Reads everything below a folder; what is wrong is in the schedule's problems.
    static func read(_ root: String) -> Schedule {
        var reader = ScheduleReader(root: root)
        reader.readStore()
        reader.readTimetable()
        reader.readScripts()
        return reader.finished()
    }

    private func finished() -> Schedule {
        let language = schedule.settings.language
        var schedule = schedule
        let whole = fileProblems.map {
            Problem(file: $0.file, $0.severity, $0.message, fix: $0.fix, language: language)
        }
        schedule.sources = sources
        schedule.problems = whole + schedule.located(diagnostics)
        return schedule
    }

    // MARK: The files

    private mutating func readStore() {
        schedule.settings.language = Language.ofEnvironment
        let file = "\(root)/\(StoreFile.name)"
        guard FileManager.default.fileExists(atPath: file), let text = text(of: file) else { return }
        let defaults = schedule.settings
        let (settings, found) = StoreFile.parse(text, file: file, defaults: defaults)
        schedule.settings = settings
        diagnostics += found
        if let clock = CivilClock(timeZone: settings.timeZone) { schedule.clock = clock }
    }

    private mutating func readTimetable() {
        guard let names = names(in: root) else {
            note(
                root, .error, Wording(en: "there is no folder of timetables", zh: "没有播出表文件夹"),
                fix: Wording(
                    en: "create it with a file everyday.timetable, or name the right one with --schedules",
                    zh: "请建立该文件夹并放入 everyday.timetable，或用 --schedules 指定正确的文件夹"))
            return
        }
        let timetables = names.filter { $0.hasSuffix(".timetable") }
        guard let file = timetables.first(where: { $0 == "everyday.timetable" }) ?? timetables.first else {
            note(
                "\(root)/everyday.timetable", .error, Wording(en: "there is no timetable", zh: "没有播出表"),
                fix: Wording(
                    en: "write one; its first lines are \"open 08:00\" and \"close 22:00\"",
                    zh: "请新建一个，开头两行写 open 08:00 和 close 22:00"))
            return
        }
        for other in timetables where other != file {
            note(
                "\(root)/\(other)", .warning,
                Wording(en: "only \(file) is followed; this file is not", zh: "目前只按 \(file) 播出，此文件不起作用"))
        }
        let path = "\(root)/\(file)"
        guard let text = text(of: path) else { return }
        let parsed = Timetable.parse(text, file: path, name: String(file.dropLast(".timetable".count)))
        schedule.timetable = parsed.timetable
        schedule.salvage = parsed.salvage
        diagnostics += parsed.diagnostics
    }

    private mutating func readScripts() {
        schedule.scripts = scripts(in: "\(root)/scripts")
        for rotation in names(in: "\(root)/promos") ?? [] {
            let found = scripts(in: "\(root)/promos/\(rotation)")
            if !found.isEmpty { schedule.promos[rotation] = found }
        }
    }

    private mutating func scripts(in folder: String) -> [String: Script] {
        var scripts: [String: Script] = [:]
        for file in names(in: folder) ?? [] where file.hasSuffix(".txt") {
            let name = String(file.dropLast(".txt".count))
            let path = "\(folder)/\(file)"
            guard let text = text(of: path) else { continue }
            let parsed = Script.parse(text, file: path, name: name)
            diagnostics += parsed.diagnostics
            scripts[name] = parsed.script
        }
        return scripts
    }

    // MARK: Reading

    /// The visible names in a folder, sorted; nil when there is no such folder.
    private func names(in folder: String) -> [String]? {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    private mutating func text(of path: String) -> String? {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if exists, isFolder.boolValue {
            note(path, .error, Wording(en: "this is a folder, not a file", zh: "这是文件夹，不是文件"))
            return nil
        }
        if let size = attributes?[.size] as? Int, size > Self.largestFile {
            note(path, .error, Wording(en: "this file is larger than 16 MB", zh: "文件超过 16 MB"))
            return nil
        }
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            let text = String(decoding: data, as: UTF8.self)
            sources[path] = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                .map(String.init)
            return text
        } catch {
            note(
                path, .error, Wording(en: "this file cannot be read", zh: "无法读取此文件"),
                fix: Wording(en: "give the user of the daemon the right to read it", zh: "请给守护进程的用户读取权限"))
            return nil
        }
    }

    private mutating func note(
        _ file: String, _ severity: Diagnostic.Severity, _ message: Wording, fix: Wording? = nil
    ) {
        fileProblems.append((file, severity, message, fix))
    }
}

extension Language {
    /// The language of the process's environment, for a store that names none: Chinese where the locale is.
    static var ofEnvironment: Language {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .zh : .en
    }
}

extension CivilClock {
    /// The clock of the machine's zone, for a store that names none.
    static var machine: CivilClock {
        guard let clock = CivilClock(timeZone: TimeZone.current.identifier) ?? CivilClock(timeZone: "UTC") else {
            preconditionFailure("Foundation knows UTC")
        }
        return clock
    }
}
