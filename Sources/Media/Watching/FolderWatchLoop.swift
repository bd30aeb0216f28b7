// SPDX-License-Identifier: Apache-2.0
import FoundationEssentials
import Glibc
import Synchronization

/// What the thread of a ``FolderWatch`` does.
final class FolderWatchLoop: Sendable {
    /// Levels of folders below the root that are watched.
    private static let depth = 2
    private static let mask =
        UInt32(IN_CREATE) | UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM)
        | UInt32(IN_DELETE) | UInt32(IN_ATTRIB) | UInt32(IN_ONLYDIR)

    private let root: String
    private let settleMilliseconds: Int
    private let stallSeconds: Int
    private let changes: AsyncStream<Void>.Continuation
    /// Files being written, and when the last write was seen.
    private let writing = Mutex<[String: ContinuousClock.Instant]>([:])
    private let isOpen = Mutex(true)
    /// Both ends of a pipe: closing the second wakes the thread.
    private let wake: (read: Int32, write: Int32)
    private let descriptor: Int32
    private let firstEvents: FolderEvents

    init(
        root: String, settleMilliseconds: Int, stallSeconds: Int, changes: AsyncStream<Void>.Continuation
    ) {
        self.root = root
        self.settleMilliseconds = settleMilliseconds
        self.stallSeconds = stallSeconds
        self.changes = changes
        var ends: [Int32] = [-1, -1]
        unsafe pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        wake = (ends[0], ends[1])
        descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        // Before the thread runs, so that nothing is missed that happens after the watch was made.
        var events = FolderEvents(descriptor: descriptor, root: root)
        events.watch(depth: Self.depth, Self.mask)
        firstEvents = events
    }

    var unfinished: Set<String> { writing.withLock { Set($0.keys) } }

    func stop() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        if wasOpen { close(wake.write) }
    }

    func run() {
        var events = firstEvents
        var lastChange: ContinuousClock.Instant?
        var lastLook = ContinuousClock.now
        while isOpen.withLock({ $0 }) {
            wait(since: lastChange)
            let now = ContinuousClock.now
            for event in events.read() where take(event, at: now, &events) { lastChange = now }
            if releaseStalled(at: now) { lastChange = now }
            let isSettled = lastChange.map { now - $0 >= .milliseconds(settleMilliseconds) } ?? false
            guard isSettled || now - lastLook >= .seconds(FolderWatch.lookSeconds) else { continue }
            lastChange = nil
            lastLook = now
            // Folders that came while nobody looked, or could not be watched before.
            events.watch(depth: Self.depth, Self.mask)
            changes.yield()
        }
        changes.finish()
        if descriptor >= 0 { close(descriptor) }
        close(wake.read)
    }

    private func wait(since lastChange: ContinuousClock.Instant?) {
        let isBusy = lastChange != nil || !unfinished.isEmpty
        let milliseconds = isBusy ? settleMilliseconds / 4 : FolderWatch.lookSeconds * 1_000
        var polled = [
            pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = unsafe poll(&polled, nfds_t(polled.count), Int32(milliseconds))
    }

    /// Notes an event; answers whether something is now different for who looks.
    private func take(
        _ event: FolderEvents.Event, at now: ContinuousClock.Instant, _ events: inout FolderEvents
    ) -> Bool {
        if event.isRoot {
            // Another folder may stand in its place; what happens to the old one is of no interest.
            events.forget()
            writing.withLock { $0 = [:] }
        }
        if event.isFolder || event.isRoot {
            if event.has(IN_CREATE) || event.has(IN_MOVED_TO) { events.watch(depth: Self.depth, Self.mask) }
            return true
        }
        if event.has(IN_CREATE), Self.isLink(event.path) {
            events.watch(depth: Self.depth, Self.mask)
            return true
        }
        return writing.withLock { writing in
            if event.has(IN_CREATE) || event.has(IN_MODIFY) {
                writing[event.path] = now
                return false
            }
            let wasWriting = writing[event.path] != nil
            // Its rights may change while it is being written.
            if event.has(IN_ATTRIB) { return !wasWriting }
            writing[event.path] = nil
            return true
        }
    }

    /// Whether what was made is a link, or another name of a file: whole as it is, and closed by nobody.
    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFLNK || status.st_nlink > 1
    }

    /// Files nobody writes any more though nobody has closed them, as where the kernel lost count.
    private func releaseStalled(at now: ContinuousClock.Instant) -> Bool {
        writing.withLock { writing in
            let before = writing.count
            writing = writing.filter { now - $0.value < .seconds(stallSeconds) }
            return writing.count < before
        }
    }
}
