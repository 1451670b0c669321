/// Layout and a few named states; the platform's theme does the rest.
enum Stylesheet {
    static let css = """
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
        .notice { padding: 8px 12px; background-color: alpha(@warning_bg_color, 0.18); }
        .framed { border: 1px solid @borders; border-radius: 9px; }
        """
}
