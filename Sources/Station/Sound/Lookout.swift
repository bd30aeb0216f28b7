// SPDX-License-Identifier: Apache-2.0
import Media
import Synchronization

/// Lets the station's task sleep until there is something for it to do.
///
/// The audio threads ring no bell, so somebody has to look whether the mixers have reported. A timer of Swift's
/// concurrency would wake three threads for each look; this thread looks, and wakes the task when it is needed.
final class Lookout: Sendable {
    private struct State: Sendable {
        var sleeper: CheckedContinuation<Void, Never>?
        var end = ContinuousClock.now
        var interval = Duration.zero
        var isCalled = false
        var isOpen = true
    }

    /// What thread and task share.
    private final class Post: Sendable {
        let state = Mutex(State())
        let wake = WakeSignal()
        let hasNews: @Sendable () -> Bool

        init(_ hasNews: @escaping @Sendable () -> Bool) {
            self.hasNews = hasNews
        }

        func run() {
            while let pause = turn() { wake.wait(for: pause) }
        }

        /// Wakes the sleeper if it is time.
        ///
        /// - Returns: For how long nothing needs to be looked at; nil at the end.
        private func turn() -> Duration? {
            let hasNews = hasNews()
            let (sleeper, pause) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Duration?) in
                let rest = state.end - ContinuousClock.now
                if state.sleeper != nil, rest > .zero, !hasNews, !state.isCalled, state.isOpen {
                    return (nil, min(rest, state.interval))
                }
                // One that is called while it is awake sleeps no more the next time.
                if state.sleeper != nil { state.isCalled = false }
                return (state.sleeper.take(), state.isOpen ? .seconds(60) : nil)
            }
            sleeper?.resume()
            return pause
        }
    }

    private let post: Post
    private let thread: BackgroundThread

    /// Starts the thread.
    ///
    /// - Parameter hasNews: Whether a mixer has reported something; asked from the thread.
    init(hasNews: @escaping @Sendable () -> Bool) {
        let post = Post(hasNews)
        self.post = post
        thread = BackgroundThread { post.run() }
    }

    deinit {
        post.state.withLock { $0.isOpen = false }
        post.wake.raise()
        thread.join()
    }

    /// Returns when there is news, when called, when the task was cancelled, or when the time has passed. For one
    /// task.
    ///
    /// - Parameter interval: How often to look for news.
    func sleep(for pause: Duration, lookingEvery interval: Duration) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                post.state.withLock {
                    $0.sleeper = continuation
                    $0.end = ContinuousClock.now + pause
                    $0.interval = interval
                }
                post.wake.raise()
            }
        } onCancel: {
            call()
        }
    }

    /// Wakes the sleeper, or lets its next sleep end at once.
    func call() {
        post.state.withLock { $0.isCalled = true }
        post.wake.raise()
    }
}
