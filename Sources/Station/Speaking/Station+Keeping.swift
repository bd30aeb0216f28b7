// SPDX-License-Identifier: Apache-2.0
import Playout

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
            guard !found.isEmpty else { return }
            try? await Task.sleep(for: Self.keepingInterval)
        }
    }

    /// Begins to decode it anew: what is in the audio folder has changed.
    func startKeepingSounds() {
        keeping?.cancel()
        keeping = Task { await self.keepSounds() }
    }
}
