// SPDX-License-Identifier: Apache-2.0
import Playout

/// What is written in one transaction.
struct JournalBatch: Sendable {
    /// The present run, and what it closes of former ones where the file does not have it yet.
    var run: RunEntry?
    var announcements: [AnnouncementEntry] = []
    var actions: [StationAction] = []
    var cues: [CueRecord] = []
    var airings: [AiringEntry] = []
    var faults: [FaultEntry] = []
    var media: [MediaEntry] = []
}
