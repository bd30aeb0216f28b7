// SPDX-License-Identifier: Apache-2.0
import Foundation
import Media
import Mixing
public import Playout
import Rehearsal
public import Timetable

extension Store {
    /// What is heard that long before a stretch still shapes it: the limiter comes to rest, the bed to its place.
    private static let preroll = Duration.seconds(2)
    /// The simulated time after which it is asked how far a rendering has come.
    private static let step = Duration.seconds(10)

    /// Renders a stretch of a day in one zone into a file, with the director, the deck and the mixer of the daemon.
    ///
    /// The day is rehearsed twice from its beginning: once to see what is heard, so that it is decoded ahead by all the
    /// processors there are, and once with sound. The same store gives the same file, bit for bit.
    ///
    /// - Parameters:
    ///   - order: the day.
    ///   - plan: what is known of its sound (`prepareAll`); its songs are measured first, so that a store never heard
    ///     before sounds as one that was.
    ///   - progress: told now and then which part of the stretch is done, from 0 to 1.
    /// - Throws: when the file cannot be written, or the task is cancelled; nothing is left of it then.
    public func render(
        _ request: RenderRequest, of order: RunningOrder, _ plan: Plan,
        progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) async throws(RenderFailure) -> RenderedStretch {
        let plan = await measured(plan, of: order)
        let scout = Scout(plan, zone: ZoneSet(zone: request.zone))
        var rehearsal = rehearsal(of: order, plan)
        _ = rehearsal.advance(to: request.to, on: scout)
        let heard = scout.heard(from: request.from - Self.preroll, to: request.to)
        let clips = await prepare(heard.map(\.playback.content))
        let first = heard.map(\.start).min() ?? request.from
        let rendering = Rendering(
            store: self, request: request, origin: min(request.from - Self.preroll, first),
            expected: heard.map(\.playback.content), clips: clips)
        let result = await withTaskCancellationHandler {
            await BlockingWork.run {
                Result { () throws(SoundWriter.Failure) in
                    try rendering.run(self.rehearsal(of: order, plan), step: Self.step, progress)
                }.mapError { RenderFailure(detail: $0.detail) }
            }
        } onCancel: {
            rendering.cancel()
        }
        return try result.get()
    }

    /// The plan with the songs of the day's folders as they are, and not as their headers tell.
    private func measured(_ plan: Plan, of order: RunningOrder) async -> Plan {
        let folders = Set(order.cues.filter { $0.verb == .music }.map(\.name))
        let songs = plan.folders.filter { folders.contains($0.key) }.values.joined().map(Playback.Content.song)
        _ = await prepare(songs)
        let known = Dictionary(preparer.songs().folders.values.joined().map { ($0.path, $0) }) { first, _ in first }
        var plan = plan
        // What cannot be measured stays, and fails when its turn comes.
        plan.folders = plan.folders.mapValues { $0.map { known[$0.path] ?? $0 } }
        return plan
    }

    /// Levels everything that is to be heard, as many pieces at a time as there are processors.
    private func prepare(_ contents: [Playback.Content]) async -> [Playback.Content: Result<Clip, PreparationFailure>] {
        var waiting = Array(Set(contents))[...]
        return await withTaskGroup(of: (Playback.Content, Result<Clip, PreparationFailure>).self) { group in
            var clips: [Playback.Content: Result<Clip, PreparationFailure>] = [:]
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                guard let content = waiting.popFirst() else { break }
                group.addTask { (content, await self.preparer.prepare(content)) }
            }
            for await (content, clip) in group {
                clips[content] = clip
                guard !Task.isCancelled, let content = waiting.popFirst() else { continue }
                group.addTask { (content, await self.preparer.prepare(content)) }
            }
            return clips
        }
    }
}

extension Preparer {
    /// What a playback plays, levelled.
    func prepare(_ content: Playback.Content) async -> Result<Clip, PreparationFailure> {
        do throws(PreparationFailure) {
            switch content {
            case .song(let song): return .success(try await self.song(song.path).clip)
            case .clip(let id): return .success(try await prepare(id).clip)
            }
        } catch {
            return .failure(error)
        }
    }
}
