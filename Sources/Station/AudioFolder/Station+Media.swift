// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Journal
import Logging
import Media
import Timetable

/// Staff put music and recordings into the audio folder from a browser. What they put there is heard whole before it counts,
/// and nothing is overwritten.
extension Station {
    /// What stays free of the disk for everything else the machine writes.
    private static let reservedBytes: Int64 = 256 << 20

    private var mediaShelf: MediaShelf { MediaShelf(root: store.preparer.paths.audio) }

    // MARK: Looking

    /// The sound files there are.
    public func media() async -> MediaReport {
        let (shelf, store) = (mediaShelf, store)
        let inventory = store.preparer.inventory
        return await BlockingWork.run {
            let findings = MediaFindings(store.schedule)
            return MediaReport(
                limitBytes: MediaFile.largestUploadBytes, extensions: MediaPath.soundEndings.sorted(),
                folders: MediaReport.Folders(
                    music: inventory.music.keys.sorted(), promos: inventory.promos.keys.sorted()),
                files: inventory.allPaths.compactMap(shelf.path(ofFile:)).compactMap {
                    store.file($0, on: shelf, findings)
                },
                problems: store.folderProblems(), former: shelf.former())
        }
    }

    /// Where a sound file lies, or throws `RequestRefused`.
    public func mediaFile(_ path: MediaPath) async throws(RequestRefused) -> String {
        let shelf = mediaShelf
        guard await BlockingWork.run({ shelf.stamp(path) }) != nil else { throw noSuchFile(path.path) }
        return shelf.file(path)
    }

    // MARK: Changing

    /// A place for a sound file that somebody uploads.
    ///
    /// - Throws: `MediaRefusal` where another file is there than was said, no room, or too many upload.
    public func beginMedia(
        _ path: MediaPath, replacing version: String?, byteCount: Int
    ) async throws(MediaRefusal) -> Upload {
        let shelf = mediaShelf
        _ = try await replaced(by: path, version)
        let room = await BlockingWork.run { DiskRoom(of: shelf.root) }
        if let room, room.free < Int64(byteCount) + Self.reservedBytes {
            throw .refused(unwritable(detail: String(cString: strerror(ENOSPC))))
        }
        guard let place = mediaUploads.take() else {
            throw .refused(
                RequestRefused(
                    .full,
                    Wording(en: "\(UploadCount.limit) files are being uploaded", zh: "正在上传 \(UploadCount.limit) 个文件"),
                    Wording(en: "try again when one of them is done", zh: "请稍后再试"), in: language))
        }
        do throws(RequestRefused) {
            return try Upload(in: shelf.incoming, ending: path.ending, place: place, language: language)
        } catch {
            throw .refused(error)
        }
    }

    /// Checks a sound file that has come whole, puts it in its place and follows it.
    ///
    /// - Throws: `MediaRefusal` where it cannot be played, or another file is there than was said; nothing of it is kept.
    public func keepMedia(
        _ upload: Upload, at path: MediaPath, replacing version: String?, by requester: Requester
    ) async throws(MediaRefusal) -> MediaSaved {
        let facts = try await facts(of: upload, for: path)
        return try await alone { station throws(MediaRefusal) in
            let replaced = try await station.replaced(by: path, version)
            let (shelf, change) = await (station.mediaShelf, station.change(by: requester))
            let memory = await station.store.preparer.measurer.memory
            try await station.write(path) { () throws(MediaShelf.Failure) in
                try shelf.put(upload.path, at: path, replacing: replaced, change)
                // Where it cannot be looked at any more, it is measured when it is needed.
                if !AudioLibrary.isConverted(path.path) { try? memory.remember(facts, of: shelf.file(path)) }
            }
            return await station.followed(
                path, Wording(en: "uploaded", zh: "上传"), subject: .uploaded, by: requester)
        }
    }

    /// Takes a sound file away.
    ///
    /// - Throws: `MediaRefusal` where another file is there than was said.
    public func removeMedia(
        _ path: MediaPath, version: String, by requester: Requester
    ) async throws(MediaRefusal) -> MediaSaved {
        try await alone { station throws(MediaRefusal) in
            let (shelf, change) = await (station.mediaShelf, station.change(by: requester))
            guard let stamp = await BlockingWork.run({ shelf.stamp(path) }) else {
                throw .refused(await station.noSuchFile(path.path))
            }
            guard MediaShelf.version(of: stamp) == version else { throw .conflict(await station.report(on: path)) }
            try await station.write(path) { () throws(MediaShelf.Failure) in try shelf.remove(path, change) }
            return await station.followed(path, Wording(en: "removed", zh: "移除"), by: requester)
        }
    }

    /// Brings back a sound file that was replaced or removed.
    ///
    /// - Throws: `MediaRefusal` where there is none, or another file is in its place.
    public func bringBackMedia(_ id: String, by requester: Requester) async throws(MediaRefusal) -> MediaSaved {
        try await alone { station throws(MediaRefusal) in
            let shelf = await station.mediaShelf
            let former = await BlockingWork.run { shelf.former().first { $0.id == id } }
            guard let former, let path = MediaPath(former.path) else {
                throw .refused(await station.noSuchFile(id))
            }
            _ = try await station.replaced(by: path, nil)
            try await station.write(path) { () throws(MediaShelf.Failure) in try shelf.bringBack(former, to: path) }
            return await station.followed(path, Wording(en: "brought back", zh: "恢复"), by: requester)
        }
    }

    // MARK: Steps

    /// Has a change of the audio folder made after the one before it.
    private func alone(
        _ change: @escaping @Sendable (Station) async throws(MediaRefusal) -> MediaSaved
    ) async throws(MediaRefusal) -> MediaSaved {
        let former = reloading.lastMediaChange
        let work = Task<Result<MediaSaved, MediaRefusal>, Never> {
            await former?.value
            do throws(MediaRefusal) { return .success(try await change(self)) } catch { return .failure(error) }
        }
        reloading.lastMediaChange = Task { _ = await work.value }
        return try await work.value.get()
    }

    private func change(by requester: Requester) -> MediaShelf.Change {
        MediaShelf.Change(by: requester.user, at: schedule.clock.iso8601(now))
    }

    /// What an upload measures, which decodes it to its end.
    private func facts(of upload: Upload, for path: MediaPath) async throws(MediaRefusal) -> AudioFacts {
        let measured: AudioFacts
        do throws(MediaError) {
            let isConverted = AudioLibrary.isConverted(path.path)
            let file = isConverted ? try await mediaConverter.converted(upload.path) : upload.path
            defer { if isConverted { unlink(file) } }
            let facts = try await BlockingWork.run {
                Result { () throws(MediaError) in try AudioFile.measure(file) }
            }.get()
            if facts.loudnessLUFS == nil { throw .empty(path: path.path) }
            measured = facts
        } catch {
            throw .refused(RequestRefused(.unusable, error.wording, error.fix, in: language))
        }
        // One that lies there already plays up to the damage; one that is on its way can still be sent whole.
        guard !measured.isDamaged else { throw .refused(breaksOff) }
        return measured
    }

    /// The file that another one replaces; nil where it is new.
    ///
    /// - Throws: `MediaRefusal.conflict` where what is there is not what whoever asks has seen.
    private func replaced(by path: MediaPath, _ version: String?) async throws(MediaRefusal) -> MediaPath? {
        let shelf = mediaShelf
        let there = await BlockingWork.run {
            shelf.occupant(of: path).map { ($0, shelf.stamp($0).map(MediaShelf.version)) }
        }
        guard let (occupant, present) = there else {
            // What was to be replaced is gone: nobody loses anything.
            return nil
        }
        guard present == version else { throw .conflict(await report(on: occupant)) }
        return occupant
    }

    private func write(
        _ path: MediaPath, _ work: @escaping @Sendable () throws(MediaShelf.Failure) -> Void
    ) async throws(MediaRefusal) {
        do throws(MediaShelf.Failure) {
            try await BlockingWork.run { Result { () throws(MediaShelf.Failure) in try work() } }.get()
        } catch {
            switch error {
            case .taken: throw .conflict(await report(on: path))
            case .gone: throw .refused(noSuchFile(path.path))
            case .system(let code): throw .refused(unwritable(detail: String(cString: strerror(code))))
            }
        }
    }

    private func report(on path: MediaPath) async -> MediaFile? {
        let (shelf, store) = (mediaShelf, store)
        return await BlockingWork.run { store.file(path, on: shelf, MediaFindings(store.schedule)) }
    }

    /// Tells of a change, and follows it.
    private func followed(
        _ path: MediaPath, _ what: Wording, subject: LogSubject = .audioChanged, by requester: Requester
    ) async -> MediaSaved {
        logger.tell(
            subject, "\(requester.user): \(what.text(in: language)) \(path.path)", ["user": "\(requester.user)"])
        journal.note(StationAction("media", of: path.path, by: requester.user, atNs: clock.now.nanoseconds))
        if let watch = reloading.audioWatch { await lookAtAudio(watch) }
        let store = store
        return MediaSaved(
            file: await report(on: path), changed: store.effect(of: path, after: now).map { $0.text(in: language) },
            problems: store.folderProblems())
    }

    // MARK: Refusals

    private var breaksOff: RequestRefused {
        RequestRefused(
            .unusable, Wording(en: "the file breaks off in the middle", zh: "文件中途损坏"),
            Wording(en: "copy or export it again, and send all of it", zh: "请重新复制或导出，并完整发送"), in: language)
    }

    private func noSuchFile(_ name: String) -> RequestRefused {
        RequestRefused(
            .unknown, Wording(en: "there is no sound file \(name)", zh: "没有声音文件 \(name)"),
            Wording(en: "GET /v1/media lists those there are", zh: "GET /v1/media 列出已有的文件"), in: language)
    }

    private func unwritable(detail: String) -> RequestRefused {
        RequestRefused(.unwritable(detail: detail), storedIn: mediaShelf.root, language)
    }
}

extension Store {
    /// A file as it is now; nil where there is none. It blocks.
    fileprivate func file(_ path: MediaPath, on shelf: MediaShelf, _ findings: MediaFindings) -> MediaFile? {
        guard let stamp = shelf.stamp(path) else { return nil }
        // What is wrong with a file that cannot be looked at is among the problems.
        let facts = (try? preparer.knownFacts(of: shelf.file(path))) ?? nil
        return MediaFile(
            path: path.path, kind: path.kind, name: path.name, group: path.group,
            version: MediaShelf.version(of: stamp), bytes: stamp.bytes,
            modified: schedule.clock.iso8601(Instant(nanoseconds: stamp.modifiedNanoseconds)),
            duration: facts.map { $0.duration.seconds.rounded(toParts: 1000) },
            loudness: facts?.loudnessLUFS?.rounded(toParts: 10),
            peak: facts?.truePeakDBTP.rounded(toParts: 10), warnings: findings.warnings(about: path, facts))
    }

    /// What is wrong with the audio folder, not with what staff write.
    fileprivate func folderProblems() -> [Problem] {
        let root = preparer.paths.audio
        return audioProblems().filter { $0.file.hasPrefix(root) }
    }

    /// What is different on air for a file that came or went.
    fileprivate func effect(of path: MediaPath, after now: Instant) -> [Wording] {
        let inventory = preparer.inventory
        switch path.kind {
        case .music:
            let folder = path.group ?? ""
            let count = inventory.music[folder]?.count ?? 0
            let songs = count == 1 ? "song" : "songs"
            return [Wording(en: "music \(folder): \(count) \(songs)", zh: "音乐 \(folder)：共 \(count) 首")]
        case .promo:
            let rotation = path.group ?? ""
            let count = inventory.members(of: rotation, spoken: schedule.promos[rotation] ?? [:]).count
            let messages = count == 1 ? "message" : "messages"
            return [Wording(en: "promo \(rotation): \(count) \(messages)", zh: "促销 \(rotation)：共 \(count) 条")]
        case .item: return next(.play, path.name, isThere: inventory.items[path.name] != nil, after: now)
        case .script: return next(.say, path.name, isThere: inventory.scripts[path.name] != nil, after: now)
        case .chime: return []
        }
    }

    private func next(_ verb: Verb, _ name: String, isThere: Bool, after now: Instant) -> [Wording] {
        // `welcome.zh` is the Chinese of `welcome`.
        let names = [name, String(name.prefix { $0 != "." })]
        let today = schedule.clock.date(of: now)
        let cue = schedule.orders(around: today).flatMap(\.cues).filter { cue in
            cue.verb == verb && names.contains(cue.name) && cue.planned > now
        }.min { $0.planned < $1.planned }
        guard let cue else { return [] }
        let date = schedule.clock.date(of: cue.planned)
        let time = "\(date == today ? "" : "\(date) ")\(schedule.clock.clockTime(of: cue.planned))"
        if isThere { return [Wording(en: "\(cue.name): heard next at \(time)", zh: "\(cue.name)：下次播出 \(time)")] }
        return verb == .say && schedule.scripts[cue.name] != nil
            ? [Wording(en: "\(cue.name): spoken at \(time)", zh: "\(cue.name)：\(time) 改用合成语音")]
            : [Wording(en: "\(cue.name): will not air at \(time)", zh: "\(cue.name)：\(time) 将无法播出")]
    }
}
