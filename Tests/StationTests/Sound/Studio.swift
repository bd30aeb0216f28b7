// SPDX-License-Identifier: Apache-2.0
import CEBUR128
import Foundation
import Mixing
import Playout
import Timetable

@testable import Media
@testable import Station

/// Runs a plan through the real director and the real mixer, so that the bed and the programme can be heard apart.
struct Studio {
    private var director: Director
    private let start: Instant
    private var now: Instant
    private var agenda: [(at: Instant, event: Event)] = []
    private(set) var playbacks: [Playback] = []
    private var effects: [Effect] = []
    private let clips: [ClipID: PreparedClip]
    private let songs: [String: Clip]
    private let songLengths: [String: Duration]

    /// - Parameter start: where time begins.
    init(_ plan: Plan, of store: Store, from start: Instant) async throws {
        director = Director(settings: store.schedule.settings.director, seed: 1)
        self.start = start
        now = start
        var clips: [ClipID: PreparedClip] = [:]
        for id in plan.clips(neededAfter: start) { clips[id] = try await store.preparer.prepare(id) }
        var songs: [String: Clip] = [:]
        var lengths: [String: Duration] = [:]
        var measured: [Song] = []
        for song in plan.folders.values.joined() {
            let prepared = try await store.preparer.song(song.path)
            songs[song.path] = prepared.clip
            lengths[song.path] = prepared.song.duration
            measured.append(prepared.song)
        }
        self.clips = clips
        self.songs = songs
        songLengths = lengths
        send(.load(plan))
        for song in measured { send(.measured(song)) }
        send(.prepared(clips.mapValues { .ready($0.facts) }))
    }

    func facts(of clip: ClipID) -> ClipFacts? { clips[clip]?.facts }

    /// When a playback begins, in seconds from the start.
    func second(of playback: Playback) -> Double { (playback.at - start).seconds }

    mutating func run(seconds: Double) {
        let end = start + .seconds(seconds)
        while let next = [agenda.first?.at, director.nextDeadline].compactMap({ $0 }).min(), next <= end {
            now = max(now, next)
            if let due = agenda.first, due.at == next {
                agenda.removeFirst()
                send(due.event)
            } else {
                send(.tick)
            }
        }
        now = end
    }

    private mutating func send(_ event: Event) {
        for effect in director.handle(event, at: now) {
            effects.append(effect)
            guard case .start(let playback) = effect else { continue }
            playbacks.append(playback)
            add(.started(playback.id, at: playback.at), at: playback.at)
            let end = playback.at + length(of: playback)
            add(.ended(playback.id, at: end), at: end)
        }
    }

    private mutating func add(_ event: Event, at instant: Instant) {
        agenda.insert((instant, event), at: agenda.firstIndex { $0.at > instant } ?? agenda.endIndex)
    }

    private func length(of playback: Playback) -> Duration {
        switch playback.content {
        case .song(let song): songLengths[song.path] ?? .zero
        case .clip(let clip): clips[clip]?.facts.duration ?? .zero
        }
    }

    /// What is heard on one bus alone, the bed with its ducking, as interleaved stereo.
    func heard(_ bus: Bus, seconds: Int) -> [Float] {
        let frames = seconds * HouseFormat.sampleRate
        let mixer = Mixer(zones: 1, voices: max(1, playbacks.count), ringFrames: frames)
        let origin: Int64 = 1_000_000_000
        func at(_ instant: Instant) -> Int64 { origin + (instant - start).nanoseconds }
        for effect in effects {
            switch effect {
            case .start(let playback): begin(playback, at: at(playback.at), on: mixer, bus)
            case .stop(let id, let instant, let fade):
                guard let voice = playbacks.firstIndex(where: { $0.id == id }) else { continue }
                _ = mixer.send(.stop(voice: voice, at: at(instant), fade: fade.nanoseconds))
            case .duck(let zones, let decibels, let instant, let ramp):
                _ = mixer.send(
                    .duck(
                        zones: ZoneMask(rawValue: zones.rawValue), at: at(instant),
                        to: Float(pow(10, decibels / 20)), over: ramp.nanoseconds))
            default: break
            }
        }
        var heard: [Float] = []
        var period = [Float](repeating: 0, count: 960)
        while heard.count < 2 * frames {
            var span = period.mutableSpan
            mixer.render(into: &span, heardAt: origin + HouseFormat.nanoseconds(frames: Int64(heard.count / 2)))
            heard += period
        }
        return heard
    }

    private func begin(_ playback: Playback, at instant: Int64, on mixer: Mixer, _ wanted: Bus) {
        guard let voice = playbacks.firstIndex(where: { $0.id == playback.id }) else { return }
        let bus: Bus = if case .song = playback.content { .bed } else { .programme }
        guard bus == wanted else { return }
        let clip: Clip? =
            switch playback.content {
            case .song(let song): songs[song.path]
            case .clip(let clip): clips[clip]?.clip
            }
        let ring = mixer.ring(of: voice)
        let reader = ClipReader(clip ?? Clip(pieces: []))
        var block = [Float](repeating: 0, count: 8_192)
        while ring.writableFrames > 0 {
            let room = min(4_096, ring.writableFrames)
            guard case .frames(let got) = reader.read(atMost: room, into: &block, report: { _ in }) else { break }
            ring.write(block.span.extracting(first: got * 2))
        }
        ring.finish()
        _ = mixer.send(
            .start(
                voice: voice, playback: playback.id.number, bus: bus, zones: .everywhere, at: instant, gain: 1,
                fadeIn: playback.fadeIn.nanoseconds))
        if let leader = playback.follows.flatMap({ id in playbacks.firstIndex { $0.id == id } }) {
            _ = mixer.send(.follow(voice: voice, after: leader))
        }
    }
}

/// The integrated loudness of a stretch of interleaved stereo at the house rate, by libebur128; nil for silence.
func loudness(of samples: [Float], from: Double, to: Double) -> Double? {
    var state = ebur128_init(2, 48_000, Int32(EBUR128_MODE_I.rawValue))
    defer { ebur128_destroy(&state) }
    let range = max(0, Int(from * 48_000))..<min(samples.count / 2, Int(to * 48_000))
    samples.withUnsafeBufferPointer { samples in
        _ = ebur128_add_frames_float(state, samples.baseAddress! + 2 * range.lowerBound, range.count)
    }
    var loudness = 0.0
    ebur128_loudness_global(state, &loudness)
    return loudness.isFinite ? loudness : nil
}
