// SPDX-License-Identifier: Apache-2.0
import Journal
import Timetable

/// What is wrong with the journal, for people.
extension JournalError {
    var wording: Wording {
        switch kind {
        case .damaged: Wording(en: "the journal is damaged", zh: "日志库已损坏")
        case .locked: Wording(en: "another program holds the journal", zh: "日志库被其他程序占用")
        case .full: Wording(en: "the disk is full", zh: "磁盘已满")
        case .readOnly: Wording(en: "the journal may not be written", zh: "日志库不可写")
        case .slow: Wording(en: "the disk does not answer", zh: "磁盘没有响应")
        case .failed: Wording(en: "the journal failed (\(detail))", zh: "日志库出错（\(detail)）")
        }
    }

    /// What to do.
    var fix: Wording {
        switch kind {
        case .damaged, .failed: Wording(en: "look after the disk of the state folder", zh: "请检查状态文件夹所在磁盘")
        case .locked: Wording(en: "end the other program", zh: "请结束该程序")
        case .full: Wording(en: "make room on the disk", zh: "请清理磁盘空间")
        case .readOnly:
            Wording(
                en: "give the user of the daemon the right to write into the state folder", zh: "请给守护进程的用户写入状态文件夹的权限")
        case .slow: Wording(en: "look after the disk", zh: "请检查磁盘")
        }
    }
}
