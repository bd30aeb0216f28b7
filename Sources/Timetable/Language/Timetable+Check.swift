// SPDX-License-Identifier: Apache-2.0

extension Timetable {
    /// Looks up each name that the timetable uses.
    ///
    /// What is missing is an error of the store, not of the timetable: the rest of the day still airs.
    /// - Returns: a diagnostic for each use of a name that is not in `inventory`, in the order of the file.
    public func check(against inventory: Inventory) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for entry in entries {
            if let name = entry.name, let location = entry.nameLocation,
                let problem = problem(with: name, of: entry.verb, inventory)
            {
                diagnostics.append(Diagnostic(.name(problem), at: location, length: name.count))
            }
            if let chime = entry.options.chime, !inventory.chimes.contains(chime.text) {
                let problem = NameProblem.unknownChime(
                    chime.text, nearest: nearest(to: chime.text, among: inventory.chimes))
                diagnostics.append(Diagnostic(.name(problem), at: chime.location, length: chime.text.count))
            }
        }
        return diagnostics
    }

    private func problem(with name: String, of verb: Verb, _ inventory: Inventory) -> NameProblem? {
        guard !inventory.names(for: verb).contains(name) else { return nil }
        if verb == .say, inventory.drafts.contains(name) { return .draft(name) }
        let nearest = nearest(to: name, among: inventory.names(for: verb))
        let other = Verb.allCases.first { inventory.names(for: $0).contains(name) }
        return .unknown(name, verb, nearest: nearest, otherVerb: other)
    }
}
