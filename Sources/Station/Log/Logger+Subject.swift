// SPDX-License-Identifier: Apache-2.0
public import Logging
import Playout
import Timetable

extension Logger {
    /// Writes a line.
    ///
    /// - Parameters:
    ///   - text: in the store's language.
    ///   - level: how bad it is, where that is not what the subject says.
    ///   - facts: what it is about, for programs: `cue`, `announcement`, `zones`, `output`, `user`, `class`, `file`.
    public func tell(
        _ subject: LogSubject, _ text: String, level: Level? = nil, _ facts: Logger.Metadata = [:]
    ) {
        let told = facts.merging(["message-id": "\(subject.messageID)"]) { $1 }
        log(level: level ?? subject.level, "\(text)", metadata: told)
    }

    /// Writes a line about what is wrong with a file; a warning where it costs nothing.
    public func tell(_ problem: Problem) {
        tell(.problem, problem.text, level: problem.isError ? nil : .warning, ["file": "\(problem.file)"])
    }
}

extension Station {
    /// Writes a line of the log in the store's language.
    func log(_ subject: LogSubject, _ wording: Wording, level: Logger.Level? = nil, _ facts: Logger.Metadata = [:]) {
        logger.tell(subject, wording.text(in: language), level: level, facts)
    }
}

extension Station {
    /// What a playback is of, for programs that read the log.
    func facts(of playback: Playback) -> Logger.Metadata {
        let zones = schedule.settings.outputs.flatMap(\.zones).enumerated()
        let names = zones.filter { playback.zones.contains(ZoneSet(zone: $0.offset)) }.map(\.element.name)
        var facts: Logger.Metadata = ["zones": "\(names.joined(separator: ","))"]
        switch playback.subject {
        case .cue(let key): facts["cue"] = "\(key)"
        case .announcement(let id), .allClear(let id): facts["announcement"] = "\(id)"
        case .song(let path): facts["file"] = "\(path)"
        }
        return facts
    }
}

extension Playback {
    /// What a line about it tells of when it begins.
    var subjectOfBeginning: LogSubject {
        if case .song = subject { .music } else { .onAir }
    }
}
