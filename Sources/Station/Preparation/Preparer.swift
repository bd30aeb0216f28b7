// SPDX-License-Identifier: Apache-2.0
import Media
import Mixing
import Playout
import Speech
import Timetable

/// A clip ready to be played, and what the director needs to know of it.
struct PreparedClip: Sendable {
    var clip: Clip
    var facts: ClipFacts
}

/// Turns names into sound: finds recordings, has scripts spoken, measures and levels every piece.
struct Preparer: Sendable {
    /// How much of a song is measured before it sounds, where all of it was not.
    private static let beginning = Duration.seconds(4)
    /// What a song is taken to be at least, whatever its beginning is: as quiet as they are mastered.
    private static let songLUFS = -16.0

    let paths: StationPaths
    let schedule: Schedule
    let shelf: AudioShelf
    let measurer: Measurer
    let synthesizer: Synthesizer
    let converter: Converter
    var kept = KeptSounds()

    /// The sound files there are.
    var inventory: AudioInventory { shelf.inventory }

    /// Everything a clip needs, levelled for its class.
    func prepare(_ id: ClipID) async throws(PreparationFailure) -> PreparedClip {
        switch id.source {
        case .item:
            let path = inventory.items[id.name]
            guard let path else { throw missing("\(paths.audio)/items/\(id.name).*", id.name) }
            return try await compose(chime: id.chime, for: .notice, [.file(path)], times: id.times)
        case .script:
            let parts = try await parts(ofScript: id.name)
            return try await compose(
                chime: id.chime ?? schedule.scripts[id.name]?.chime, for: .notice, parts, times: id.times)
        case .promo(let rotation):
            let parts = try await parts(ofPromo: id.name, in: rotation)
            return try await compose(chime: id.chime, for: .promo, parts, times: id.times)
        case .announcement:
            preconditionFailure("announcements bring their own text")
        }
    }

    /// How long one passage of a script takes, recorded or spoken.
    func duration(of passage: Passage, in script: Script) async throws(PreparationFailure) -> Duration {
        let recordedAs = script.slots.isEmpty ? script.name : nil
        return try await level(try await part(passage, of: recordedAs), for: .notice).duration
    }

    /// The songs of the music folders as far as they are known, and what is wrong with others.
    func songs() -> (folders: [String: [Song]], failures: [PreparationFailure]) {
        var folders: [String: [Song]] = [:]
        var failures: [PreparationFailure] = []
        for (folder, paths) in inventory.music {
            for path in paths {
                do throws(MediaError) {
                    if let song = try known(path) { folders[folder, default: []].append(song) }
                } catch {
                    failures.append(PreparationFailure(path, error))
                }
            }
        }
        return (folders, failures)
    }

    /// A song, levelled for the bed, and how long and how loud it is; measures it when nobody has.
    func song(_ path: String) async throws(PreparationFailure) -> (clip: Clip, song: Song) {
        let (file, facts) = try await measure(path)
        return song(path, decodedFrom: file, facts)
    }

    /// A song that is to sound at once: as it was measured, or, where nobody has yet, levelled by its beginning. To
    /// measure all of a long one takes longer than the store may be silent.
    ///
    /// - Returns: What plays, and the song as it was measured; nil where it was not.
    func songAtOnce(_ path: String) async throws(PreparationFailure) -> (clip: Clip, song: Song?) {
        let file = try await decodable(path)
        do throws(MediaError) {
            if let facts = try measurer.memory.known(file) { return song(path, decodedFrom: file, facts) }
            var beginning = try await BlockingWork.run {
                Result { () throws(MediaError) in try AudioFile.measure(file, upTo: Self.beginning) }
            }.get()
            beginning.loudnessLUFS = max(beginning.loudnessLUFS ?? Self.songLUFS, Self.songLUFS)
            let gain = levelling(of: beginning, .music).gain
            return (Clip(pieces: [.file(path: file, gain: gain)]), nil)
        } catch {
            throw PreparationFailure(path, error)
        }
    }

    /// Measures a song while nothing else wants the processor; nil where that was done before.
    func unmeasuredSong(_ path: String) async throws(PreparationFailure) -> Song? {
        guard let (file, facts) = try await unmeasured(path) else { return nil }
        return song(path, decodedFrom: file, facts).song
    }

    /// Measures any file so; false where that was done before.
    func measureQuietly(_ path: String) async throws(PreparationFailure) -> Bool {
        try await unmeasured(path) != nil
    }

    private func unmeasured(
        _ path: String
    ) async throws(PreparationFailure) -> (file: String, facts: AudioFacts)? {
        let file = try await decodable(path)
        do throws(MediaError) {
            guard try measurer.memory.known(file) == nil else { return nil }
            return (file, try await measurer.quietFacts(for: file))
        } catch {
            throw PreparationFailure(path, error)
        }
    }

    /// A song as it was measured, or, where nobody has yet, as its header tells; nil while it is to be converted.
    private func known(_ path: String) throws(MediaError) -> Song? {
        guard let file = try knownDecodable(path) else { return nil }
        if let facts = try measurer.memory.known(file) { return song(path, decodedFrom: file, facts).song }
        return Song(path: path, duration: try AudioFile.announcedDuration(file))
    }

    /// What is decoded for a file; nil while it is to be converted.
    private func knownDecodable(_ path: String) throws(MediaError) -> String? {
        AudioLibrary.isConverted(path) ? try converter.known(path) : path
    }

    /// What a file measured; nil where nobody has measured it yet.
    func knownFacts(of path: String) throws(MediaError) -> AudioFacts? {
        try knownDecodable(path).flatMap(measurer.memory.known)
    }

    private func song(_ path: String, decodedFrom file: String, _ facts: AudioFacts) -> (clip: Clip, song: Song) {
        let (gain, loudness) = levelling(of: facts, .music)
        // Speech has to stand clear of any passage of it.
        let loudest = Levelling.loudness(facts.loudestLUFS, gain: gain) ?? loudness
        return (
            Clip(pieces: [.file(path: file, gain: gain)]),
            Song(path: path, duration: facts.duration, loudnessLUFS: loudest)
        )
    }

    /// Whether a file breaks off before its end.
    func isDamaged(_ path: String) async throws(PreparationFailure) -> Bool {
        try await measure(path).facts.isDamaged
    }

    // MARK: Parts

    /// Something to be heard in one go, levelled as a whole.
    enum Part {
        case file(String)
        case spoken(SpokenText)
        case kept(KeptSounds.Words)
    }

    private func parts(ofScript name: String) async throws(PreparationFailure) -> [Part] {
        let script = schedule.scripts[name]
        let file = "\(paths.schedules)/scripts/\(name).txt"
        guard let script else {
            guard let recording = inventory.scripts[name] else { throw missing(file, name) }
            return [.file(recording)]
        }
        return try await parts(of: script, file: file)
    }

    private func parts(ofPromo name: String, in rotation: String) async throws(PreparationFailure) -> [Part] {
        if let recording = inventory.promo(name, in: rotation) { return [.file(recording)] }
        let file = "\(paths.schedules)/promos/\(rotation)/\(name).txt"
        guard let script = schedule.promos[rotation]?[name] else { throw missing(file, name) }
        return try await parts(of: script, file: file)
    }

    private func parts(of script: Script, file: String) async throws(PreparationFailure) -> [Part] {
        guard script.approved != nil else {
            throw PreparationFailure(
                file: file, message: Wording(en: "\"\(script.name)\" is a draft", zh: "“\(script.name)”是未审核的草稿"),
                fix: Wording(
                    en: "when it may air, add a line \"approved  DATE NAME\" to \(file)",
                    zh: "审核后请在 \(file) 中加一行 approved  日期 姓名"),
                isToldByNames: true)
        }
        guard script.slots.isEmpty else {
            throw PreparationFailure(
                file: file,
                message: Wording(
                    en: "\"\(script.name)\" has slots to fill and cannot air by itself",
                    zh: "“\(script.name)”有空格待填，不能定时播出"),
                fix: Wording(en: "announce it from the service desk", zh: "请由服务台填写后播出"), isToldByNames: true)
        }
        var parts: [Part] = []
        for passage in script.passages {
            parts.append(try await part(passage, of: script.name))
        }
        // One recording may hold all languages: it is heard once.
        var recordings: Set<String> = []
        return parts.filter { part in part.recording.map { recordings.insert($0).inserted } ?? true }
    }

    /// A passage as it is heard: from memory, recorded, or spoken.
    func part(_ passage: Passage, of script: String?) async throws(PreparationFailure) -> Part {
        if let script, let words = kept.words(passage, of: script) { return .kept(words) }
        if let script, let recording = inventory.recording(ofScript: script, language: passage.language) {
            return .file(recording)
        }
        return .spoken(try await speech(of: passage))
    }

    func speech(of passage: Passage) async throws(PreparationFailure) -> SpokenText {
        do throws(SpeechError) {
            return try await synthesizer.audio(for: SpeechRequest(language: passage.language, text: passage.text))
        } catch {
            var file = "\(paths.schedules)/\(StoreFile.name)"
            if case .cacheFailed = error { file = "\(paths.state)/speech" }
            throw PreparationFailure(file: file, message: error.wording, fix: error.fix)
        }
    }

    // MARK: Measuring

    /// The gain for a class, and the loudness that comes of it.
    func levelling(
        of facts: AudioFacts, _ broadcastClass: BroadcastClass
    ) -> (gain: Float, loudnessLUFS: Double?) {
        let gain = Levelling.gain(
            for: facts, targetLUFS: schedule.settings.level(of: broadcastClass),
            peakLimitDBTP: schedule.settings.levels.peak)
        return (gain, Levelling.loudness(facts.loudnessLUFS, gain: gain))
    }

    /// What is decoded for a file, and what it measures.
    func measure(_ path: String) async throws(PreparationFailure) -> (file: String, facts: AudioFacts) {
        let file = try await decodable(path)
        do throws(MediaError) {
            return (file, try await measurer.facts(for: file))
        } catch {
            throw PreparationFailure(path, error)
        }
    }

    /// What is decoded for a file: itself, or what it is converted into.
    func decodable(_ path: String) async throws(PreparationFailure) -> String {
        guard AudioLibrary.isConverted(path) else { return path }
        do throws(MediaError) {
            return try await converter.converted(path)
        } catch {
            throw PreparationFailure(path, error)
        }
    }

    private func missing(_ file: String, _ name: String) -> PreparationFailure {
        PreparationFailure(
            file: file, message: Wording(en: "there is no \"\(name)\"", zh: "没有“\(name)”"),
            fix: Wording(en: "put the file there, or correct the name in the timetable", zh: "请放入文件，或改正播出表中的名称"),
            isToldByNames: true)
    }
}

extension Preparer.Part {
    /// The file it is read from, or was; nil for speech.
    var recording: String? {
        switch self {
        case .file(let path): path
        case .kept(let words): words.recording
        case .spoken: nil
        }
    }
}
