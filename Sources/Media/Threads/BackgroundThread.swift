// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// A thread of our own, for work that blocks and so does not belong on the cooperative pool.
public final class BackgroundThread: Sendable {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Nil once joined.
    private let handle: Mutex<pthread_t?>

    /// Starts the thread. The process has to have room for one more thread.
    public init(_ run: @escaping @Sendable () -> Void) {
        let body = unsafe Unmanaged.passRetained(Body(run: run))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread, nil,
            { raw in
                guard let raw = unsafe raw else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        precondition(code == 0, "no thread could be started (error \(code))")
        handle = Mutex(thread)
    }

    /// Waits until the body has returned; once is enough, further calls return at once.
    public func join() {
        let thread = handle.withLock { handle in handle.take() }
        if let thread { pthread_join(thread, nil) }
    }
}
