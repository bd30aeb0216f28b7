// SPDX-License-Identifier: Apache-2.0
import Foundation
import Timetable

/// Reads the folder of timetables and scripts.
struct ScheduleReader {
    /// The holidays and worked weekends.
    private static let calendarFile = "holidays.calendar"
    /// How words are spoken, under either name.
    static let pronunciationFiles = ["pronunciation.txt", "读音.txt"]

    private let root: String
    private var schedule: Schedule
    /// The lines of each text, to show the one a diagnostic is about.
    private var sources: [String: [String]] = [:]
    private var diagnostics: [Diagnostic] = []
    private var fileProblems: [(file: String, severity: Diagnostic.Severity, message: Wording, fix: Wording?)] = []

    /// Texts that are read instead of what is on disk, by their paths.
    private let instead: [String: String]

    private init(root: String, instead: [String: String]) {
        self.instead = instead
        self.root = root.hasSuffix("/") && root.count > 1 ? String(root.dropLast()) : root
        schedule = Schedule(clock: CivilClock.machine)
        schedule.settings.timeZone = schedule.clock.identifier
    }

    /// Reads everything below a folder; what is wrong is in the schedule's problems.
    ///
    /// - Parameter instead: texts that are read instead of what is on disk, or as if they were there, by their paths.
    static func read(_ root: String, instead: [String: String] = [:]) -> Schedule {
        var reader = ScheduleReader(root: root, instead: instead)
        reader.readStore()
        reader.readTimetables()
        reader.readScripts()
        reader.readPronunciations()
        return reader.finished()
    }

    private func finished() -> Schedule {
        let language = schedule.settings.language
        var schedule = schedule
        let whole = fileProblems.map {
            Problem(file: $0.file, $0.severity, $0.message, fix: $0.fix, language: language)
        }
        schedule.written = schedule.settings
        schedule.sources = sources
        schedule.problems = whole + schedule.located(diagnostics)
        return schedule
    }

    // MARK: The files

    private mutating func readStore() {
        schedule.settings.language = Language.ofEnvironment
        let file = "\(root)/\(StoreFile.name)"
        guard instead[file] != nil || FileManager.default.fileExists(atPath: file), let text = text(of: file) else {
            return
        }
        let defaults = schedule.settings
        let (settings, found) = StoreFile.parse(text, file: file, defaults: defaults)
        schedule.settings = settings
        diagnostics += found
        if let clock = CivilClock(timeZone: settings.timeZone) { schedule.clock = clock }
    }

    private mutating func readTimetables() {
        guard let names = names(in: root) else {
            note(
                root, .error, Wording(en: "there is no folder of timetables", zh: "没有播出表文件夹"),
                fix: Wording(
                    en: "create it with a file everyday.timetable, or name the right one with --schedules",
                    zh: "请建立该文件夹并放入 everyday.timetable，或用 --schedules 指定正确的文件夹"))
            schedule.isSound = false
            return
        }
        noteLookalikes(among: names, in: root, of: ".timetable")
        let timetables = names.filter { $0.hasSuffix(".timetable") }
        guard !timetables.isEmpty else {
            note(
                "\(root)/everyday.timetable", .error, Wording(en: "there is no timetable", zh: "没有播出表"),
                fix: Wording(
                    en: "write one; its first lines are \"open 08:00\" and \"close 22:00\"",
                    zh: "请新建一个，开头两行写 open 08:00 和 close 22:00"))
            schedule.isSound = false
            return
        }
        schedule.timetableFiles = timetables.map { "\(root)/\($0)" }
        let files = timetables.compactMap { timetable($0) }
        schedule.timetables = Timetables(files, calendar: calendar(names))
        let across = schedule.timetables.diagnostics
        diagnostics += across
        if across.contains(where: { $0.severity == .error }) { schedule.isSound = false }
    }

    /// A timetable, or its lines without a mistake.
    private mutating func timetable(_ file: String) -> Timetable? {
        let path = "\(root)/\(file)"
        guard let text = text(of: path) else {
            schedule.isSound = false
            return nil
        }
        let parsed = Timetable.parse(text, file: path, name: String(file.dropLast(".timetable".count)))
        diagnostics += parsed.diagnostics
        if parsed.timetable == nil { schedule.isSound = false }
        return parsed.timetable ?? parsed.salvage
    }

    private mutating func calendar(_ names: [String]) -> HolidayCalendar {
        let path = "\(root)/\(Self.calendarFile)"
        guard names.contains(Self.calendarFile), let text = text(of: path) else { return HolidayCalendar() }
        let (calendar, found) = HolidayCalendar.parse(text, file: path)
        diagnostics += found
        if found.contains(where: { $0.severity == .error }) { schedule.isSound = false }
        return calendar
    }

    private mutating func readScripts() {
        schedule.scripts = scripts(in: "\(root)/scripts")
        for rotation in names(in: "\(root)/promos") ?? [] {
            let found = scripts(in: "\(root)/promos/\(rotation)")
            if !found.isEmpty { schedule.promos[rotation] = found }
        }
    }

    private mutating func readPronunciations() {
        let names = names(in: root) ?? []
        for file in Self.pronunciationFiles where names.contains(file) {
            let path = "\(root)/\(file)"
            guard let text = text(of: path) else { continue }
            let (pronunciations, found) = Pronunciations.parse(text, file: path)
            schedule.pronunciations += pronunciations.entries
            diagnostics += found
        }
    }

    /// Other systems add endings that they then hide, or write them in capitals: such a file would be left out
    /// without a word.
    private mutating func noteLookalikes(among names: [String], in folder: String, of ending: String) {
        for name in names where !name.hasSuffix(ending) {
            let wrong = ["\(ending).txt", ending].first { name.lowercased().hasSuffix($0) }
            guard let wrong else { continue }
            let stem = name.dropLast(wrong.count)
            note(
                "\(folder)/\(name)", .warning,
                Wording(
                    en: "this file is not followed: its name does not end in \(ending)",
                    zh: "此文件不起作用：文件名没有以 \(ending) 结尾"),
                fix: Wording(en: "rename it to \(stem)\(ending)", zh: "请改名为 \(stem)\(ending)"))
        }
    }

    private mutating func scripts(in folder: String) -> [String: Script] {
        var scripts: [String: Script] = [:]
        let names = names(in: folder) ?? []
        noteLookalikes(among: names, in: folder, of: ".txt")
        for file in names where file.hasSuffix(".txt") {
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
        let others = instead.keys.compactMap { path in
            path.hasPrefix("\(folder)/") ? path.dropFirst(folder.count + 1).split(separator: "/").first : nil
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return others.isEmpty ? nil : others.map(String.init).sorted()
        }
        return Set(names + others.map(String.init)).filter { !ScheduleStamps.isHidden($0) }.sorted()
    }

    private mutating func text(of path: String) -> String? {
        do throws(WrittenFile.Failure) {
            let text: String
            if let other = instead[path] {
                text = other
            } else {
                text = String(decoding: try WrittenFile.bytes(of: path), as: UTF8.self)
            }
            sources[path] = text.writtenLines
            return text
        } catch {
            note(path, .error, error.message, fix: error.fix)
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
