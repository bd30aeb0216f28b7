// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Media
import Playout
import Timetable

/// What is put into the audio folder, changed there or taken away counts without a restart.
extension Station {
    /// How many files a line of the log names.
    private static let namedFiles = 3

    /// Looks at the audio folder whenever something has changed there, until the watch or the task ends.
    func follow(_ watch: FolderWatch) async {
        // What came between the store's reading and the watch's beginning.
        await lookAtAudio(watch)
        for await _ in watch.changes {
            guard !Task.isCancelled else { return }
            await lookAtAudio(watch)
        }
    }

    /// Takes over what is different in the audio folder since the last look.
    func lookAtAudio(_ watch: FolderWatch) async {
        let shelf = store.preparer.shelf
        let before = store.audioProblems()
        let changes = await BlockingWork.run { shelf.look(leavingOut: watch.unfinished) }
        guard !changes.isEmpty else { return }
        tell(changes)
        let now = store.audioProblems()
        let files = Set(changes.added + changes.changed + changes.removed)
        problems.removeAll { files.contains($0.file) || (before.contains($0) && !now.contains($0)) }
        report(now)
        startKeepingSounds()
        staleClips = Set(clips.keys.filter { $0.source != .announcement })
        loadPlan()
        // A line may have waited for its sound.
        Task { await self.reconsiderMistakes() }
    }

    /// Converts and measures what nobody has yet, so that no song has to wait for it.
    func convertAndMeasure() async {
        let (converted, failures) = await store.convertAll()
        report(failures)
        guard !Task.isCancelled else { return }
        if converted > 0 {
            // The songs among them count from now on; this preparation goes on with the plan that has them.
            loadPlan()
            return
        }
        let inventory = store.preparer.inventory
        await store.preparer.converter.drop(except: inventory.allPaths)
        for path in inventory.music.values.joined().sorted() where !Task.isCancelled {
            do throws(PreparationFailure) {
                if let song = try await store.preparer.unmeasuredSong(path) {
                    handle(.measured(song))
                    keepMeasured()
                }
            } catch {
                report([store.problem(error)])
            }
        }
        for path in Set(inventory.allPaths).subtracting(inventory.music.values.joined()).sorted()
        where !Task.isCancelled {
            // What is wrong with one is told where it is to be heard.
            if (try? await store.preparer.measureQuietly(path)) == true { keepMeasured() }
        }
    }

    private func tell(_ changes: AudioChanges) {
        let kinds = [
            (Wording(en: "new", zh: "新增"), changes.added), (Wording(en: "changed", zh: "更改"), changes.changed),
            (Wording(en: "gone", zh: "移除"), changes.removed),
        ]
        let parts = kinds.filter { !$0.1.isEmpty }.map { kind, paths in
            "\(kind.text(in: language)) \(names(paths))"
        }
        guard !parts.isEmpty else { return }
        let text = parts.joined(separator: language == .zh ? "；" : "; ")
        log(.audioChanged, Wording(en: "audio   \(text)", zh: "音频   \(text)"))
    }

    private func names(_ paths: [String]) -> String {
        let root = store.preparer.paths.audio
        let short = paths.map { $0.hasPrefix(root + "/") ? String($0.dropFirst(root.count + 1)) : $0 }
        let shown = short.prefix(Self.namedFiles).joined(separator: language == .zh ? "、" : ", ")
        guard short.count > Self.namedFiles else { return shown }
        let more = short.count - Self.namedFiles
        return shown + Wording(en: " and \(more) more", zh: " 等共 \(short.count) 个").text(in: language)
    }
}
