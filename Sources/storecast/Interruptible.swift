// SPDX-License-Identifier: Apache-2.0
import Glibc
import UnixSignals

/// Does work that has something to clear up when it is cut short: Ctrl-C and SIGTERM cancel it, and end the program
/// once it is over. The second of them ends the program at once.
///
/// It ends by the signal itself, so that a shell's loop around it ends as well.
func interruptible<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    let working = Task(operation: work)
    let watching = Task { () -> UnixSignal? in
        guard let caught = await signals.first(where: { _ in true }) else { return nil }
        endBySignals()
        working.cancel()
        return caught
    }
    let result = await working.result
    watching.cancel()
    endBySignals()
    if let caught = await watching.value { end(by: caught) }
    return try result.get()
}

/// From now on they do what they do to every program.
private func endBySignals() {
    for ending in [SIGINT, SIGTERM] { signal(ending, SIG_DFL) }
}

private func end(by caught: UnixSignal) {
    // Dispatch blocks the signals that it hands on.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, caught.rawValue)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(caught.rawValue)
}
