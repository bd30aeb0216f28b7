// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Logging
import Media
import Playout
import Timetable

/// What staff write counts as soon as it is saved: all of it or nothing, and nothing where it has a new mistake. The
/// last good plan then stays on air. docs/decisions/0082-reload.md has the rules.
extension Station {
    /// How long it must be quiet in the folder before it is read.
    private static let quietMilliseconds = 400
    /// How long a file that is open and not written to may still become whole: the copy from a stick may falter.
    private static let stallSeconds = 30
    /// How long after something vanished it is looked for again before that counts.
    private static let secondLook = Duration.seconds(2)
    /// How long somebody who asks waits for files that are being written, and how often that is looked at.
    private static let writersLimit = Duration.seconds(3), writersStep = Duration.milliseconds(100)
    /// How many mistakes are told in the log and shown in health; the others are counted.
    private static let mostTold = 10

    // MARK: Following

    /// Looks after the files of the store from now on.
    func startFollowing() {
        let paths = store.preparer.paths
        let audio = FolderWatch(root: paths.audio)
        let schedules = FolderWatch(
            root: paths.schedules, settleMilliseconds: Self.quietMilliseconds, stallSeconds: Self.stallSeconds)
        reloading.audioWatch = audio
        reloading.schedulesWatch = schedules
        reloading.following = [
            Task { await self.follow(audio) }, Task { await self.followSchedules(schedules) },
        ]
    }

    /// Looks no more.
    func stopFollowing() {
        for task in reloading.following { task.cancel() }
        reloading.audioWatch?.shutdown()
        reloading.schedulesWatch?.shutdown()
    }

    private func followSchedules(_ watch: FolderWatch) async {
        // What was saved between the store's reading and the watch's beginning.
        await noteSaved()
        for await _ in watch.changes {
            guard !Task.isCancelled else { return }
            await noteSaved()
        }
    }

    /// Something was saved, or a look is due: takes it over once it is whole.
    private func noteSaved() async {
        // Whoever closes a file that is being written is heard of.
        guard unfinishedFiles.isEmpty else { return }
        let root = store.preparer.paths.schedules
        guard await BlockingWork.run({ ScheduleStamps(of: root) }) != reloading.seen else { return }
        guard case .vanished = await look(.saved) else { return }
        // It is on its way where somebody saves by taking the old file away first. Ends early with the station.
        try? await Task.sleep(for: Self.secondLook)
        guard !Task.isCancelled, unfinishedFiles.isEmpty else { return }
        _ = await look(.savedForGood)
    }

    /// The sound that a line lacked may have come.
    func reconsiderMistakes() async {
        guard !reloading.mistakes.isEmpty, unfinishedFiles.isEmpty else { return }
        _ = await look(.savedForGood)
    }

    /// The files of the store that somebody is writing now.
    private var unfinishedFiles: [String] {
        let paths = reloading.schedulesWatch?.unfinished ?? []
        return paths.filter { ScheduleStamps.isFollowed(URL(filePath: $0).lastPathComponent) }.sorted()
    }

    // MARK: Asked

    /// Takes over what is written now.
    ///
    /// - Throws: `ReloadRefused` where it has a mistake that is not on air already; nothing is then different.
    public func reload(by requester: Requester) async throws(ReloadRefused) -> ReloadReport {
        log(
            .reloadAsked, Wording(en: "\(requester.user): reload", zh: "\(requester.user): 重新载入"),
            ["user": "\(requester.user)"])
        journal.note(StationAction("reload", by: requester.user, atNs: clock.now.nanoseconds))
        let limit = ContinuousClock.now + Self.writersLimit
        while !unfinishedFiles.isEmpty, ContinuousClock.now < limit {
            // Whoever asked may be gone: the files are read all the same, once they are whole.
            try? await Task.sleep(for: Self.writersStep)
        }
        let unfinished = unfinishedFiles
        guard unfinished.isEmpty else { throw ReloadRefused(unfinished.map(stillWritten), in: language) }
        // What a line names may just have been put there.
        if let watch = reloading.audioWatch { await lookAtAudio(watch) }
        let last = reloading.last.map {
            ReloadReport.Last(at: schedule.clock.iso8601($0.at), changed: $0.changes.texts(in: language))
        }
        switch await look(.asked) {
        case .loaded(let changes):
            return ReloadReport(
                changed: changes.texts(in: language), problems: store.problems, last: changes.isEmpty ? last : nil)
        case .refused(let problems): throw ReloadRefused(problems, in: language)
        case .vanished, .unsettled: throw ReloadRefused([stillWritten(store.preparer.paths.schedules)], in: language)
        }
    }

    private func stillWritten(_ file: String) -> Problem {
        Problem(
            file: file, .error, Wording(en: "this is still being written", zh: "正在写入，尚未完成"),
            fix: Wording(
                en: "when it is saved and closed, it is taken over by itself", zh: "保存并关闭后会自动载入"),
            language: language)
    }

    // MARK: Looking

    /// Reads the files, away from the station, and takes over what is right; one look at a time.
    private func look(_ cause: Reloading.Cause) async -> Reloading.Outcome {
        let former = reloading.lastLook
        let look = Task {
            _ = await former?.value
            return await self.lookAlone(cause)
        }
        reloading.lastLook = look
        return await look.value
    }

    private func lookAlone(_ cause: Reloading.Cause) async -> Reloading.Outcome {
        let running = store
        guard let reading = await BlockingWork.run({ StoreReading(beside: running) }) else { return .unsettled }
        if cause == .saved, !reading.vanished.isEmpty { return .vanished }
        reloading.seen = reading.stamps
        let mistakes = reading.mistakes + (cause == .asked ? [] : reading.losses)
        guard mistakes.isEmpty else {
            refuse(mistakes)
            return .refused(mistakes)
        }
        let wasRefused = !reloading.mistakes.isEmpty
        reloading.mistakes = []
        note(.mistake, nil)
        if reading.isDifferent {
            takeOver(reading)
            if !reading.changes.isEmpty { reloading.last = (clock.now, reading.changes) }
            tell(reading.changes)
        } else if wasRefused {
            log(.reloaded, Wording(en: "reloaded: what is written is on air", zh: "已载入：所写内容与播出一致"))
        }
        // What could not be prepared is tried again.
        if cause == .asked || reading.isDifferent { loadPlan() }
        return .loaded(reading.changes)
    }

    /// Puts what was read in the place of what was followed, in one step.
    private func takeOver(_ reading: StoreReading) {
        let former = store
        store = reading.store
        director.follow(store.schedule.settings.director)
        staleClips.formUnion(reading.staleClips(among: clips.keys, behind: former))
        let outdated = reading.formerProblems + former.problems
        let outdatedTexts = Set(outdated.map(\.text))
        problems.removeAll { outdatedTexts.contains($0.text) || reading.changedFiles.contains($0.file) }
        // Told already, though its line may have moved.
        let told = Set(outdated.map(\.origin))
        problems += store.problems.filter { told.contains($0.origin) }
        report(store.problems.filter { !told.contains($0.origin) })
        store.preparer.dropUnneededSounds()
        startKeepingSounds()
    }

    /// Forgets clips that neither this plan needs nor the one before it did, of which something may be waiting still.
    func forgetClips(except wanted: [ClipID]) {
        let needed = Set(wanted).union(reloading.wanted)
        reloading.wanted = Set(wanted)
        let allClears = Set(schedule.scripts.values.compactMap { $0.allClear?.text })
        let unneeded = clips.keys.filter { clip in
            switch clip.source {
            case .announcement: false
            case .script: !needed.contains(clip) && !allClears.contains(clip.name)
            case .item, .promo: !needed.contains(clip)
            }
        }
        for clip in unneeded { clips[clip] = nil }
        staleClips.subtract(unneeded)
        director.forget(unneeded)
    }

    // MARK: Telling

    private func tell(_ changes: [Change]) {
        let nothing = Wording(en: "nothing that airs is different", zh: "播出内容没有变化").text(in: language)
        let line = changes.isEmpty ? nothing : changes.line(in: language)
        log(.reloaded, Wording(en: "reloaded: \(line)", zh: "已载入：\(line)"))
    }

    /// Says why nothing is taken over, unless that was said.
    private func refuse(_ mistakes: [Problem]) {
        let isNew = mistakes != reloading.mistakes
        reloading.mistakes = mistakes
        guard isNew, let first = mistakes.first else { return }
        note(.mistake, Wording(en: "not loaded: \(first.message)", zh: "未载入：\(first.message)"))
        let texts = mistakes.prefix(Self.mostTold).map(\.text) + rest(of: mistakes)
        let head = Wording(
            en: "NOT LOADED: the last good plan stays on air until this is mended",
            zh: "未载入：改正之前继续按上一份正确的计划播出")
        logger.tell(.notLoaded, ([head.text(in: language)] + texts).joined(separator: "\n"), ["file": "\(first.file)"])
    }

    /// What is written and not on air, for health.
    var unloaded: [String] {
        let told = reloading.mistakes.prefix(Self.mostTold).map { problem in
            let place = [problem.file, problem.line.map { "\($0)" }, problem.column.map { "\($0)" }].compactMap { $0 }
            let fix = problem.fix.map { language == .zh ? "；\($0)" : "; \($0)" } ?? ""
            let text = "\(place.joined(separator: ":")): \(problem.message)\(fix)"
            return Wording(en: "not loaded: \(text)", zh: "未载入：\(text)").text(in: language)
        }
        return told + rest(of: reloading.mistakes)
    }

    private func rest(of mistakes: [Problem]) -> [String] {
        let more = mistakes.count - Self.mostTold
        guard more > 0 else { return [] }
        return [Wording(en: "and \(more) more mistakes", zh: "另有 \(more) 处错误").text(in: language)]
    }
}
