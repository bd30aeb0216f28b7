// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// Tells when files below a folder were added, replaced, changed or taken away, once they are whole.
///
/// The kernel (inotify) says what happens. A file counts as whole when its writer has closed it or moved it there, or
/// when nothing was written to it for ``stallSeconds``. Where the kernel cannot say, as on some network disks, the
/// folder is worth a look every ``lookSeconds``.
public final class FolderWatch: Sendable {
    /// How long it must be quiet before changes are told, so that a folder that is copied is told of once.
    public static let settleMilliseconds = 1_000
    /// After how long without a write a file that nobody closed counts as whole.
    public static let stallSeconds = 10
    /// How often a look is due where nothing was said.
    public static let lookSeconds = 60

    /// One element each time something has changed or a look is due. For one reader; ends with ``shutdown()``.
    public let changes: AsyncStream<Void>

    private let loop: FolderWatchLoop
    private let thread: BackgroundThread

    /// Watches a folder and the folders in it, two levels deep; it need not be there yet.
    public init(root: String) {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let loop = FolderWatchLoop(root: root, changes: continuation)
        self.changes = changes
        self.loop = loop
        thread = BackgroundThread { loop.run() }
    }

    deinit {
        shutdown()
    }

    /// The paths of files that are being written now.
    public var unfinished: Set<String> { loop.unfinished }

    /// Ends the watch and waits until its thread has gone.
    public func shutdown() {
        loop.stop()
        thread.join()
    }
}
