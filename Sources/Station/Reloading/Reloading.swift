// SPDX-License-Identifier: Apache-2.0
import Media
import Playout
import Timetable

/// How far a station is with taking over what staff write.
struct Reloading {
    /// Who has files taken over.
    enum Cause {
        /// They were saved.
        case saved
        /// They were saved, and what vanished is not coming back.
        case savedForGood
        /// Somebody said so, which stands also for what is suddenly gone.
        case asked
    }

    /// What became of a look at the files.
    enum Outcome {
        case loaded([Change])
        /// The mistakes for which nothing was taken over.
        case refused([Problem])
        /// Something vanished: another look will show whether it comes back.
        case vanished
        /// They are being written all the time.
        case unsettled
    }

    var schedulesWatch: FolderWatch?
    var audioWatch: FolderWatch?
    var following: [Task<Void, Never>] = []
    /// The look that is under way, or was last: each waits for the one before it.
    var lastLook: Task<Outcome, Never>?
    /// The text that is being saved in a browser, or was last: each waits for the one before it.
    var lastSave: Task<Result<TextSaved, TextRefusal>, Never>?
    /// The same for a change of the audio folder.
    var lastMediaChange: Task<Void, Never>?
    /// As the files were at the last look.
    var seen: ScheduleStamps?
    /// The clips of the plan that was loaded last.
    var wanted: Set<ClipID> = []
    /// What was taken over last, and when.
    var last: (at: Instant, changes: [Change])?
    /// Why what is written is not what is on air; empty where it is.
    var mistakes: [Problem] = []
}
