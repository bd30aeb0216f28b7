// SPDX-License-Identifier: Apache-2.0

/// The audio folder at one time: what was found, and by what each file is known to be the one that was.
public struct AudioSnapshot: Sendable {
    /// What was found.
    public let inventory: AudioInventory
    private let stamps: [String: FileStamp]

    /// What was found just now. A file that went away meanwhile has no stamp; whoever opens it is told.
    init(_ inventory: AudioInventory) {
        self.inventory = inventory
        var stamps: [String: FileStamp] = [:]
        for path in inventory.allPaths { stamps[path] = try? FileStamp(path: path) }
        self.stamps = stamps
    }

    /// What is different from an earlier time.
    public func changes(since earlier: AudioSnapshot) -> AudioChanges {
        let paths = Set(inventory.allPaths)
        let before = Set(earlier.inventory.allPaths)
        return AudioChanges(
            added: paths.subtracting(before).sorted(),
            changed: paths.intersection(before).filter { stamps[$0] != earlier.stamps[$0] }.sorted(),
            removed: before.subtracting(paths).sorted(),
            hasOtherProblems: inventory.problems != earlier.inventory.problems)
    }
}

/// What has become different in the audio folder; paths sorted.
public struct AudioChanges: Sendable, Equatable {
    /// Files that were not there.
    public var added: [String]
    /// Files with another content.
    public var changed: [String]
    /// Files that are gone.
    public var removed: [String]
    /// Whether the folder's problems are others than before.
    public var hasOtherProblems: Bool

    /// Whether nothing is different.
    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty && !hasOtherProblems }
}
