// SPDX-License-Identifier: Apache-2.0

/// The keywords that may stand in one place, ready to be found by their first letter.
struct KeywordSet: Sendable, ExpressibleByArrayLiteral {
    private struct Spelling {
        let keyword: Keyword
        let codes: [Code]
        let isLatin: Bool
    }

    /// In the order of the table, as messages list them.
    let keywords: [Keyword]
    /// Longest first.
    private let spellings: [Code: [Spelling]]

    init(arrayLiteral keywords: Keyword...) {
        self.init(keywords)
    }

    init(_ keywords: [Keyword]) {
        self.keywords = keywords
        let all = keywords.flatMap { keyword in
            keyword.spellings.map { text in
                let codes = text.codes
                return Spelling(keyword: keyword, codes: codes, isLatin: codes.last?.isASCII == true)
            }
        }
        spellings = Dictionary(grouping: all) { $0.codes[0] }.mapValues { group in
            group.sorted { $0.codes.count > $1.codes.count }
        }
    }

    /// Each keyword by itself.
    fileprivate static let single = Dictionary(uniqueKeysWithValues: Keyword.allCases.map { ($0, KeywordSet([$0])) })

    func contains(_ keyword: Keyword) -> Bool { keywords.contains(keyword) }

    /// The longest keyword that comes next at the cursor, and how many characters it has.
    fileprivate func match(_ cursor: Cursor) -> (keyword: Keyword, length: Int)? {
        guard let first = cursor.next, let group = spellings[first] else { return nil }
        for spelling in group where cursor.hasNext(spelling.codes) {
            let after = cursor.position + spelling.codes.count
            let following = after < cursor.end ? cursor.line.plain[after] : nil
            if spelling.isLatin, !spelling.keyword.mayEnd(before: following) { continue }
            return (spelling.keyword, spelling.codes.count)
        }
        return nil
    }

    /// The spelling closest to `word`, or one of the keyword that people mean by it.
    func nearest(to word: String) -> String? {
        let meant = Keyword.otherNames[String(word.map(\.plainForm))]
        if let meant, contains(meant.keyword) { return meant.keyword.spelling(in: meant.language) }
        return NearestName(among: keywords.flatMap(\.spellings)).nearest(to: word)
    }
}

extension Keyword {
    /// Words that people write for a keyword, which a diagnostic leads to it.
    fileprivate static let otherNames: [String: (keyword: Keyword, language: Language)] = [
        "announce": (.say, .en), "speak": (.say, .en), "read": (.say, .en), "script": (.say, .en),
        "song": (.music, .en), "songs": (.music, .en), "bgm": (.music, .en), "bed": (.music, .en),
        "stop": (.silence, .en), "quiet": (.silence, .en), "mute": (.silence, .en), "off": (.silence, .en),
        "ad": (.promo, .en), "advert": (.promo, .en), "promotion": (.promo, .en), "offer": (.promo, .en),
        "file": (.play, .en), "sound": (.play, .en), "audio": (.play, .en),
        "播报": (.say, .zh), "朗读": (.say, .zh), "播读": (.say, .zh), "播音": (.say, .zh), "广播": (.say, .zh),
        "停止": (.silence, .zh), "停": (.silence, .zh), "安静": (.silence, .zh), "歌曲": (.music, .zh), "背景音乐": (.music, .zh),
        "广告": (.promo, .zh), "优惠": (.promo, .zh),
        "at": (.zones, .en), "zone": (.zones, .en), "zones": (.zones, .en), "chime": (.with, .en),
        "class": (.priority, .en), "until": (.to, .en), "till": (.to, .en), "times": (.repetition, .en),
        "random": (.shuffle, .en), "ordered": (.inOrder, .en), "solo": (.alone, .en), "end": (.ending, .en),
        "区域": (.zones, .zh), "提示音": (.with, .zh), "级别": (.priority, .zh), "自": (.from, .zh),
        "独播": (.alone, .zh), "仅": (.on, .zh), "结束": (.ending, .zh),
        "opening": (.open, .en), "opens": (.open, .en), "closing": (.close, .en), "closes": (.close, .en),
        "each": (.every, .en), "隔": (.every, .zh), "day": (.days, .en), "date": (.dates, .en), "remove": (.drop, .en),
        "delete": (.drop, .en),
        "开门": (.open, .zh), "开业": (.open, .zh), "营业": (.open, .zh),
        "关门": (.close, .zh), "关店": (.close, .zh), "打烊": (.close, .zh),
        "删除": (.drop, .zh), "关闭": (.closed, .zh), "放假": (.closed, .zh),
        "weekday": (.workday, .en), "weekdays": (.workday, .en), "daily": (.everyDay, .en),
    ]
}

extension Cursor {
    /// Takes the longest of `keywords` that comes next.
    mutating func take(oneOf keywords: KeywordSet) -> Keyword? {
        guard let match = keywords.match(self) else { return nil }
        skip(to: position + match.length)
        return match.keyword
    }

    /// Takes `keyword` if it comes next.
    mutating func take(_ keyword: Keyword) -> Bool {
        KeywordSet.single[keyword].map { take(oneOf: $0) != nil } ?? false
    }

    /// Takes a keyword of several words that ends the line, whatever blanks are between them.
    mutating func take(phrase keyword: Keyword) -> Bool {
        let words = line.plain[position..<end].split(separator: " ").map { Array($0) }
        let phrase = Array(words.joined(separator: [" "]))
        guard keyword.spellings.contains(where: { $0.codes == phrase }) else { return false }
        skip(to: end)
        return true
    }
}
