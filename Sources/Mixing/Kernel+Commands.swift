// SPDX-License-Identifier: Apache-2.0
import Synchronization

extension Kernel {
    /// Moves what was sent since the last call into the store of pending commands.
    mutating func take(from exchange: borrowing Exchange) {
        while let command = exchange.commands.pop() {
            guard let voice = command.voice else {
                pending.append(command, generation: 0)
                continue
            }
            if case .start(_, let playback, _, _, _, _, _) = command {
                voices[voice].schedule(playback: playback)
            }
            if case .follow(_, let leader) = command, leader >= 0, leader < voices.count {
                voices[voice].follow(leader, generation: voices[leader].generation)
                settle(1, exchange)
                continue
            }
            // The playback it means is over: it must not reach the next one.
            if voices[voice].state == .idle {
                settle(1, exchange)
            } else {
                pending.append(command, generation: voices[voice].generation)
            }
        }
    }

    /// Acts on what is due on a frame of this call or before it, in the order sent.
    ///
    /// - Returns: The frame on which the next command is due; beyond the call for those of later calls.
    mutating func act(at frame: Int, _ exchange: borrowing Exchange) -> Int {
        var nextDue = Int.max
        var kept = 0
        for index in 0..<pending.count {
            let (command, generation) = pending[index]
            if let voice = command.voice, voices[voice].generation != generation { continue }
            let due = self.due(command, from: frame)
            if due <= frame {
                perform(command, atFrame: frame, exchange)
            } else {
                nextDue = min(nextDue, due)
                pending.keep(index, as: kept)
                kept += 1
            }
        }
        settle(pending.count - kept, exchange)
        pending.truncate(to: kept)
        return nextDue
    }

    /// The frame of this call on which a command acts, looked at on a frame: that of its instant, or, of the start of
    /// a voice that follows another, the one after that one's last; `Int.max` for what is far off.
    private func due(_ command: Command, from frame: Int) -> Int {
        guard case .start(let voice, _, _, _, _, _, _) = command, let leader = voices[voice].leader else {
            return self.frame(at: command.at)
        }
        guard voices[leader.voice].generation == leader.generation else { return frame }
        let left = voices[leader.voice].framesLeft
        return left == .max ? .max : frame + left
    }

    /// What a voice joins on to ends without the decay of a sound that is cut off, or both would be heard.
    private func join(_ voice: Int) {
        guard let leader = voices[voice].leader, voices[voice].hasFrames,
            voices[leader.voice].generation == leader.generation
        else { return }
        voices[leader.voice].endsJoined()
    }

    /// The frame of this call nearest to an instant: 0 for the past, `Int.max` for what is far off.
    private func frame(at instant: Int64) -> Int {
        guard instant > origin else { return 0 }
        let (ahead, isBeyond) = instant.subtractingReportingOverflow(origin)
        guard !isBeyond, ahead < Command.longestSpan else { return .max }
        return Int(HouseFormat.frames(nanoseconds: ahead))
    }

    private mutating func perform(_ command: Command, atFrame frame: Int, _ exchange: borrowing Exchange) {
        switch command {
        case .start(let voice, _, let bus, let zones, _, let gain, let fadeIn):
            join(voice)
            voices[voice].start(bus: bus, zones: zones, gain: gain, fadeInFrames: Self.frames(fadeIn))
        case .fade(let voice, _, let gain, let span):
            voices[voice].fade(to: gain, frames: Self.frames(span))
        case .stop(let voice, _, let span):
            switch voices[voice].state {
            case .playing, .stopping: voices[voice].stop(frames: Self.frames(span))
            case .scheduled, .waiting: end(voice, atFrame: frame, wasStopped: true, exchange)
            case .idle: break
            }
        case .duck(let zones, _, let gain, let span):
            mixes.duck(zones, to: gain, over: Self.frames(span))
        case .follow: break  // Taken as it came.
        }
    }

    private func settle(_ commands: Int, _ exchange: borrowing Exchange) {
        exchange.settledCommands.add(commands, ordering: .releasing)
    }

    private static func frames(_ span: Int64) -> Int {
        Int(HouseFormat.frames(nanoseconds: span))
    }
}
