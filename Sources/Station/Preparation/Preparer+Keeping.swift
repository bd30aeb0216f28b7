// SPDX-License-Identifier: Apache-2.0
import Media
import Speech
import Timetable

/// What is decoded into memory before anybody asks for it.
extension Preparer {
    /// Decodes the chimes of announcements, and the words of every emergency without slots and of what ends it.
    ///
    /// - Returns: what could not be kept, and why; what was kept of it before still is.
    func keepSounds() async -> [PreparationFailure] {
        var failures: [PreparationFailure] = []
        for name in keptChimeNames.sorted() {
            // One that is missing is told of by the check of names.
            guard let path = inventory.chimes[name] else { continue }
            do throws(PreparationFailure) {
                if !kept.keep(try await decode(path), asChime: name) { failures.append(noRoom(for: path)) }
            } catch {
                failures.append(error)
            }
        }
        for script in keptScripts {
            for passage in script.passages {
                do throws(PreparationFailure) {
                    let words = try await decode(passage, of: script)
                    if !kept.keep(words, of: script.name) { failures.append(noRoom(for: file(of: script))) }
                } catch {
                    failures.append(notKept(script, error))
                }
            }
        }
        return failures
    }

    /// Gives up what no emergency needs any more.
    func dropUnneededSounds() {
        kept.drop(exceptChimes: keptChimeNames, scripts: Set(keptScripts.map(\.name)))
    }

    /// The scripts of emergencies that are heard as they stand, and those that end them.
    var keptScripts: [Script] {
        let airing = schedule.scripts.values.filter { $0.approved != nil && $0.slots.isEmpty }
        let emergencies = airing.filter { $0.broadcastClass == .emergency }
        let ends = Set(emergencies.compactMap { $0.allClear?.text })
        return airing.filter { $0.broadcastClass == .emergency || ends.contains($0.name) }.sorted { $0.name < $1.name }
    }

    /// The chimes that an announcement may have without being asked for another.
    private var keptChimeNames: Set<String> {
        let scripts = schedule.scripts.values.filter { $0.approved != nil }
        return Set(scripts.compactMap(\.chime)).union(schedule.settings.chimes.values)
    }

    private func decode(_ passage: Passage, of script: Script) async throws(PreparationFailure) -> KeptSounds.Words {
        let recording = inventory.recording(ofScript: script.name, language: passage.language)
        let part = if let recording { Part.file(recording) } else { Part.spoken(try await speech(of: passage)) }
        let (sound, byteCount) = try await decode(part)
        return KeptSounds.Words(passage: passage, recording: recording, sound: sound, byteCount: byteCount)
    }

    /// A part in memory, as loud as an emergency is to be.
    func decode(_ part: Part) async throws(PreparationFailure) -> (sound: LevelledSound, byteCount: Int) {
        switch part {
        case .kept(let words): return (words.sound, words.byteCount)
        case .file(let path):
            let sound = try await decode(path)
            return (level(sound, for: .emergency), sound.byteCount)
        case .spoken(let text):
            var sounds: [String: DecodedSound] = [:]
            for case .file(let path) in text.pieces where sounds[path] == nil { sounds[path] = try await decode(path) }
            let words = level(text, sounds.mapValues(\.facts), for: .emergency) { path, gain in
                sounds[path].map { .sound($0, gain: gain) } ?? .silence(frames: 0)
            }
            return (words, sounds.values.reduce(0) { $0 + $1.byteCount })
        }
    }

    private func decode(_ path: String) async throws(PreparationFailure) -> DecodedSound {
        let (file, facts) = try await measure(path)
        // As much as one channel of it takes; nothing larger is even begun.
        guard facts.frames * 2 <= KeptSounds.limitBytes else { throw noRoom(for: path) }
        do throws(MediaError) {
            return try await BlockingWork.run {
                Result { () throws(MediaError) in try DecodedSound(decoding: file, facts) }
            }.get()
        } catch {
            throw PreparationFailure(path, error)
        }
    }

    private func file(of script: Script) -> String { "\(paths.schedules)/scripts/\(script.name).txt" }

    private func notKept(_ script: Script, _ cause: PreparationFailure) -> PreparationFailure {
        PreparationFailure(
            file: cause.file,
            message: Wording(
                en: "\"\(script.name)\" is not ready in memory for an emergency: \(cause.message.en)",
                zh: "应急用的“\(script.name)”还没有备在内存中：\(cause.message.zh)"),
            fix: cause.fix)
    }

    private func noRoom(for file: String) -> PreparationFailure {
        let megabytes = KeptSounds.limitBytes >> 20
        return PreparationFailure(
            file: file,
            message: Wording(
                en: "what is kept in memory for emergencies would take more than \(megabytes) MB",
                zh: "应急广播常驻内存的内容超过 \(megabytes) MB"),
            fix: Wording(
                en: "shorten the scripts and chimes of emergencies; until then this one is read from the disk",
                zh: "请缩短应急播音稿和提示音；在此之前这一项从磁盘读取"),
            isWarning: true)
    }
}
