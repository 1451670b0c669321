extension String {
    /// Between two marks; the closing one doubled where it is part of the name.
    package func quoted(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> String {
        var text = String.UnicodeScalarView([open])
        // By scalars: an accent that combines with the mark would hide it from a walk along characters, not from the server.
        for scalar in unicodeScalars {
            text.append(scalar)
            if scalar == close { text.append(close) }
        }
        text.append(close)
        return String(text)
    }
}
