// SPDX-License-Identifier: Apache-2.0
import Journal
import Mixing
import Playout
import SoundCard
import Timetable

/// What Prometheus is told: figures of this run of the program. docs/monitoring.md lists them.
extension Station {
    /// All figures in Prometheus' text format. Costs a look at what is in memory, and at how full a disk is.
    public func metrics() async -> String {
        let room = await diskRoom.answer()
        var text = MetricsText()
        addProgram(to: &text)
        addOutputs(to: &text)
        addZones(to: &text)
        addCues(to: &text)
        addAnnouncements(to: &text)
        addRecord(to: &text, room)
        return text.text
    }

    /// Counts what becomes of an announcement.
    func count(_ id: String, _ state: AnnouncementState) {
        switch state {
        case .onAir(let since):
            guard let ranked = announcements[id]?.order.ranked else { return }
            counters.count(id, ranked, heardNs: clock.monotonic(of: since))
        case .queued, .waitingToRepeat: break
        case .done, .claimed, .cancelled, .expired, .failed:
            guard let state = announcements[id]?.entry.state, let standing = AnnouncementEntry.Standing(rawValue: state)
            else { return }
            counters.count(id, endedAs: standing)
        }
    }

    private func addProgram(to text: inout MetricsText) {
        text.add(
            "storecast_build_info", .gauge, "Which version runs; always 1.", by: "version", [(Release.version, 1)])
        text.add(
            "storecast_start_time_seconds", .gauge, "When the program started, since 1970, by the station's clock.",
            (Double(clock.instant(ofMonotonic: startedNs).nanoseconds) / 1e9).rounded())
        text.add(
            "storecast_director_tick_age_seconds", .gauge, "How long ago the programme was looked after last.",
            pulse.directorStandstill.seconds)
        text.add(
            "storecast_clock_trusted", .gauge,
            "Whether the wall clock can be believed; while it cannot, nothing of the timetable airs.",
            clockDoubt == nil)
        text.add(
            "storecast_problems", .gauge, "How many things are wrong, as GET /v1/health lists them.",
            Double(health.problems.count))
        text.add("storecast_muted", .gauge, "Whether somebody silenced the store.", director.mutedBy != nil)
        text.add("storecast_store_open", .gauge, "Whether the store is open, by its timetables.", isOpen)
    }

    private func addOutputs(to text: inout MetricsText) {
        let cards = outputs.map { (name: $0.settings.name, status: $0.sound.status) }
        let now = clock.monotonic(of: clock.now)
        func add(
            _ name: String, _ kind: MetricsText.Kind, _ help: String, _ value: (OutputStatus) -> Double
        ) {
            text.add("storecast_output_\(name)", kind, help, by: "output", cards.map { ($0.name, value($0.status)) })
        }
        add("up", .gauge, "Whether a card takes the sound.") { $0.state == .playing ? 1 : 0 }
        add(
            "last_sample_age_seconds", .gauge,
            "How long ago a card took sound last; since the program's start where none ever did."
        ) { max(0, Double(now - ($0.lastWriteAt ?? startedNs)) / 1e9) }
        add("frames_total", .counter, "Frames that cards took.") { Double($0.framesWritten) }
        add("underruns_total", .counter, "How often a card ran dry.") { Double($0.underruns) }
        add("losses_total", .counter, "How often a card was lost after it had played.") { Double($0.losses) }
        add("latency_seconds", .gauge, "How long sound is under way until it is heard.") {
            Double($0.latencyNs) / 1e9
        }
        add("buffer_seconds", .gauge, "How much sound is kept in the card; more while the machine is held up.") {
            Double($0.bufferNs) / 1e9
        }
        add("realtime", .gauge, "Whether the audio thread has realtime priority.") { $0.isRealtime ? 1 : 0 }
        text.add(
            "storecast_starved_seconds_total", .counter,
            "Silence that was heard because a file did not come in time, of all outputs together.",
            Double(deck.underrunFrames) / Double(HouseFormat.sampleRate))
    }

    private func addZones(to text: inout MetricsText) {
        let now = clock.now
        let zones = director.zones(at: now)
        func add(_ name: String, _ help: String, _ holds: (Director.ZoneView) -> Bool) {
            text.add("storecast_zone_\(name)", .gauge, help, by: "zone", zones.map { ($0.name, holds($0) ? 1 : 0) })
        }
        add("bed_on_air", "Whether music is on air in the zone.") { $0.bed.map { $0.start <= now } ?? false }
        add("item_on_air", "Whether something else than music is on air in the zone.") { $0.onAir != nil }
        let isMeantToSound = isOpen && director.mutedBy == nil
        add(
            "music_wanted",
            "Whether a music line is in force in the zone, the store is open, and nobody has silenced it."
        ) { isMeantToSound && $0.line?.verb == .music }
    }

    private func addCues(to text: inout MetricsText) {
        let names: [(CueRecord.Outcome, String)] = [(.aired, "aired"), (.gaveWay, "gave_way"), (.missed, "missed")]
        text.add(
            "storecast_cues_total", .counter, "Planned items by how they ended.", by: "outcome",
            names.map { ($0.1, Double(counters.cues[$0.0] ?? 0)) })
        text.add(
            "storecast_cue_start_error_seconds",
            "How far from its instant a planned item began at its card, too early or too late.",
            counters.startErrors)
    }

    private func addAnnouncements(to text: inout MetricsText) {
        let unfinished = announcements.unfinished
        let standing: [(AnnouncementEntry.Standing, String)] = [
            (.preparing, "preparing"), (.queued, "queued"), (.onAir, "on_air"),
            (.waitingToRepeat, "waiting_to_repeat"),
        ]
        text.add(
            "storecast_announcements", .gauge, "Announcements that are not over, by how they stand.", by: "state",
            standing.map { state, name in
                (name, Double(unfinished.count { $0.entry.state == state.rawValue }))
            })
        let unheard = unfinished.filter { $0.entry.airings.isEmpty }.map(\.entry.receivedNs).min()
        text.add(
            "storecast_announcements_unheard_age_seconds", .gauge,
            "How long the oldest announcement that was not heard yet has waited; 0 for none.",
            unheard.map { max(0, Double(clock.now.nanoseconds - $0) / 1e9) } ?? 0)
        let ended = counters.endedAnnouncements.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }
        text.add(
            "storecast_announcements_ended_total", .counter, "Announcements by how they ended.", by: "state",
            ended.map { ($0.0, Double($0.1)) })
        text.add(
            "storecast_announcements_to_read_out", .gauge,
            "Announcements whose words could not be spoken, so that somebody has to read them out.",
            Double(words.unspoken.count))
        text.add(
            "storecast_announcement_latency_seconds",
            "How long an announcement took from its acceptance to its first sample, by class.", by: "class",
            counters.latencies.sorted { $0.key < $1.key }.map { ($0.key.name, $0.value) })
    }

    private func addRecord(to text: inout MetricsText, _ room: DiskRoom?) {
        let condition = journal.condition
        text.add(
            "storecast_journal_writable", .gauge, "Whether what is noted is kept on disk.", condition.problem == nil)
        text.add(
            "storecast_journal_slow", .gauge, "Whether what is noted is kept more than a second late.",
            condition.isSlow)
        text.add(
            "storecast_journal_lost_entries_total", .counter,
            "Entries that are lost because too many waited to be kept.", Double(condition.lost))
        guard let room else { return }
        text.add(
            "storecast_disk_free_bytes", .gauge, "Room on the disk of the state folder.", Double(room.free))
        text.add("storecast_disk_size_bytes", .gauge, "Size of that disk.", Double(room.size))
    }
}

extension MetricsText {
    /// Adds whether something holds.
    fileprivate mutating func add(_ name: String, _ kind: Kind, _ help: String, _ holds: Bool) {
        add(name, kind, help, holds ? 1 : 0)
    }
}
