// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Timetable

/// What emergencies need is in memory before anybody announces one.
extension Station {
    /// How often what could not be kept is tried again.
    private static let keepingInterval = Duration.seconds(60)

    /// Decodes it, again and again until all of it is there.
    func keepSounds() async {
        while !Task.isCancelled {
            let found = await store.preparer.keepSounds().map(store.problem)
            guard !Task.isCancelled else { return }
            problems.removeAll { keepingProblems.contains($0) && !found.contains($0) }
            report(found)
            keepingProblems = found
            tellWhatIsKept()
            guard !found.isEmpty else { return }
            // Ends early when the folder has changed, or the station ends.
            try? await Task.sleep(for: Self.keepingInterval)
        }
    }

    private func tellWhatIsKept() {
        let (scripts, byteCount) = store.preparer.kept.contents
        guard !scripts.isEmpty, scripts != keptScripts else { return }
        keptScripts = scripts
        let megabytes = String(format: "%.1f", Double(byteCount) / 0x1p20)
        let wording = Wording(
            en: "ready   in memory for emergencies: \(scripts.joined(separator: ", ")) (\(megabytes) MB)",
            zh: "就绪   应急播音稿已备在内存中：\(scripts.joined(separator: "、"))（\(megabytes) MB）")
        log(.emergenciesReady, wording)
    }

    /// Begins to decode it anew: what is in the audio folder has changed.
    func startKeepingSounds() {
        keeping?.cancel()
        keeping = Task { await self.keepSounds() }
    }
}
