// SPDX-License-Identifier: Apache-2.0
import Media
public import Playout
import Speech
public import Timetable

/// One reading of everything staff keep on disk, and what can be made of it: the plan, and its sound.
public struct Store: Sendable {
    /// What is written.
    public let schedule: Schedule
    /// What is wrong with what is written and with the names and folders it uses; sound files are looked
    /// into by `prepareAll`.
    public let problems: [Problem]
    let preparer: Preparer

    /// Reads a store.
    ///
    /// It takes milliseconds: sound files are listed, not opened. No file that is missing or wrong makes it
    /// fail; each is a problem, and what is right still counts.
    public init(_ paths: StationPaths) {
        let schedule = ScheduleReader.read(paths.schedules)
        let preparer = Preparer(
            paths: paths, schedule: schedule, shelf: AudioShelf(root: paths.audio),
            measurer: Measurer(memory: LoudnessCache()), synthesizer: Self.synthesizer(for: schedule, paths),
            converter: Converter(directory: "\(paths.state)/converted"))
        self.init(schedule, preparer)
    }

    /// A store of what was read.
    ///
    /// - Parameter others: what else is wrong.
    init(_ schedule: Schedule, _ preparer: Preparer, _ others: [Problem] = []) {
        self.schedule = schedule
        self.preparer = preparer
        problems = schedule.problems + Self.audioProblems(schedule, preparer.inventory, preparer.paths) + others
    }

    /// The voice that a store asks for.
    static func synthesizer(for schedule: Schedule, _ paths: StationPaths) -> Synthesizer {
        Synthesizer(
            settings: SpeechSettings(
                engine: schedule.settings.speechEngine, voices: schedule.settings.voices,
                deadline: schedule.settings.speechDeadline),
            pronunciations: schedule.pronunciations.map {
                Pronunciation(written: $0.written, spoken: $0.spoken, language: $0.language)
            },
            cacheDirectory: "\(paths.state)/speech")
    }

    /// The names of the chimes there are, as files or built in.
    public var chimes: [String] { preparer.inventory.chimeNames.sorted() }

    /// What is wrong with the names and folders of the audio folder as it was looked at last.
    func audioProblems() -> [Problem] {
        Self.audioProblems(schedule, preparer.inventory, preparer.paths)
    }

    private static func audioProblems(
        _ schedule: Schedule, _ inventory: AudioInventory, _ paths: StationPaths
    ) -> [Problem] {
        let known = inventory.names(with: schedule)
        let names =
            schedule.timetables.files.flatMap { $0.check(against: known) }
            + schedule.scripts.values.flatMap { $0.check(against: known) }
            + schedule.settings.crossfade.diagnostics(music: inventory.music.keys)
        let library = inventory.problems.map {
            Problem(file: $0.path, .warning, $0.wording, fix: $0.fix, language: schedule.settings.language)
        }
        return schedule.located(names) + missingChimes(schedule, inventory, paths) + library
    }

    /// Chimes that scripts or `store.yaml` name and nobody has put there.
    private static func missingChimes(
        _ schedule: Schedule, _ inventory: AudioInventory, _ paths: StationPaths
    ) -> [Problem] {
        let written = schedule.scripts.values.sorted { $0.name < $1.name }.compactMap { script in
            script.chime.map { (file: "\(paths.schedules)/scripts/\(script.name).txt", chime: $0) }
        }
        let chosen = schedule.settings.namesChimes ? schedule.settings.chimes.values.sorted() : []
        let named = written + chosen.map { (file: "\(paths.schedules)/\(StoreFile.name)", chime: $0) }
        return named.filter { !inventory.chimeNames.contains($0.chime) && $0.chime != "none" }.map { file, chime in
            Problem(
                file: file, .error, Wording(en: "there is no chime \"\(chime)\"", zh: "没有提示音“\(chime)”"),
                fix: Wording(
                    en: "put a sound file \"\(chime)\" into \(paths.audio)/chimes, or write another",
                    zh: "请把声音文件“\(chime)”放入 \(paths.audio)/chimes，或改用其他提示音"),
                language: schedule.settings.language)
        }
    }

    /// The plan around a date, with every clip still to be prepared, and what is wrong with single songs.
    ///
    /// - Parameter since: from when on what was planned is not on record; nil for all is.
    public func plan(around date: CivilDate, since: Instant? = nil) -> (plan: Plan, problems: [Problem]) {
        plan(of: schedule.orders(around: date, since: since))
    }

    /// The plan of these running orders, as ``plan(around:)``.
    public func plan(of orders: [RunningOrder]) -> (plan: Plan, problems: [Problem]) {
        var rotations: [String: [ClipID]] = [:]
        let scheduled = orders.flatMap(\.cues).filter { $0.verb == .promo }.map(\.name)
        let rotating = orders.flatMap(\.rotations).filter { $0.verb == .promo }.map(\.name)
        for name in Set(rotating + scheduled) {
            let members = preparer.inventory.members(of: name, spoken: schedule.promos[name] ?? [:])
            rotations[name] = members.map { ClipID(.promo(rotation: name), $0) }
        }
        let songs = preparer.songs()
        let problems = songs.failures.map(problem)
        let zones = schedule.settings.zones.map(\.name)
        return (Plan(zones: zones, orders: orders, rotations: rotations, folders: songs.folders), problems)
    }

    /// Converts every sound file that cannot be decoded as it is; afterwards a plan has its songs.
    ///
    /// - Returns: how many were converted just now, and what is wrong with others.
    public func convertAll() async -> (count: Int, problems: [Problem]) {
        var count = 0
        var problems: [Problem] = []
        for path in preparer.inventory.allPaths where AudioLibrary.isConverted(path) && !Task.isCancelled {
            do throws(PreparationFailure) {
                // What is wrong with a file is told by the next line.
                let wasKnown = (try? preparer.converter.known(path)) != nil
                _ = try await preparer.decodable(path)
                if !wasKnown { count += 1 }
            } catch {
                problems.append(problem(error))
            }
        }
        return (count, problems)
    }

    /// Prepares every clip of a plan, as a rehearsal or a check needs it, and measures what it plays.
    public func prepareAll(_ plan: Plan) async -> (plan: Plan, problems: [Problem]) {
        var plan = plan
        var problems: [Problem] = []
        for id in plan.clips(neededAfter: Instant(nanoseconds: 0)) {
            do throws(PreparationFailure) {
                plan.clips[id] = .ready(try await preparer.prepare(id).facts)
            } catch {
                plan.clips[id] = .unavailable(error.wording)
                let told = problem(error)
                if !error.isToldByNames, !problems.contains(told) { problems.append(told) }
            }
        }
        return (plan, problems)
    }

    /// Opens and decodes every sound file of the store to its end, and tells of those that cannot be played.
    public func examineSound() async -> [Problem] {
        var problems: [Problem] = []
        for path in preparer.inventory.allPaths {
            do throws(PreparationFailure) {
                if try await preparer.isDamaged(path) {
                    problems.append(damage(path))
                }
            } catch {
                problems.append(problem(error))
            }
        }
        return problems
    }

    func problem(_ failure: PreparationFailure) -> Problem {
        Problem(
            file: failure.file, failure.isWarning ? .warning : .error, failure.message, fix: failure.fix,
            language: schedule.settings.language)
    }

    private func damage(_ path: String) -> Problem {
        Problem(
            file: path, .warning, Wording(en: "the file breaks off in the middle", zh: "文件中途损坏"),
            fix: Wording(
                en: "copy or export it again; until then it plays up to the damage", zh: "请重新复制或导出；在此之前只播到损坏处"),
            language: schedule.settings.language)
    }
}
