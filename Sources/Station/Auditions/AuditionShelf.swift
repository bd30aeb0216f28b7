// SPDX-License-Identifier: Apache-2.0

/// The last auditions, by id: what they play, not their sound, which is in the files that they name.
struct AuditionShelf {
    /// How many are kept; the oldest goes.
    static let most = 8

    private var kept: [(id: String, sound: PreparedClip)] = []

    /// Keeps one more.
    mutating func keep(_ sound: PreparedClip, as id: String) {
        kept.append((id, sound))
        if kept.count > Self.most { kept.removeFirst() }
    }

    /// What one plays; nil where it is not known, or no more.
    func sound(_ id: String) -> PreparedClip? { kept.first { $0.id == id }?.sound }
}
