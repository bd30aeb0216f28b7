// SPDX-License-Identifier: Apache-2.0
import Playout
import Timetable

/// Tells in few words what happened and what the director decided.
struct StoryTeller {
    let clock: CivilClock

    private func time(_ instant: Instant) -> String {
        let iso = clock.iso8601(instant)
        return String(iso.dropFirst(11).prefix(12))
    }

    func text(of event: Event) -> String {
        switch event {
        case .load(let plan):
            let dates = plan.orders.map { "\($0.date)" }.joined(separator: ", ")
            return "load \(dates)\(plan.isClockTrusted ? "" : " without a clock to believe")"
        case .recall(let memory):
            return "recall \(memory.records.count) records, last run until \(memory.lastRun.map(time) ?? "none")"
        case .clockSet(let step): return "clock set by \(step)"
        case .tick: return "tick"
        case .prepared(let clips): return "prepared \(clips.keys.map(\.description).sorted().joined(separator: ", "))"
        case .wordsCame(let clip, let facts): return "words of \(clip) came, \(facts.duration)"
        case .measured(let song): return "measured \(song.path)"
        case .announce(let one):
            let expiry = one.expires.map { ", expires \(time($0))" } ?? ""
            let repeats = one.repeats.map { ", \($0.times.map(String.init) ?? "endless") every \($0.every)" } ?? ""
            return "announce \(one.id), \(one.broadcastClass), zones \(one.zones.rawValue)\(expiry)\(repeats)"
                + (one.replacesEmergency ? ", replaces" : "")
        case .cancel(let id): return "cancel \(id)"
        case .claimed(let id): return "claimed \(id)"
        case .mute(let name): return "mute by \(name)"
        case .unmute: return "unmute"
        case .started(let id, let at): return "\(id) started \(time(at))"
        case .ended(let id, let at): return "\(id) ended \(time(at))"
        case .failed(let id, let why): return "\(id) failed: \(why.en)"
        case .outputLost(let zones): return "output lost, zones \(zones.rawValue)"
        case .outputReturned(let zones): return "output returned, zones \(zones.rawValue)"
        }
    }

    func text(of effect: Effect) -> String {
        switch effect {
        case .start(let playback):
            "start \(playback.id.number) at \(time(playback.at)), zones \(playback.zones.rawValue): \(name(of: playback))"
        case .stop(let id, let at, let fade): "stop \(id.number) at \(time(at)) over \(fade)"
        case .duck(let zones, let decibels, let at, _): "duck zones \(zones.rawValue) to \(decibels) at \(time(at))"
        case .began(let record): "began \(record.key)"
        case .record(let record):
            "record \(record.key): \(record.outcome)\(record.reason.map { ", \($0.wording(clock: clock).en)" } ?? "")"
        case .announcement(let id, let state): "\(id) is \(state)"
        case .heard(let id, let start, let end): "\(id) was heard from \(time(start)) to \(time(end))"
        }
    }

    private func name(of playback: Playback) -> String {
        switch (playback.subject, playback.content) {
        case (.cue(let key), .clip(let clip)): "\(key) with \(clip)"
        case (.announcement(let id), _): id
        case (.allClear(let id), _): "all-clear of \(id)"
        case (_, .song(let song)): "\(song.path), \(song.duration)"
        case (.song(let path), _): path
        }
    }
}
