// SPDX-License-Identifier: Apache-2.0
import Media
import Synchronization

/// The audio folder as it was when somebody looked last; all copies of a store share it.
final class AudioShelf: Sendable {
    private let library: AudioLibrary
    private let snapshot: Mutex<AudioSnapshot>

    /// Looks at the folder.
    init(root: String) {
        library = AudioLibrary(root: root)
        snapshot = Mutex(library.snapshot())
    }

    /// What was found.
    var inventory: AudioInventory { snapshot.withLock { $0.inventory } }

    /// Looks again; answers what is different.
    ///
    /// - Parameter unfinished: files that are still being written; they do not count yet.
    func look(leavingOut unfinished: Set<String>) -> AudioChanges {
        let present = library.snapshot(leavingOut: unfinished)
        return snapshot.withLock { snapshot in
            defer { snapshot = present }
            return present.changes(since: snapshot)
        }
    }
}
