// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Timetable

/// What is written now, read and checked beside what a station follows: whether it may take its place, and what would
/// be different.
struct StoreReading: Sendable {
    /// How often what was written to meanwhile is read again, and after how long.
    private static let attempts = 20, pause = 0.05

    /// The store as it would be followed.
    let store: Store
    /// By what it is known whether anything was written since.
    let stamps: ScheduleStamps
    /// Errors that what is followed does not have: none of it is taken over.
    let mistakes: [Problem]
    /// Files that had something in them and are now empty or gone, sorted: somebody may be about to write them.
    let vanished: [String]
    /// Those of them on which the programme hangs, and of which nothing else is told: hardly ever meant.
    let losses: [Problem]
    /// What would be different on air or at the desk.
    let changes: [Change]
    /// The files that say something else than before, were it only in a comment.
    let changedFiles: Set<String>
    /// Whether anything at all is.
    let isDifferent: Bool
    /// What was wrong with what is followed, as its names are now found in the audio folder.
    let formerProblems: [Problem]

    /// Reads the files that a store was read from. It blocks.
    ///
    /// - Returns: nil where they were written to again and again meanwhile, so that no reading of them is of one time.
    init?(beside running: Store) {
        let root = running.preparer.paths.schedules
        for attempt in 0..<Self.attempts {
            if attempt > 0 { Thread.sleep(forTimeInterval: Self.pause) }
            let stamps = ScheduleStamps(of: root)
            let schedule = ScheduleReader.read(root)
            guard ScheduleStamps(of: root) == stamps else { continue }
            self.init(running.reread(schedule), stamps, beside: running)
            return
        }
        return nil
    }

    private init(_ store: Store, _ stamps: ScheduleStamps, beside running: Store) {
        self.store = store
        self.stamps = stamps
        formerProblems = running.schedule.problems + running.audioProblems()
        mistakes = Self.added(to: formerProblems, in: store.problems)
        let (before, after) = (running.schedule.sources, store.schedule.sources)
        vanished = before.filter { !$0.value.isBlank && after[$0.key]?.isBlank ?? true }.keys.sorted()
        let complained = Set(store.problems.filter(\.isError).map(\.file))
        losses = vanished.filter { !complained.contains($0) && running.schedule.hangs(on: $0) }
            .map { Self.loss(of: $0, isEmpty: after[$0] != nil, in: store.schedule.settings.language) }
        changes = ScheduleChanges(from: running.schedule, to: store.schedule).all
        changedFiles = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        isDifferent = !changedFiles.isEmpty || running.schedule.problems != store.schedule.problems
    }

    /// The errors of one reading that another does not have, or not so often.
    static func added(to former: [Problem], in problems: [Problem]) -> [Problem] {
        var known: [Problem.Origin: Int] = [:]
        for problem in former where problem.isError { known[problem.origin, default: 0] += 1 }
        return problems.filter { problem in
            guard problem.isError else { return false }
            guard let count = known[problem.origin], count > 0 else { return true }
            known[problem.origin] = count - 1
            return false
        }
    }

    private static func loss(of file: String, isEmpty: Bool, in language: Language) -> Problem {
        Problem(
            file: file, .error,
            isEmpty
                ? Wording(en: "this file is suddenly empty", zh: "此文件突然变空")
                : Wording(en: "this file is suddenly gone", zh: "此文件突然不见了"),
            fix: Wording(
                en: "put it back; if that is what you want, write storecast reload",
                zh: "请恢复该文件；如确实需要这样，请执行 storecast reload"),
            language: language)
    }

    /// The clips that sound different from now on.
    func staleClips(among clips: some Sequence<ClipID>, behind running: Store) -> Set<ClipID> {
        let (old, new) = (running.schedule, store.schedule)
        let isLoudnessSame = old.settings.levels == new.settings.levels
        let isVoiceSame = old.settings.speaks(as: new.settings) && old.pronunciations == new.pronunciations
        return Set(
            clips.filter { clip in
                switch clip.source {
                case .announcement: false
                case .item: !isLoudnessSame
                case .script: !isLoudnessSame || !isVoiceSame || old.scripts[clip.name] != new.scripts[clip.name]
                case .promo(let rotation):
                    !isLoudnessSame || !isVoiceSame
                        || old.promos[rotation]?[clip.name] != new.promos[rotation]?[clip.name]
                }
            })
    }
}

extension Store {
    /// What is written now, with what was measured, spoken and kept in memory so far; of the facts of the store, those
    /// that can change while it runs.
    func reread(_ written: Schedule) -> Store {
        var schedule = written
        let running = self.schedule
        schedule.settings = written.settings.followed(by: running.settings)
        schedule.clock = running.clock
        var waiting: [Problem] = []
        let keys = written.settings.waitingKeys(behind: running.settings)
        if !keys.isEmpty {
            let list = keys.joined(separator: ", ")
            waiting = [
                Problem(
                    file: "\(preparer.paths.schedules)/\(StoreFile.name)", .warning,
                    Wording(en: "\(list): what is written takes effect at the next start", zh: "\(list)：所写内容下次启动时生效"),
                    fix: Wording(
                        en: "start the daemon again, best while the store is closed", zh: "请重新启动守护进程，最好在闭店之后"),
                    language: schedule.settings.language)
            ]
        }
        let isVoiceSame =
            schedule.settings.speaks(as: running.settings) && schedule.pronunciations == running.pronunciations
        let preparer = Preparer(
            paths: preparer.paths, schedule: schedule, shelf: preparer.shelf, measurer: preparer.measurer,
            synthesizer: isVoiceSame
                ? preparer.synthesizer : Self.synthesizer(for: schedule, preparer.paths),
            converter: preparer.converter, kept: preparer.kept)
        return Store(schedule, preparer, waiting)
    }
}

extension Schedule {
    /// Whether a file is one without which the programme is another on every day: the facts, the calendar, the words,
    /// or a timetable that stands by itself. An overlay or a script is taken away when its time is over.
    fileprivate func hangs(on file: String) -> Bool {
        guard timetableFiles.contains(file) else { return !file.hasSuffix(".txt") || isPronunciations(file) }
        let timetable = timetables.files.first { $0.location.file == file }
        return timetable?.base == nil
    }

    private func isPronunciations(_ file: String) -> Bool {
        ScheduleReader.pronunciationFiles.contains { file.hasSuffix("/\($0)") }
    }
}

extension [String] {
    /// Whether no line has anything on it.
    fileprivate var isBlank: Bool { allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}
