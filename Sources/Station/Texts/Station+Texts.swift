// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Timetable

/// Staff edit what they have written in a browser: what is saved there is checked first, written whole, and then followed
/// as if it had been saved in the folder, by the same reload.
extension Station {
    private var shelf: TextShelf { TextShelf(store.preparer.paths) }

    // MARK: Looking

    /// The texts there are.
    public func texts(for requester: Requester) async -> [TextSummary] {
        let (shelf, schedule) = (shelf, schedule)
        return await BlockingWork.run {
            shelf.paths().compactMap { path in
                // What is no file that can be read is told by check, and not offered here.
                guard let bytes = try? shelf.bytes(path) else { return nil }
                let script = Self.script(at: path, in: schedule)
                return TextSummary(
                    path: path.path, kind: path.kind, version: TextShelf.version(of: bytes), title: script?.title,
                    approved: script?.approved, broadcastClass: script?.broadcastClass?.name,
                    languages: script?.passages.map(\.language) ?? [], isEditable: requester.may(path.permission))
            }
        }
    }

    private nonisolated static func script(at path: TextPath, in schedule: Schedule) -> Script? {
        let parts = path.path.split(separator: "/")
        let name = String(parts.last?.dropLast(".txt".count) ?? "")
        switch path.kind {
        case .script: return schedule.scripts[name]
        case .promo: return schedule.promos[String(parts[1])]?[name]
        case .timetable, .calendar, .pronunciation, .settings: return nil
        }
    }

    /// A text, or throws `RequestRefused`.
    public func text(_ path: TextPath) async throws(RequestRefused) -> TextContent {
        let shelf = shelf
        switch await BlockingWork.run({ Result { () throws(WrittenFile.Failure) in try shelf.content(path) } }) {
        case .success(let content?): return content
        case .success(nil): throw noSuchText(path)
        case .failure(let failure): throw unreadable(failure)
        }
    }

    /// What a text was before it was saved, the newest first.
    public func textVersions(_ path: TextPath) async -> [TextVersion] {
        let shelf = shelf
        return await BlockingWork.run { shelf.versions(path) }
    }

    /// What an editor offers.
    public func vocabulary() -> VocabularyReport {
        let inventory = store.preparer.inventory
        let names = inventory.names(with: schedule)
        return VocabularyReport(
            music: names.music.sorted(), items: names.items.sorted(), scripts: schedule.scripts.keys.sorted(),
            rotations: names.rotations.sorted(), chimes: inventory.chimeNames.sorted(),
            zones: schedule.settings.zones.map(\.name))
    }

    /// What a text would change, and a day as it airs now and as it would; nothing is written. It runs beside the station.
    ///
    /// - Parameter date: `2026-11-21`; nil for the present day.
    /// - Throws: `RequestRefused` when that is no date, or the text too long.
    public nonisolated func previewText(
        _ text: String, at path: TextPath, on date: String?
    ) async throws(RequestRefused) -> TextPreview {
        let running = await store
        let schedule = running.schedule
        let (language, clock) = (schedule.settings.language, schedule.clock)
        guard text.utf8.count <= TextShelf.largestBytes else { throw Self.tooLong(language) }
        let day = try RecordQuery(date: date).day(in: language) ?? clock.date(of: now)
        let root = running.preparer.paths.schedules
        let written = await BlockingWork.run { ScheduleReader.read(root, instead: ["\(root)/\(path.path)": text]) }
        let after = running.reread(written)
        let (cues, soundProblems) = await after.cues(on: day)
        return TextPreview(
            date: day.description, timezone: clock.identifier,
            problems: after.problems + soundProblems,
            changed: ScheduleChanges(from: schedule, to: after.schedule).all.texts(in: language),
            before: await running.cues(on: day).cues, after: cues)
    }

    // MARK: Saving

    /// Saves a text, or takes it away, and follows it.
    ///
    /// - Parameters:
    ///   - text: nil to take it away; what it was stays among its versions.
    ///   - version: that of the text it is based on; nil for a text that is new.
    public func saveText(
        _ text: String?, at path: TextPath, basedOn version: String?, by requester: Requester
    ) async throws(TextRefusal) -> TextSaved {
        let former = reloading.lastSave
        let saving = Task<Result<TextSaved, TextRefusal>, Never> {
            _ = await former?.value
            do throws(TextRefusal) {
                return .success(try await self.saveAlone(text, at: path, basedOn: version, by: requester))
            } catch {
                return .failure(error)
            }
        }
        reloading.lastSave = saving
        return try await saving.value.get()
    }

    /// Approves a script with who asks, as of today.
    public func approveText(
        _ path: TextPath, basedOn version: String, by requester: Requester
    ) async throws(TextRefusal) -> TextSaved {
        guard path.kind == .script || path.kind == .promo else {
            throw .refused(
                RequestRefused(
                    .unusable, Wording(en: "only scripts are approved", zh: "只有播音稿需要审核"),
                    Wording(en: "name a file of scripts or promos", zh: "请写播音稿或促销稿的文件"), in: language))
        }
        let content: TextContent
        do { content = try await self.text(path) } catch { throw .refused(error) }
        let approval = "\(schedule.clock.date(of: now)) \(requester.user)"
        return try await saveText(
            Script.approving(content.text, approval), at: path, basedOn: version, by: requester)
    }

    private func saveAlone(
        _ text: String?, at path: TextPath, basedOn version: String?, by requester: Requester
    ) async throws(TextRefusal) -> TextSaved {
        let (shelf, running) = (shelf, store)
        if let text, text.utf8.count > TextShelf.largestBytes { throw .refused(Self.tooLong(language)) }
        let reading = await BlockingWork.run { Result { () throws(WrittenFile.Failure) in try shelf.content(path) } }
        let present: TextContent?
        switch reading {
        case .success(let content): present = content
        case .failure(let failure): throw .refused(unreadable(failure))
        }
        guard present?.version == version else { throw .conflict(present) }
        if let text, text != present?.text {
            let mistakes = await BlockingWork.run { running.mistakes(with: text, at: shelf.file(path)) }
            guard mistakes.isEmpty else { throw .mistakes(mistakes) }
        }
        if text != present?.text {
            let instant = schedule.clock.iso8601(now)
            let failure: (any Error)? = await BlockingWork.run {
                do {
                    if let present { try shelf.keep(present.text, of: path, at: instant, by: requester.user) }
                    if let text { try shelf.write(text, to: path) } else { try shelf.remove(path) }
                    return nil
                } catch {
                    return error
                }
            }
            if let failure { throw .refused(unwritable(path, failure)) }
        }
        let (changed, problems) = await followSaved(by: requester)
        let saved = text.map { TextShelf.version(of: Data($0.utf8)) }
        return TextSaved(path: path.path, version: saved, changed: changed, problems: problems)
    }

    private func followSaved(by requester: Requester) async -> (changed: [String], problems: [Problem]) {
        do throws(ReloadRefused) {
            let report = try await reload(by: requester)
            return (report.changed, report.problems)
        } catch {
            // Another file has a mistake, or is being written: it is followed with that one.
            return ([], error.problems)
        }
    }

    // MARK: Refusals

    private func noSuchText(_ path: TextPath) -> RequestRefused {
        RequestRefused(
            .unknown, Wording(en: "there is no \(path.path)", zh: "没有 \(path.path)"),
            Wording(en: "GET /v1/texts lists those there are", zh: "GET /v1/texts 列出已有的文件"), in: language)
    }

    private func unreadable(_ failure: WrittenFile.Failure) -> RequestRefused {
        RequestRefused(.unread, failure.message, failure.fix, in: language)
    }

    private func unwritable(_ path: TextPath, _ error: any Error) -> RequestRefused {
        let detail = (error as NSError).localizedDescription
        return RequestRefused(
            .noRoom,
            Wording(en: "\(path.path) cannot be written: \(detail)", zh: "\(path.path) 无法写入：\(detail)"),
            Wording(
                en: "give the user of the daemon the right to write there, and the disk room; nothing is lost",
                zh: "请给守护进程的用户写入权限，并检查磁盘空间；原文件没有变动"), in: language)
    }

    private static nonisolated func tooLong(_ language: Language) -> RequestRefused {
        RequestRefused(
            .unusable,
            Wording(
                en: "the text has more than \(TextShelf.largestBytes >> 10) KiB",
                zh: "文本超过 \(TextShelf.largestBytes >> 10) KiB"),
            Wording(en: "a timetable has one line an item; look what is in it", zh: "播出表一行一项，请检查内容"), in: language)
    }
}

extension Store {
    /// A day's cues as they would air; none when the store is closed. Also what is wrong with its sound.
    func cues(on day: CivilDate) async -> (cues: [ReportedCue], problems: [Problem]) {
        guard let order = schedule.timetables.runningOrder(on: day, clock: schedule.clock) else { return ([], []) }
        let (plan, songProblems) = plan(of: [order])
        let (prepared, clipProblems) = await prepareAll(plan)
        let records = rehearse(order, prepared).records
        return (
            records.map { ReportedCue($0, schedule.clock, schedule.settings.language) }, songProblems + clipProblems
        )
    }

    /// The errors that a text would bring, beside those of what is on air and of what is on disk already. It blocks.
    fileprivate func mistakes(with text: String, at file: String) -> [Problem] {
        let root = preparer.paths.schedules
        let present = reread(ScheduleReader.read(root))
        let after = reread(ScheduleReader.read(root, instead: [file: text]))
        let former = problems + audioProblems()
        return StoreReading.added(to: present.problems, in: StoreReading.added(to: former, in: after.problems))
    }
}
