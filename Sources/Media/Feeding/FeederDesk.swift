// SPDX-License-Identifier: Apache-2.0
import Mixing
import Synchronization

/// The feeder's list of work, and the loop that works it off.
final class FeederDesk: Sendable {
    /// A clip on its way into a ring.
    struct Job: Sendable {
        var id: UInt64
        /// Tells this playback from an earlier one with the same id.
        var ticket: UInt64
        var clip: Clip
        var ring: FrameRing
        /// Whether its ring is being topped up, which goes on until it is full.
        var isFilling = false
        /// What is to be made before it can go on.
        var awaited: AwaitedPieces?

        var isAwaiting: Bool { awaited.map { $0.pieces == nil } ?? false }
    }

    /// How often pieces that are being made are looked for.
    private static let awaitingRest = Duration.milliseconds(5)

    private struct State {
        var jobs: [UInt64: Job] = [:]
        var nextTicket: UInt64 = 0
        var isOpen = true
    }

    private let state = Mutex(State())
    private let wake = WakeSignal()
    private let failures: AsyncStream<FeedFailure>.Continuation

    init(failures: AsyncStream<FeedFailure>.Continuation) {
        self.failures = failures
    }

    func start(_ clip: Clip, into ring: FrameRing, id: UInt64) {
        state.withLock { state in
            guard state.isOpen else { return }
            state.jobs[id] = Job(id: id, ticket: state.nextTicket, clip: clip, ring: ring)
            state.nextTicket += 1
        }
        wake.raise()
    }

    /// Rings are written only under the lock and only for listed jobs, so that leaving the list is enough.
    func cancel(id: UInt64) {
        state.withLock { state in _ = state.jobs.removeValue(forKey: id) }
        wake.raise()
    }

    func shutdown() {
        state.withLock { state in
            state.isOpen = false
            state.jobs.removeAll()
        }
        wake.raise()
        failures.finish()
    }

    /// Feeds until `shutdown()`.
    func run() {
        var readers: [UInt64: ClipReader] = [:]
        var block = [Float](repeating: 0, count: Feeder.blockFrames * HouseFormat.channels)
        while true {
            guard let job = hungriest() else {
                let (isOpen, tickets) = state.withLock { state in
                    (state.isOpen, Set(state.jobs.values.map(\.ticket)))
                }
                guard isOpen else { return }
                readers = readers.filter { tickets.contains($0.key) }
                wake.wait(for: rest)
                continue
            }
            let reader = readers[job.ticket] ?? ClipReader(job.clip)
            readers[job.ticket] = reader
            // Decoding happens outside of the lock: it may take as long as the disk likes.
            let room = min(job.ring.writableFrames, Feeder.blockFrames)
            let reading = reader.read(atMost: room, into: &block) { error in
                failures.yield(FeedFailure(id: job.id, error: error))
            }
            switch reading {
            case .frames(let frames): deliver(block.span.extracting(first: frames * HouseFormat.channels), of: job)
            case .ended: deliver(Span(), of: job)
            case .awaited(let awaited): wait(for: awaited, of: job)
            }
        }
    }

    /// The job whose ring runs dry first, of those to be topped up.
    func hungriest() -> Job? {
        state.withLock { state in
            let job = state.jobs.values
                .filter { !$0.isAwaiting }
                .filter { $0.isFilling ? $0.ring.writableFrames > 0 : Self.framesUntilRoom($0.ring) <= 0 }
                .min { $0.ring.readableFrames < $1.ring.readableFrames }
            if let job { state.jobs[job.id]?.isFilling = true }
            return job
        }
    }

    /// How many frames must be played before a ring is to be topped up.
    private static func framesUntilRoom(_ ring: FrameRing) -> Int {
        min(Feeder.refillFrames, (ring.capacityFrames + 1) / 2) - ring.writableFrames
    }

    /// How long no ring is to be topped up, if all are played at the house rate; a ring that waits for its start
    /// is looked at as often as one that is played.
    private var rest: Duration {
        state.withLock { state in
            guard !state.jobs.isEmpty else { return Feeder.idleRest }
            let awaiting = state.jobs.values.contains(where: \.isAwaiting) ? Self.awaitingRest : Feeder.longestRest
            let frames = state.jobs.values.filter { !$0.isAwaiting }.map { Self.framesUntilRoom($0.ring) }.min()
            guard let frames else { return awaiting }
            return min(.milliseconds(frames * 1000 / HouseFormat.sampleRate + 1), awaiting)
        }
    }

    private func wait(for awaited: AwaitedPieces, of job: Job) {
        state.withLock { state in
            guard state.jobs[job.id]?.ticket == job.ticket else { return }
            state.jobs[job.id]?.awaited = awaited
        }
    }

    /// Puts frames into the job's ring unless it was cancelled meanwhile; none mean that the clip has ended.
    func deliver(_ samples: Span<Float>, of job: Job) {
        state.withLock { state in
            guard state.jobs[job.id]?.ticket == job.ticket else { return }
            if samples.isEmpty {
                job.ring.finish()
                state.jobs[job.id] = nil
            } else {
                job.ring.write(samples)
                if job.ring.writableFrames == 0 { state.jobs[job.id]?.isFilling = false }
            }
        }
    }
}
