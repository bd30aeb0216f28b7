// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Testing

@testable import Station

/// None of these would end in time if the sleeper were not woken.
@Suite(.timeLimit(.minutes(1))) struct LookoutTests {
    private static let long = Duration.seconds(600)

    private final class News: Sendable {
        let has = Atomic(false)
        let looks = Atomic(0)

        func look() -> Bool {
            looks.add(1, ordering: .relaxed)
            return has.load(ordering: .relaxed)
        }
    }

    @Test func `a sleeper is woken by news that come while it sleeps`() async {
        let news = News()
        let lookout = Lookout { news.look() }
        async let sleep: Void = lookout.sleep(for: Self.long, lookingEvery: .milliseconds(1))
        while news.looks.load(ordering: .relaxed) < 10 { await Task.yield() }
        news.has.store(true, ordering: .relaxed)
        await sleep
    }

    @Test func `it is woken by a call, also by one that came before it slept`() async {
        let lookout = Lookout { false }
        lookout.call()
        await lookout.sleep(for: Self.long, lookingEvery: Self.long)
        async let sleep: Void = lookout.sleep(for: Self.long, lookingEvery: Self.long)
        lookout.call()
        await sleep
    }

    @Test func `it is woken when its time has passed, and when its task is cancelled`() async {
        let lookout = Lookout { false }
        await lookout.sleep(for: .milliseconds(2), lookingEvery: Self.long)
        let task = Task { await lookout.sleep(for: Self.long, lookingEvery: Self.long) }
        task.cancel()
        await task.value
    }
}
