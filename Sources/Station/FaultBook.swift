// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Timetable

/// What is wrong at present, since when: for the handover book.
struct FaultBook {
    /// What may be wrong for a while.
    enum Kind: String {
        /// A card takes no sound.
        case noSound
        /// What is noted cannot be written down.
        case unkept
        /// What is noted is written down late.
        case slowDisk
        /// Announcements cannot be spoken.
        case speech
        /// The wall clock cannot be believed, or was set.
        case clock
        /// A change of the files is not loaded because of a mistake in it.
        case mistake
        /// Somebody silenced the store.
        case muted
        /// The machine is so busy that more sound is kept in the card.
        case heldUp

        /// What it is called where its length is told.
        var label: Wording {
            switch self {
            case .noSound: Wording(en: "no sound", zh: "没有声音")
            case .unkept: Wording(en: "nothing kept on disk", zh: "记录无法保存")
            case .slowDisk: Wording(en: "slow disk", zh: "磁盘缓慢")
            case .speech: Wording(en: "not spoken", zh: "无法朗读")
            case .clock: Wording(en: "clock", zh: "时钟")
            case .mistake: Wording(en: "mistake in a file", zh: "文件有误")
            case .muted: Wording(en: "muted", zh: "静音")
            case .heldUp: Wording(en: "held up", zh: "机器卡顿")
            }
        }
    }

    private struct Place: Hashable {
        let kind: Kind
        let subject: String?
    }

    private struct Fault {
        var entry: FaultEntry
        /// How far the clock was set since it began.
        var clockSteps = Duration.zero
    }

    private var faults: [Place: Fault] = [:]

    /// Takes down how something is.
    ///
    /// - Parameter wording: What is wrong; nil for nothing.
    /// - Returns: What is to be kept of it; nil where nothing changed.
    mutating func note(
        _ kind: Kind, of subject: String?, _ wording: Wording?, at now: Instant
    ) -> FaultEntry? {
        let place = Place(kind: kind, subject: subject)
        guard let wording else {
            guard var fault = faults.removeValue(forKey: place) else { return nil }
            fault.entry.to = max(now - fault.clockSteps, fault.entry.from)
            return fault.entry
        }
        guard faults[place]?.entry.wording != wording else { return nil }
        var fault =
            faults[place]
            ?? Fault(
                entry: FaultEntry(
                    id: UUID().uuidString.lowercased(), kind: kind.rawValue, subject: subject, from: now,
                    wording: wording))
        fault.entry.wording = wording
        faults[place] = fault
        return fault.entry
    }

    /// The clock was set: how long each has lasted stays the same. What began by a clock that could not be believed is
    /// told by the new one.
    mutating func move(by step: Duration, wasDoubted: Bool) {
        for place in faults.keys {
            if wasDoubted, let from = faults[place]?.entry.from {
                faults[place]?.entry.from = from + step
            } else {
                faults[place]?.clockSteps += step
            }
        }
    }
}
