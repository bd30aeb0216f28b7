// SPDX-License-Identifier: Apache-2.0

extension Timetable {
    /// Looks up each name that the timetable uses.
    ///
    /// What is missing is an error of the store, not of the timetable: the rest of the day still airs.
    /// - Returns: a diagnostic for each use of a name that is not in `inventory`, in the order of the file; beyond
    ///   1,000 they are counted.
    public func check(against inventory: Inventory) -> [Diagnostic] {
        var check = NameCheck(inventory)
        for entry in entries { check.look(at: entry) }
        return check.diagnostics.inFileOrder
    }
}

extension Script {
    /// Looks up the script that the script names.
    ///
    /// - Returns: a diagnostic where it is not in `inventory`, is a draft, or has to be filled in.
    public func check(against inventory: Inventory) -> [Diagnostic] {
        guard let allClear, !inventory.isRight(allClear.text, for: .say) else { return [] }
        let problem = NearestNames(inventory).problem(with: allClear.text, .say)
        return [Diagnostic(.name(problem), at: allClear.location, length: allClear.text.count)]
    }
}

extension Inventory {
    /// Whether a verb can do something with a name.
    fileprivate func isRight(_ name: String, for verb: Verb) -> Bool {
        switch verb {
        case .music, .play, .promo: names(for: verb).contains(name)
        case .say: scripts.contains(name) && slotted[name] == nil
        case .silence: true
        }
    }
}

/// Looks names up; the search for the nearest is prepared once for each kind of name.
private struct NameCheck {
    private let inventory: Inventory
    private let names: NearestNames
    private(set) var diagnostics = DiagnosticList()

    init(_ inventory: Inventory) {
        self.inventory = inventory
        names = NearestNames(inventory)
    }

    mutating func look(at entry: Entry) {
        if let name = entry.name, let location = entry.nameLocation, !inventory.isRight(name, for: entry.verb) {
            diagnostics.add(.name(names.problem(with: name, entry.verb)), at: location, length: name.count)
        }
        if let chime = entry.options.chime, !inventory.chimes.contains(chime.text) {
            let nearest = names.chimes
            diagnostics.add(
                .name(.unknownChime(chime.text, nearest: nearest.nearest(to: chime.text))), at: chime.location,
                length: chime.text.count)
        }
        guard !inventory.zones.isEmpty else { return }
        for zone in entry.options.zones where !inventory.zones.contains(zone.text) {
            diagnostics.add(
                .name(names.problem(withZone: zone.text)), at: zone.location, length: zone.text.count)
        }
    }
}

/// Explains names that are wrong, with the search for the nearest prepared once.
private final class NearestNames {
    let inventory: Inventory
    private(set) lazy var chimes = NearestName(among: inventory.chimes)
    private lazy var zones = NearestName(among: inventory.zones)
    private lazy var zoneList = inventory.zones.sorted()
    private lazy var byVerb = Dictionary(
        uniqueKeysWithValues: Verb.allCases.map { ($0, NearestName(among: inventory.names(for: $0))) })

    init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    func problem(with name: String, _ verb: Verb) -> NameProblem {
        if verb == .say, let slots = inventory.slotted[name] { return .slotted(name, slots: slots) }
        if verb == .say, inventory.drafts.contains(name) { return .draft(name) }
        let other = Verb.allCases.first { inventory.names(for: $0).contains(name) }
        let nearest = other == nil ? withoutEnding(name, verb) ?? byVerb[verb]?.nearest(to: name) : nil
        return .unknown(name, verb, nearest: nearest, otherVerb: other)
    }

    /// The name without `.ogg` or another ending, where that is one.
    private func withoutEnding(_ name: String, _ verb: Verb) -> String? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let stem = String(name[..<dot])
        return inventory.names(for: verb).contains(stem) ? stem : nil
    }

    func problem(withZone zone: String) -> NameProblem {
        .unknownZone(zone, nearest: zones.nearest(to: zone), zones: zoneList)
    }
}
