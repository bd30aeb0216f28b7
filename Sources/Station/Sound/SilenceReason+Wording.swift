// SPDX-License-Identifier: Apache-2.0
import SoundCard
import Timetable

extension SilenceReason {
    /// What is the matter and what to do.
    var wording: Wording {
        let chinese =
            switch self {
            case .opening: "正在打开声卡"
            case .absent(let error): "没有这块声卡，或其前面的声音服务没有运行；请插好、启动或改正设备名（\(error)）"
            case .busy(let error): "声卡被其他程序占用，请关闭它或换一个设备（\(error)）"
            case .denied(let error): "当前用户无权使用声卡，请加入 audio 组（\(error)）"
            case .failing(let error): "声卡或其前面的声音服务出错，请检查连接（\(error)）"
            }
        return Wording(en: description, zh: chinese)
    }
}
