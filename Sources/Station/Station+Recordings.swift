// SPDX-License-Identifier: Apache-2.0
import Glibc
import Journal
import Logging
import Media
import Mixing
import Timetable

/// Recordings people upload to announce them.
extension Station {
    /// How much of an id a recording is called by.
    static let recordingDigits = 4
    /// How long the conversion of a recording may take, and how large its result may be.
    static let recordingConversion = (deadline: Duration.seconds(60), sizeLimitBytes: 256 << 20)

    /// A place for what somebody uploads.
    ///
    /// - Throws: `RequestRefused` when too many upload, or nothing can be written.
    public func beginUpload(by requester: Requester) throws(RequestRefused) -> Upload {
        guard let place = uploads.take() else {
            throw RequestRefused(
                .full,
                Wording(en: "\(UploadCount.limit) recordings are being uploaded", zh: "正在上传 \(UploadCount.limit) 个录音"),
                Wording(en: "try again when one of them is done", zh: "请稍后再试"), in: language)
        }
        return try Upload(in: recordings.incoming, place: place, language: language)
    }

    /// Checks a recording that has come whole, takes the silence off its ends, and keeps it.
    ///
    /// - Throws: `RequestRefused` when it cannot be announced, or not be stored; nothing of it is then kept.
    public func keep(
        _ upload: Upload, by requester: Requester
    ) async throws(RequestRefused) -> Recording {
        let id = upload.id
        if let known = recordings.use(id) { return known }
        do throws(RecordingFault) {
            let (part, cut) = try await heard(of: upload)
            try place(part, as: id)
            let recording = try await recording(id, cut: cut, facts: "\(upload.path).json")
            logger.tell(
                .uploaded,
                "\(requester.user): \(Self.name(ofRecording: id).text(in: language)), \(recording.duration) s",
                ["user": "\(requester.user)"])
            journal.note(StationAction("upload", of: id, by: requester.user, atNs: clock.now.nanoseconds))
            return recording
        } catch {
            throw RequestRefused(error, storedIn: recordings.folder, language)
        }
    }

    /// The facts of a recording; nil when there is none of that id.
    public func recording(_ id: String) -> Recording? { recordings.recording(id) }

    /// What an announcement of a recording is called.
    static func name(ofRecording id: String) -> Wording {
        Wording(en: "recording \(id.prefix(recordingDigits))", zh: "录音 \(id.prefix(recordingDigits))")
    }

    // MARK: Taking in

    /// Writes what is to be heard of an upload into a file beside it, and tells how many frames were cut off.
    private func heard(of upload: Upload) async throws(RecordingFault) -> (part: String, cut: Int64) {
        let part = "\(upload.path).flac"
        do throws(RecordingFault) {
            return (part, try await Self.trim(upload.path, to: part))
        } catch {
            guard case .undecodable(.notAudio) = error else { throw error }
            // What ffmpeg has to say of a file that it does not know either is of no more use.
            guard let converted = try? await recordingConverter.converted(upload.path) else { throw error }
            defer { unlink(converted) }
            return (part, try await Self.trim(converted, to: part))
        }
    }

    private static func trim(_ source: String, to target: String) async throws(RecordingFault) -> Int64 {
        let cut = try await BlockingWork.run {
            Result { () throws(RecordingFault) in try RecordingTrim.write(source, to: target) }
        }.get()
        try await atTheDisk { () throws(RecordingStore.Failure) in try RecordingStore.sync(target) }
        return cut
    }

    /// Does what may wait for the disk, away from the station.
    private static func atTheDisk(
        _ work: @escaping @Sendable () throws(RecordingStore.Failure) -> Void
    ) async throws(RecordingFault) {
        do throws(RecordingStore.Failure) {
            try await BlockingWork.run { Result { () throws(RecordingStore.Failure) in try work() } }.get()
        } catch {
            throw error.fault
        }
    }

    private func place(_ part: String, as id: String) throws(RecordingFault) {
        do throws(RecordingStore.Failure) {
            try recordings.place(part, as: id, inUse: announcements.recordings)
        } catch {
            throw error.fault
        }
    }

    /// Measures a recording that is in its place, as its announcement will, and makes it count.
    private func recording(
        _ id: String, cut: Int64, facts part: String
    ) async throws(RecordingFault) -> Recording {
        let facts: AudioFacts
        do throws(MediaError) {
            facts = try await store.preparer.measurer.facts(for: recordings.path(of: id))
        } catch {
            unlink(recordings.path(of: id))
            throw .undecodable(error)
        }
        let recording = Recording(
            id: id, duration: facts.duration.seconds.rounded(toParts: 1000),
            loudness: (facts.loudnessLUFS ?? RecordingTrim.quietestLUFS).rounded(toParts: 10),
            trimmed: (Double(cut) / Double(HouseFormat.sampleRate)).rounded(toParts: 1000))
        try await Self.atTheDisk { () throws(RecordingStore.Failure) in try RecordingStore.write(recording, to: part) }
        do throws(RecordingStore.Failure) {
            try recordings.add(recording, facts: part)
        } catch {
            throw error.fault
        }
        let folder = recordings.folder
        try await Self.atTheDisk { () throws(RecordingStore.Failure) in try RecordingStore.sync(folder) }
        return recording
    }
}

extension RecordingStore.Failure {
    fileprivate var fault: RecordingFault {
        switch self {
        case .full: .unwritable(detail: String(cString: strerror(ENOSPC)))
        case .system(let code): .unwritable(detail: String(cString: strerror(code)))
        }
    }
}
