// SPDX-License-Identifier: Apache-2.0
import Glibc
import Synchronization

/// Tells when files below a folder were added, replaced, changed or taken away, once they are whole.
///
/// The kernel (inotify) says what happens. A file counts as whole when its writer has closed it or moved it there, or
/// when nothing was written to it for some seconds. The folder itself may go and come, or be a link that is turned to
/// another. Where the kernel cannot say, as on some network disks, the folder is worth a look every ``lookSeconds``.
public final class FolderWatch: Sendable {
    /// How often a look is due where nothing was said.
    public static let lookSeconds = 60

    /// One element each time something has changed or a look is due. For one reader; ends with ``shutdown()``.
    public let changes: AsyncStream<Void>

    private let loop: FolderWatchLoop
    private let thread: BackgroundThread

    /// Watches a folder and the folders in it, two levels deep; it need not be there yet.
    ///
    /// - Parameters:
    ///   - settleMilliseconds: how long it must be quiet before changes are told, so that a folder that is copied is
    ///     told of once.
    ///   - stallSeconds: after how long without a write a file that nobody closed counts as whole.
    public init(root: String, settleMilliseconds: Int = 1_000, stallSeconds: Int = 10) {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let loop = FolderWatchLoop(
            root: root, settleMilliseconds: settleMilliseconds, stallSeconds: stallSeconds, changes: continuation)
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
