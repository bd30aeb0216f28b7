// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Mixing
import Playout
import Rehearsal
import Synchronization
import Timetable

/// One run of a day with sound, from shortly before a stretch to its end.
struct Rendering: Sendable {
    let store: Store
    let request: RenderRequest
    /// The first instant that is mixed, at the latest.
    let origin: Instant
    /// What is heard, in the order in which it begins.
    let expected: [Playback.Content]
    let clips: [Playback.Content: Result<Clip, PreparationFailure>]
    private let cancellation = Cancellation()

    /// What says from another thread that the file is not wanted any more.
    private final class Cancellation: Sendable {
        let isWanted = Atomic<Bool>(false)
    }

    init(
        store: Store, request: RenderRequest, origin: Instant, expected: [Playback.Content],
        clips: [Playback.Content: Result<Clip, PreparationFailure>]
    ) {
        self.store = store
        self.request = request
        self.origin = origin
        self.expected = expected
        self.clips = clips
    }

    /// Has `run` end soon, if it is not over, and leave nothing behind.
    func cancel() {
        cancellation.isWanted.store(true, ordering: .relaxed)
    }

    /// Renders; blocks the thread.
    ///
    /// - Parameter rehearsal: the beginning of the day.
    func run(
        _ rehearsal: Rehearsal, step: Duration, _ progress: (Double) -> Void
    ) throws(SoundWriter.Failure) -> RenderedStretch {
        // A whole number of seconds, so that frames fall on the instants of the stretch exactly.
        let lead = Int((request.from - origin).seconds.rounded(.up))
        let frames = HouseFormat.frames(nanoseconds: (request.to - request.from).nanoseconds)
        let writer = try SoundWriter(path: request.path, format: request.format.written, frames: frames)
        let lookahead = Int64(Mixer.lookaheadFrames)
        let cutter = Cutter(
            skipping: Int64(lead * HouseFormat.sampleRate) + lookahead, taking: frames, writer: writer)
        let stage = RenderStage(
            origin: request.from - .seconds(lead), zone: ZoneSet(zone: request.zone),
            peakDecibels: store.schedule.settings.levels.peak,
            feeder: AheadFeeder(
                // What could not be prepared is told when its turn comes.
                expecting: expected.compactMap { try? clips[$0]?.get() },
                threads: ProcessInfo.processInfo.activeProcessorCount),
            clip: clip(of:), deliver: cutter.take)
        defer { stage.shutdown() }
        var rehearsal = rehearsal
        var records: [CueRecord] = []
        let end = request.to + .nanoseconds(HouseFormat.nanoseconds(frames: lookahead))
        var reached = request.from
        records += rehearsal.advance(to: reached, on: stage)
        while reached < end, cutter.failure == nil {
            guard !cancellation.isWanted.load(ordering: .relaxed) else {
                writer.discard()
                throw .cancelled
            }
            reached = min(reached + step, end)
            records += rehearsal.advance(to: reached, on: stage)
            progress((reached - request.from).seconds / (end - request.from).seconds)
        }
        cutter.flush()
        if let failure = cutter.failure {
            writer.discard()
            throw failure
        }
        try writer.finish()
        return RenderedStretch(
            records: records.filter { ($0.end ?? $0.planned) >= request.from }.sorted { $0.planned < $1.planned },
            failures: stage.failures)
    }

    /// What a playback plays; prepared now where the day went otherwise than the rehearsal without sound, after a song
    /// that broke off.
    private func clip(of content: Playback.Content) -> Result<Clip, PreparationFailure> {
        clips[content] ?? BlockingWork.wait { [preparer = store.preparer] in await preparer.prepare(content) }
    }
}

/// Cuts the stretch out of what a mixer renders, and hands it to a writer in large pieces.
private final class Cutter {
    private static let pieceSamples = 16_384

    private var toSkip: Int
    private var toTake: Int
    private let writer: SoundWriter
    private var piece: [Float] = []
    private(set) var failure: SoundWriter.Failure?

    init(skipping: Int64, taking: Int64, writer: SoundWriter) {
        toSkip = Int(skipping) * HouseFormat.channels
        toTake = Int(taking) * HouseFormat.channels
        self.writer = writer
    }

    func take(_ samples: Span<Float>) {
        let first = min(toSkip, samples.count)
        toSkip -= first
        let end = min(first + toTake, samples.count)
        toTake -= end - first
        guard first < end else { return }
        samples.extracting(first..<end).withUnsafeBufferPointer { piece.append(contentsOf: $0) }
        if piece.count >= Self.pieceSamples { flush() }
    }

    func flush() {
        guard failure == nil, !piece.isEmpty else { return }
        do throws(SoundWriter.Failure) {
            try writer.write(piece)
        } catch {
            failure = error
        }
        piece = []
        piece.reserveCapacity(Self.pieceSamples + 9_600)
    }
}
