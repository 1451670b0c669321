/// Layout and a few named states; the platform's theme does the rest.
enum Stylesheet {
    static let css = rules + levels

    private static let rules = """
        columnview.data-table { font-feature-settings: "tnum"; }
        .sidebar { background-color: @headerbar_bg_color; }
        .sidebar headerbar { background-color: transparent; box-shadow: none; }
        .day-panel { background-color: @view_bg_color; }
        .completeness { font-size: 0.95em; }
        .completeness button { padding-top: 2px; padding-bottom: 2px; min-height: 24px; }
        button.count { padding: 4px 12px; font-weight: normal; }
        .number { font-weight: bold; }
        button.count.nobody:not(:checked) { opacity: 0.6; }
        .provisional { font-style: italic; opacity: 0.72; }
        .late, .late-provisional, .look { color: mix(@warning_color, @window_fg_color, 0.35); }
        .late-provisional { font-style: italic; }
        .absent { color: mix(@error_color, @window_fg_color, 0.15); }
        .dropped { opacity: 0.6; }
        .notice { padding: 8px 12px; background-color: alpha(@warning_bg_color, 0.18); border-bottom: 1px solid @borders; }
        levelbar.nearly-full block.filled { background-color: @warning_bg_color; }
        statuspage.compact > scrolledwindow > viewport > box { padding: 18px 12px; border-spacing: 12px; }
        .user-menu > button { padding: 6px 8px; }
        headerbar.flat { background-color: transparent; box-shadow: none; }
        .set-up-step { opacity: 0.6; }
        .set-up-step.current { opacity: 1; font-weight: bold; }
        .framed { border: 1px solid @borders; border-radius: 9px; }
        """

    /// Cells that show how full something is, in steps of a twentieth; from 90 % on in the colour of warnings.
    private static let levels = (0...20).map { step in
        let colour = step >= 18 ? "alpha(@warning_bg_color, 0.55)" : "alpha(@accent_bg_color, 0.30)"
        let place = "\(step * 5)%"
        return
            "\n.level-\(step) { background-image: linear-gradient(to right, \(colour) \(place), transparent \(place)); }"
    }.joined()

    static func level(_ fraction: Double) -> String { "level-\(Int((min(1, max(0, fraction)) * 20).rounded(.down)))" }
}
