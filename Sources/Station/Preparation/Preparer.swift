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
    /// The quiet between a chime and what it announces.
    private static let afterChime = Duration.milliseconds(300)
    /// The quiet between two hearings of what is repeated.
    private static let betweenRepeats = Duration.seconds(1)
    /// How much of a song is measured before it sounds, where all of it was not.
    private static let beginning = Duration.seconds(4)
    /// What a song is taken to be at least, whatever its beginning is: as quiet as they are mastered.
    private static let songLUFS = -16.0
    /// The quiet between the languages of a script.
    private static let betweenLanguages = Duration.milliseconds(800)

    let paths: StationPaths
    let schedule: Schedule
    let shelf: AudioShelf
    let measurer: Measurer
    let synthesizer: Synthesizer
    let converter: Converter

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

    /// Speaks passages one after another, behind a chime.
    func prepare(
        _ passages: [Passage], recordedAs script: String?, chime: String?, for broadcastClass: BroadcastClass
    ) async throws(PreparationFailure) -> PreparedClip {
        var parts: [Part] = []
        for passage in passages {
            parts.append(try await part(passage, of: script))
        }
        return try await compose(chime: chime, for: broadcastClass, parts)
    }

    /// A recording behind a chime.
    func prepare(
        recording path: String, chime: String?, for broadcastClass: BroadcastClass
    ) async throws(PreparationFailure) -> PreparedClip {
        try await compose(chime: chime, for: broadcastClass, [.file(path)])
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
        let file = try await decodable(path)
        do throws(MediaError) {
            guard try measurer.memory.known(file) == nil else { return nil }
            return song(path, decodedFrom: file, try await measurer.quietFacts(for: file)).song
        } catch {
            throw PreparationFailure(path, error)
        }
    }

    /// A song as it was measured, or, where nobody has yet, as its header tells; nil while it is to be converted.
    private func known(_ path: String) throws(MediaError) -> Song? {
        guard let file = AudioLibrary.isConverted(path) ? try converter.known(path) : path else { return nil }
        if let facts = try measurer.memory.known(file) { return song(path, decodedFrom: file, facts).song }
        return Song(path: path, duration: try AudioFile.announcedDuration(file))
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
    private enum Part {
        case file(String)
        case spoken(SpokenText)
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
        if let recording = inventory.scripts[script.name] { return [.file(recording)] }
        var parts: [Part] = []
        for passage in script.passages {
            parts.append(try await part(passage, of: script.name))
        }
        return parts
    }

    private func part(_ passage: Passage, of script: String?) async throws(PreparationFailure) -> Part {
        if let script, let recording = inventory.recording(ofScript: script, language: passage.language) {
            return .file(recording)
        }
        do throws(SpeechError) {
            return .spoken(
                try await synthesizer.audio(for: SpeechRequest(language: passage.language, text: passage.text)))
        } catch {
            var file = "\(paths.schedules)/\(StoreFile.name)"
            if case .cacheFailed = error { file = "\(paths.state)/speech" }
            throw PreparationFailure(file: file, message: error.wording, fix: error.fix)
        }
    }

    // MARK: Composing

    private func compose(
        chime: String?, for broadcastClass: BroadcastClass, _ parts: [Part], times: Int = 1
    ) async throws(PreparationFailure) -> PreparedClip {
        var pieces: [Clip.Piece] = []
        var duration = Duration.zero
        var chimeDuration = Duration.zero
        // A chime that is missing is told of by `check`; what it announces is not lost for it.
        if let chime, let path = inventory.chimes[chime], let (file, facts) = try? await measure(path) {
            pieces += [.file(path: file, gain: levelling(of: facts, broadcastClass).gain), silence(Self.afterChime)]
            chimeDuration = facts.duration
            duration += facts.duration + Self.afterChime
        }
        let words = try await join(parts, for: broadcastClass)
        for hearing in 0..<times {
            if hearing > 0 {
                pieces.append(silence(Self.betweenRepeats))
                duration += Self.betweenRepeats
            }
            pieces += words.pieces
            duration += words.duration
        }
        return PreparedClip(
            clip: Clip(pieces: pieces),
            facts: ClipFacts(duration: duration, chime: chimeDuration, loudnessLUFS: words.loudnessLUFS))
    }

    /// Pieces heard one after another, and how loud the quietest part of them is; nil where none is heard.
    private struct Levelled {
        var pieces: [Clip.Piece] = []
        var duration = Duration.zero
        var loudnessLUFS: Double?

        mutating func add(_ piece: Clip.Piece, lasting span: Duration) {
            pieces.append(piece)
            duration += span
        }

        mutating func add(_ other: Levelled) {
            pieces += other.pieces
            duration += other.duration
            loudnessLUFS = [loudnessLUFS, other.loudnessLUFS].compactMap { $0 }.min()
        }
    }

    /// One part after another, each levelled.
    private func join(
        _ parts: [Part], for broadcastClass: BroadcastClass
    ) async throws(PreparationFailure) -> Levelled {
        var joined = Levelled()
        for (index, part) in parts.enumerated() {
            if index > 0 { joined.add(silence(Self.betweenLanguages), lasting: Self.betweenLanguages) }
            joined.add(try await level(part, for: broadcastClass))
        }
        return joined
    }

    private func level(
        _ part: Part, for broadcastClass: BroadcastClass
    ) async throws(PreparationFailure) -> Levelled {
        switch part {
        case .file(let path):
            let (file, facts) = try await measure(path)
            let (gain, loudness) = levelling(of: facts, broadcastClass)
            return Levelled(
                pieces: [.file(path: file, gain: gain)], duration: facts.duration, loudnessLUFS: loudness)
        case .spoken(let text):
            // One gain for all phrases, or a whispered one would be raised to a shout.
            var facts: [String: AudioFacts] = [:]
            for case .file(let path) in text.pieces { facts[path] = try await measure(path).facts }
            let (gain, loudness) = levelling(of: AudioFacts.joined(Array(facts.values)), broadcastClass)
            var levelled = Levelled(loudnessLUFS: loudness)
            for piece in text.pieces {
                switch piece {
                case .file(let path):
                    levelled.add(.file(path: path, gain: gain), lasting: facts[path]?.duration ?? .zero)
                case .pause(let span): levelled.add(silence(span), lasting: span)
                }
            }
            return levelled
        }
    }

    /// The gain for a class, and the loudness that comes of it.
    private func levelling(
        of facts: AudioFacts, _ broadcastClass: BroadcastClass
    ) -> (gain: Float, loudnessLUFS: Double?) {
        let gain = Levelling.gain(
            for: facts, targetLUFS: schedule.settings.level(of: broadcastClass),
            peakLimitDBTP: schedule.settings.levels.peak)
        return (gain, Levelling.loudness(facts.loudnessLUFS, gain: gain))
    }

    /// What is decoded for a file, and what it measures.
    private func measure(_ path: String) async throws(PreparationFailure) -> (file: String, facts: AudioFacts) {
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

    private func silence(_ span: Duration) -> Clip.Piece {
        .silence(frames: HouseFormat.frames(nanoseconds: span.nanoseconds))
    }

    private func missing(_ file: String, _ name: String) -> PreparationFailure {
        PreparationFailure(
            file: file, message: Wording(en: "there is no \"\(name)\"", zh: "没有“\(name)”"),
            fix: Wording(en: "put the file there, or correct the name in the timetable", zh: "请放入文件，或改正播出表中的名称"),
            isToldByNames: true)
    }
}
