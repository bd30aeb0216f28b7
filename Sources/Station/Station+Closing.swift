// SPDX-License-Identifier: Apache-2.0
import Journal
import Playout
import Timetable

/// A graceful stop: what sounds fades out, and what was heard is on record.
extension Station {
    /// The fade, and how long its end is waited for.
    private static let closingFade = Duration.milliseconds(400)
    private static let closingLimit = Duration.milliseconds(900)
    private static let closingStep = Duration.milliseconds(20)

    /// Fades everything out but what is over by then anyway, and writes down what is to be known after the next start.
    func close() async {
        preparation?.cancel()
        keeping?.cancel()
        // What was reported since the last turn.
        noteLastReports()
        deck.fadeOut(over: Self.closingFade)
        let limit = ContinuousClock.now + Self.closingLimit
        while !deck.isSilent, ContinuousClock.now < limit {
            noteLastReports()
            // The shutdown may have cancelled this task; the fade is still to be heard.
            await Task { try? await Task.sleep(for: Self.closingStep) }.value
        }
        await stopOutputs()
        deck.shutdown()
        if hasBegunRun { journal.endRun(at: clock.now) }
        await tellWhatWaits()
    }

    /// What was heard to its end must not be heard again after the next start. Of the rest the director is not told: it
    /// would fill the silence.
    private func noteLastReports() {
        let events = deck.events()
        let whole = Set(deck.proofs.filter { $0.ending == .whole }.map(\.playback.id))
        for event in events {
            switch event {
            case .started: note(director.handle(event, at: clock.now))
            case .ended(let id, _) where whole.contains(id): note(director.handle(event, at: clock.now))
            default: break
            }
        }
        noteAirings()
    }

    /// Writes down what the director tells, and does nothing that it asks for.
    private func note(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .began(let record): journal.note(record)
            case .record(let record):
                journal.note(record)
                counters.count(record)
                tell(record)
            case .announcement(let id, let state): note(id, state)
            case .heard(let id, let start, let end): noteHeard(id, from: start, to: end)
            case .start, .stop, .duck: break
            }
        }
    }
}
