// SPDX-License-Identifier: Apache-2.0
import Journal
import Media

/// What sound files measured, for programs that run beside the daemon, or without one: they read and keep it in the same
/// journal. Where that cannot be, files are measured again, and nothing else is lost.
extension Store {
    private var sharedFacts: SharedMediaFacts { SharedMediaFacts(path: preparer.paths.journal) }

    /// Takes in what was measured before, by the daemon or another program.
    public func recallMeasured() async {
        let memory = preparer.measurer.memory
        await BlockingWork.run { [sharedFacts] in
            do throws(JournalError) {
                let entries = try sharedFacts.read(
                    measure: LoudnessCache.measure, limit: LoudnessCache.maximumEntries)
                memory.fill(entries.map(LoudnessCache.Entry.init))
            } catch {
                // Then all is measured again; the daemon tells what is wrong with its journal.
            }
        }
    }

    /// Keeps what was measured for the daemon and other programs.
    public func keepMeasured() async {
        let now = WallClock().now
        let entries = preparer.measurer.memory.handOver().map { MediaEntry($0, seen: now) }
        await BlockingWork.run { [sharedFacts] in
            do throws(JournalError) {
                try sharedFacts.write(entries)
            } catch {
                // Then all is measured again next time.
            }
        }
    }
}
