// SPDX-License-Identifier: Apache-2.0
import SoundCard
import Timetable

/// One thing that was found before the store opens. A `place` is put behind where a store has several cards, and is
/// empty where it has one.
enum ReadyFinding: Sendable, Equatable {
    /// No station answers.
    case notRunning

    /// The store is open at these times, and so many lines are planned.
    case dayPlanned(opens: ClockTime, closes: ClockTime, cues: Int)
    /// Nothing is planned.
    case dayClosed
    /// So many mistakes keep what is written from the air; this is the first.
    case dayNotLoaded(String, count: Int)
    /// Somebody silenced the store.
    case dayMuted(by: String)

    /// A card takes the sound.
    case cardPlays(place: Wording, device: String, StreamFormat, underruns: Int, losses: Int)
    /// It does, but a busy machine may make it stutter.
    case cardNotRealtime(place: Wording)
    /// The machine was held up, so that more is kept in the card, in milliseconds.
    case cardHeldUp(place: Wording, bufferMs: Int)
    /// It is being opened for the first time.
    case cardOpening(place: Wording, device: String)
    /// It takes no sound.
    case cardSilent(place: Wording, device: String, Wording)

    /// A song reached the card about as loud as promised, in LUFS.
    case levelRight(place: Wording, song: String, about: Int, promised: Int)
    /// A song reached it much louder or quieter.
    case levelOff(place: Wording, song: String, about: Int, promised: Int)
    /// All of a song was silence.
    case levelSilent(place: Wording, song: String)
    /// No song was heard to its end since the start.
    case levelUnknown(place: Wording)
    /// A volume control lets nothing pass.
    case volumeMuted(place: Wording, control: String)
    /// A volume control is turned down very far: to decibels, or percent of its way.
    case volumeLow(place: Wording, control: String, stands: String)

    /// All of today can be played.
    case filesReady(sounds: Int, songs: Int)
    /// So many sounds of today cannot be played; these are the first, and why the first cannot.
    case filesMissing(names: [String], count: Int, why: Wording)
    /// So many are still being looked at or spoken.
    case filesPending(count: Int)
    /// A music folder of today has nothing to play.
    case filesNoSongs(folder: String)
    /// So many other sound files cannot be played; this is the first.
    case filesBroken(String, count: Int)

    /// Every script is approved.
    case draftsNone
    /// Some are not, and none of them is planned today.
    case draftsUnused([String])
    /// Some are not, and these are planned today.
    case draftsPlanned([String])

    /// The clock can be believed; when the clocks of the zone change next, if within days.
    case clockRight(now: String, zone: String, change: Wording?)
    /// It was set by `--as-if`.
    case clockAsIf(now: String)
    /// It cannot be believed.
    case clockDoubted(Wording)

    /// So many bytes are free.
    case diskRoom(free: Int64)
    /// Few are.
    case diskLow(free: Int64)
    /// Next to none are.
    case diskFull(free: Int64)
    /// Nobody can tell.
    case diskUnknown

    /// What was noted just now is on disk, after so many milliseconds.
    case recordKept(milliseconds: Int)
    /// It takes long.
    case recordSlow
    /// It is not, and why.
    case recordUnkept(Wording, fix: Wording)

    /// Nothing waits.
    case queueEmpty
    /// So many announcements are not over.
    case queueWaiting(count: Int)
    /// One waits to be heard for so many minutes.
    case queueStuck(name: String, minutes: Int)
    /// One is heard without its words, for this reason.
    case queueUnspoken(name: String, texts: [String], reason: String)
    /// So many of today could not be played; this is the last of them.
    case queueFailed(name: String, reason: String, count: Int)

    /// These scripts of emergencies are in memory.
    case emergencyReady([String])
    /// These are not yet.
    case emergencyPending([String])
    /// There is none that could be.
    case emergencyNone
    /// Some sound of them cannot be kept.
    case emergencyUnready(String, fix: String?)

    /// A word was spoken in each of these languages.
    case speechWorks(languages: [String])
    /// None was in this one.
    case speechFails(language: String, Wording, fix: Wording)

    /// What is looked at.
    enum Subject: String {
        case station, day, card, levels, files, drafts, clock, disk, record, queue, emergency, speech
    }

    /// What it comes to.
    enum Verdict: String {
        case good, doubtful, bad
    }
}

extension ReadyFinding {
    /// What it is about.
    var subject: Subject {
        switch self {
        case .notRunning: .station
        case .dayPlanned, .dayClosed, .dayNotLoaded, .dayMuted: .day
        case .cardPlays, .cardNotRealtime, .cardHeldUp, .cardOpening, .cardSilent: .card
        case .levelRight, .levelOff, .levelSilent, .levelUnknown, .volumeMuted, .volumeLow: .levels
        case .filesReady, .filesMissing, .filesPending, .filesNoSongs, .filesBroken: .files
        case .draftsNone, .draftsUnused, .draftsPlanned: .drafts
        case .clockRight, .clockAsIf, .clockDoubted: .clock
        case .diskRoom, .diskLow, .diskFull, .diskUnknown: .disk
        case .recordKept, .recordSlow, .recordUnkept: .record
        case .queueEmpty, .queueWaiting, .queueStuck, .queueUnspoken, .queueFailed: .queue
        case .emergencyReady, .emergencyPending, .emergencyNone, .emergencyUnready: .emergency
        case .speechWorks, .speechFails: .speech
        }
    }

    /// Whether the store can open with it.
    var verdict: Verdict {
        switch self {
        case .dayPlanned, .cardPlays, .levelRight, .levelUnknown, .filesReady, .draftsNone, .draftsUnused, .clockRight,
            .diskRoom, .recordKept, .queueEmpty, .queueWaiting, .emergencyReady, .speechWorks:
            .good
        case .dayClosed, .cardNotRealtime, .cardHeldUp, .cardOpening, .levelOff, .levelSilent, .volumeLow,
            .filesPending,
            .filesBroken, .clockAsIf, .diskLow, .recordSlow, .queueStuck, .queueFailed, .emergencyPending,
            .emergencyNone:
            .doubtful
        case .notRunning, .dayNotLoaded, .dayMuted, .cardSilent, .volumeMuted, .filesMissing, .filesNoSongs,
            .draftsPlanned, .clockDoubted, .diskFull, .diskUnknown, .recordUnkept, .queueUnspoken, .emergencyUnready,
            .speechFails:
            .bad
        }
    }
}

extension ReadyFinding.Subject {
    /// What it is called for people.
    var label: Wording {
        switch self {
        case .station: Wording(en: "station", zh: "播音台")
        case .day: Wording(en: "today", zh: "今日")
        case .card: Wording(en: "card", zh: "声卡")
        case .levels: Wording(en: "levels", zh: "音量")
        case .files: Wording(en: "files", zh: "文件")
        case .drafts: Wording(en: "drafts", zh: "草稿")
        case .clock: Wording(en: "clock", zh: "时钟")
        case .disk: Wording(en: "disk", zh: "磁盘")
        case .record: Wording(en: "record", zh: "记录")
        case .queue: Wording(en: "queue", zh: "队列")
        case .emergency: Wording(en: "emergency", zh: "应急")
        case .speech: Wording(en: "speech", zh: "朗读")
        }
    }
}
