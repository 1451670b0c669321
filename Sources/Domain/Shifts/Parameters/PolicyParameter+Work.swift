extension PolicyParameter {
    static let breaks = [
        PolicyParameter(
            "automatic break", key: "breaks.automatic", "A break deducted from work beyond a length.",
            .automaticBreak(\.breaks.automatic)),
        PolicyParameter(
            "second automatic break", key: "breaks.secondAutomatic", "A further one, in addition to the first.",
            .automaticBreak(\.breaks.secondAutomatic)),
        PolicyParameter(
            "automatic break less punched", key: "breaks.automaticIncludesPunched",
            "Time away is taken off an automatic break.", .yesOrNo(\.breaks.automaticIncludesPunched)),
        PolicyParameter(
            "automatic break keeps threshold", key: "breaks.automaticKeepsThreshold",
            "An automatic break takes no more than the work beyond its threshold.",
            .yesOrNo(\.breaks.automaticKeepsThreshold)),
        PolicyParameter(
            "late back", key: "breaks.lateBack", "What coming back late from a punched break is.",
            .choice(\.breaks.lateBack, [(.away, "away", "away"), (.late, "late", "late")])),
        PolicyParameter(
            "late back grace", key: "breaks.lateBackGrace", "How late one may come back without being late.",
            .duration(\.breaks.lateBackGrace)),
        PolicyParameter(
            "early back", key: "breaks.earlyBack", "What coming back early from a punched break is.",
            .choice(\.breaks.earlyBack, [(.work, "work", "work"), (.pause, "break", "break")])),
    ]

    static let rounding = [
        PolicyParameter(
            "in", in: "rounding", key: "rounding.arrival", "How the first IN is rounded.",
            .rounding(\.rounding.arrival)),
        PolicyParameter(
            "out", in: "rounding", key: "rounding.leaving", "How the last OUT is rounded.",
            .rounding(\.rounding.leaving)),
        PolicyParameter(
            "total", in: "rounding", key: "rounding.work", "How the day's work is rounded.",
            .rounding(\.rounding.work)),
        PolicyParameter(
            "snap", in: "rounding", key: "rounding.snap",
            "In and out this near to the shift's start and end stand there.",
            .duration(\.rounding.snap, zero: "off")),
        PolicyParameter(
            "not before start", in: "rounding", key: "rounding.startsWithShift",
            "Work never begins before the shift's start.", .yesOrNo(\.rounding.startsWithShift)),
    ]

    static let overtime =
        [
            PolicyParameter(
                "formula", in: "overtime", key: "overtime.formula", "What overtime is.",
                .choice(
                    \.overtime.formula,
                    [
                        (.none, "none", "none"), (.afterShiftEnd, "after shift end", "after-shift-end"),
                        (.beyondShiftHours, "beyond shift hours", "beyond-shift-hours"),
                        (.earlyPlusLate, "early plus late", "early-plus-late"),
                    ])),
            PolicyParameter(
                "minimum", in: "overtime", key: "overtime.minimum",
                "Less than this is none; exactly this counts whole.",
                .duration(\.overtime.minimum)),
            PolicyParameter(
                "maximum", in: "overtime", key: "overtime.maximum", "More than this does not count.",
                .duration(\.overtime.maximum, zero: "none")),
            PolicyParameter(
                "early coming", in: "overtime", label: "early coming", key: "overtime.countsEarlyComing",
                "Whether presence before the start can be overtime.", .yesOrNo(\.overtime.countsEarlyComing)),
            PolicyParameter(
                "late going", in: "overtime", label: "late going", key: "overtime.countsLateGoing",
                "Whether presence after the end can be overtime.", .yesOrNo(\.overtime.countsLateGoing)),
            PolicyParameter(
                "early minimum", in: "overtime", key: "overtime.earlyMinimum", "Less early coming than this is none.",
                .duration(\.overtime.earlyMinimum)),
            PolicyParameter(
                "late minimum", in: "overtime", key: "overtime.lateMinimum", "Less late going than this is none.",
                .duration(\.overtime.lateMinimum)),
            PolicyParameter(
                "rest day work", in: "overtime", label: "rest day work", key: "overtime.restDayWork",
                "What work on a weekly off or a holiday earns.",
                .choice(
                    \.overtime.restDayWork,
                    [(.overtime, "overtime", "overtime"), (.compensatoryOff, "comp-off", "compensatory-off")])),
            PolicyParameter(
                "rounding", in: "overtime", key: "overtime.rounding", "How overtime is rounded.",
                .rounding(\.overtime.rounding)),
            PolicyParameter(
                "approval", in: "overtime", key: "overtime.needsApproval",
                "Whether only overtime that was approved is paid.", .yesOrNo(\.overtime.needsApproval)),
        ] + tiers("", "workingDay", \.overtime.workingDay) + tiers("weekly off ", "weeklyOff", \.overtime.weeklyOff)
        + tiers("holiday ", "holiday", \.overtime.holiday)

    private static func tiers(_ day: String, _ key: String, _ path: PolicyPath<OvertimeTiers>) -> [PolicyParameter] {
        let kind = day.isEmpty ? "on working days" : "on a \(day.dropLast())"
        return [
            PolicyParameter(
                day + "tiers", in: "overtime", key: "overtime.\(key).tiers", "Where the tiers of overtime \(kind) end.",
                .tiers(path)),
            PolicyParameter(
                day + "rates", in: "overtime", key: "overtime.\(key).rates",
                "The percent of ordinary pay of each tier \(kind).", .rates(path)),
        ]
    }
}

extension ParameterForm {
    fileprivate static func rounding(_ path: PolicyPath<Rounding>) -> ParameterForm {
        .text(path, hint: Rounding.hint, placeholder: "rounding", words: { $0.words }, read: { Rounding($0) })
    }

    fileprivate static func automaticBreak(_ path: PolicyPath<AutomaticBreak>) -> ParameterForm {
        .text(path, hint: AutomaticBreak.hint, placeholder: "break", words: { $0.words }, read: { AutomaticBreak($0) })
    }

    fileprivate static func tiers(_ path: PolicyPath<OvertimeTiers>) -> ParameterForm {
        let set: @Sendable (String, inout AttendancePolicy) -> Bool = { text, policy in
            guard let ends = OvertimeTiers.ends(text) else { return false }
            (policy[keyPath: path].firstEnd, policy[keyPath: path].secondEnd) = ends
            return true
        }
        return ParameterForm(
            hint: OvertimeTiers.hint, placeholder: "tiers", words: { $0[keyPath: path].words }, read: set,
            stored: { .text($0[keyPath: path].words) },
            restore: { value, policy in
                guard case .text(let text) = value else { return false }
                return set(text, &policy)
            })
    }

    fileprivate static func rates(_ path: PolicyPath<OvertimeTiers>) -> ParameterForm {
        let set: @Sendable (String, inout AttendancePolicy) -> Bool = { text, policy in
            guard let rates = OvertimeRates(text) else { return false }
            policy[keyPath: path].rates = rates
            return true
        }
        return ParameterForm(
            hint: OvertimeTiers.ratesHint, placeholder: "percent", range: "0 to 1000",
            words: { $0[keyPath: path].rates.words }, read: set,
            stored: { .text($0[keyPath: path].rates.words) },
            restore: { value, policy in
                guard case .text(let text) = value else { return false }
                return set(text, &policy)
            })
    }
}
