// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What happens to the director.
///
/// What is large is kept out of line: nearly all events are reports and deadlines, and each is passed on several times.
public enum Event: Sendable, Equatable {
    /// A plan replaces the one before. Cues that aired or were missed stay so, by their key.
    indirect case load(Plan)
    /// What an earlier run of the program left; best before the first plan, and again after the clock was set. What is
    /// over or began does not begin once more, but for a cue that was cut off and is still inside its lateness.
    indirect case recall(Recollection)
    /// The wall clock was set forward by so much, or back where it is negative; `handle`'s instant is by the new
    /// setting. What is on air goes on.
    case clockSet(by: Duration)
    /// Time has reached `Director.nextDeadline`.
    case tick
    /// The preparation of these clips ended. An announcement may begin under its chime before its words are there, by an
    /// estimate of their length.
    case prepared([ClipID: ClipState])
    /// The words of an announcement that began without them are there: what is on air of it, or about to be, is so long
    /// and so loud.
    indirect case wordsCame(ClipID, ClipFacts)
    /// A song of the plan was measured: this is how long and how loud it truly is.
    indirect case measured(Song)
    /// Somebody pushed an announcement; its clip must be known (`prepared`) by then.
    indirect case announce(Announcement)
    /// Somebody took an announcement back, or ended an emergency; one that is over already stays as it ended.
    case cancel(String)
    /// Who or what an announcement seeks was found; one that is over already stays as it ended.
    case claimed(String)
    /// Somebody, who goes by that name, stopped everything but emergencies; while the store is muted already, nothing
    /// changes.
    case mute(by: String)
    /// The programme goes on.
    case unmute
    /// A playback's first frame was heard at that instant.
    case started(PlaybackID, at: Instant)
    /// A playback's last frame was heard at that instant.
    case ended(PlaybackID, at: Instant)
    /// A playback cannot go on, and why, in words for staff.
    case failed(PlaybackID, Wording)
    /// What sounds in these zones is heard no more: their card was lost. Playbacks run on and are reported.
    case outputLost(zones: ZoneSet)
    /// What sounds in these zones is heard again.
    case outputReturned(zones: ZoneSet)
}
