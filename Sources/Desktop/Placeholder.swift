enum DesktopPlaceholder {}
