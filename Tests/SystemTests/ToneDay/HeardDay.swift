// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

/// What the sink played on the day of tones. Instants are seconds from the day's beginning.
struct HeardDay: Sendable {
    /// The recording of the day that the tests of the suite look at.
    @TaskLocal static var recorded: HeardDay?

    let recording: Recording
    /// How often the sound ran dry on its way to the sink, by the daemon's count.
    let underruns: Int
    /// The real time of the day's beginning.
    private let beginning: Date
    private let tracks: [Int: ToneTrack]
    private let bed: LevelTrack

    /// Plays the day, which takes its 72 seconds.
    static func listen() async throws -> HeardDay {
        try await SoundServer.run { sound in
            let recorder = try await sound.record()
            let store = try ToneDay.makeStore()
            return try await RunningDaemon.run(store, asIf: ToneDay.asIf, sound: sound) { daemon in
                try await daemon.run(until: ToneDay.length)
                let figures = try ProcessFigures(of: daemon.child.pid)
                let underruns = try await daemon.status().outputs[0].underruns
                print("the daemon after \(Int(ToneDay.length)) s of tones: \(figures), \(underruns) underruns")
                print(daemon.log)
                return HeardDay(try recorder.recording(), underruns: underruns, from: daemon.startedAt)
            }
        }
    }

    private init(_ recording: Recording, underruns: Int, from start: Date) {
        self.recording = recording
        self.underruns = underruns
        beginning = start
        var tracks: [Int: ToneTrack] = [:]
        for tone in ToneDay.bed + ToneDay.speech where tracks[tone.frequency] == nil {
            tracks[tone.frequency] = ToneTrack(of: tone.frequency, in: recording.left)
        }
        self.tracks = tracks
        bed = LevelTrack(of: ToneDay.bed.compactMap { tracks[$0.frequency] })
    }

    /// When a tone was heard, by when it crosses a share of its full strength.
    func passages(of tone: Tone, above share: Float = 0.5, edge: Float? = nil) -> [Passage] {
        (tracks[tone.frequency]?.passages(above: share, edge: edge) ?? []).map(inDay)
    }

    /// When a tone was heard that is heard once.
    func passage(of tone: Tone) throws -> Passage {
        let passages = passages(of: tone)
        guard passages.count == 1 else {
            throw Obstacle("\(tone.frequency) Hz was heard \(passages.count) times instead of once")
        }
        return passages[0]
    }

    /// When each of some tones was heard, by start.
    func passages(ofEach tones: [Tone]) -> [Passage] {
        tones.flatMap { passages(of: $0) }.sorted { $0.start < $1.start }
    }

    /// When each of some songs was heard, fades and all, by start.
    func passages(ofSongs songs: [Tone]) -> [Passage] {
        // Ducked songs are at a half; a hundredth is reached a few milliseconds after a fade began.
        songs.flatMap { passages(of: $0, above: 0.3, edge: 0.01) }.sorted { $0.start < $1.start }
    }

    /// The bed's level that half of the time between two instants exceeds.
    func bedLevel(from: Double, to: Double) throws -> Float {
        guard let level = bed.median(from: position(from), to: position(to)) else {
            throw Obstacle("nothing was recorded from \(from) s to \(to) s")
        }
        return level
    }

    /// The bed's highest level between two instants.
    func highestBedLevel(from: Double, to: Double) -> Float {
        bed.highest(from: position(from), to: position(to))
    }

    /// Where the bed is below a level between two instants.
    func bedGaps(below level: Float, from: Double, to: Double) -> [Passage] {
        bed.gaps(below: level, from: position(from), to: position(to)).map(inDay)
    }

    /// Steps in either channel that no tone explains.
    func clicks() -> [ClickSearch.Click] {
        let tracks = Array(tracks.values)
        return ClickSearch.clicks(in: recording.left, of: tracks)
            + ClickSearch.clicks(in: recording.right, of: tracks)
    }

    private func position(_ second: Double) -> Double {
        recording.position(of: beginning.addingTimeInterval(second))
    }

    private func inDay(_ passage: Passage) -> Passage {
        Passage(
            start: recording.instant(at: passage.start).timeIntervalSince(beginning),
            end: recording.instant(at: passage.end).timeIntervalSince(beginning))
    }
}
