import Testing

@testable import Spreadsheets

struct ShownNumberTests {
    /// The codes are those that spreadsheets of several countries write.
    @Test(
        arguments: [
            ("General", .plain), ("@", .plain), ("0.00%", .plain), ("#,##0.00", .plain), ("0.00E+00", .plain),
            ("_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-", .plain), ("0", .plain), ("0 \"days\"", .plain),
            ("[Red]0;[Blue]-0", .plain), ("[$-409]d-mmm-yy;@", .date), ("dd/mm/yyyy", .date), ("mmm", .date),
            ("yyyy\"年\"m\"月\"d\"日\"", .date), ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", .date), ("YYYY-MM-DD", .date),
            ("hh:mm", .time), ("h:mm AM/PM", .time), ("mm:ss.0", .time), ("[$-F400]h:mm:ss\\ AM/PM", .time),
            ("m/d/yy h:mm", .dateAndTime), ("yyyy-mm-dd\\ hh:mm:ss", .dateAndTime), ("[h]:mm", .duration),
            ("[hh]:mm:ss", .duration), ("[mm]", .duration), ("0000", .digits(4)), ("00", .digits(2)),
            ("000-000", .plain),
        ] as [(String, NumberFormat)])
    func aFormatSaysWhatANumberMeans(code: String, format: NumberFormat) {
        #expect(NumberFormat(code: code) == format)
    }

    /// The dates and times are what a spreadsheet shows for the number.
    @Test(
        arguments: [
            (45_000, .date, "2023-03-15"), (45_000.99, .date, "2023-03-15"), (1, .date, "1900-01-01"),
            (59, .date, "1900-02-28"), (60, .date, "60"), (61, .date, "1900-03-01"), (2_958_465, .date, "9999-12-31"),
            (2_958_466, .date, "2958466"), (-1, .date, "-1"), (1e300, .date, "1e+300"),
            (0.375, .time, "09:00"), (45_000.375_347_222_2, .time, "09:00:30"), (0.999_999_9, .time, "00:00"),
            (-0.5, .time, "-0.5"), (45_000.75, .dateAndTime, "2023-03-15 18:00"),
            (45_000.999_999_9, .dateAndTime, "2023-03-16 00:00"), (1.385_416_666_7, .duration, "33:15"),
            (0.02, .duration, "00:28:48"), (42, .digits(4), "0042"), (123_456, .digits(4), "123456"),
            (-7, .digits(4), "-7"), (0.1 + 0.2, .plain, "0.3"), (42, .plain, "42"), (5.5, .plain, "5.5"),
            (9_876_543_210_123, .plain, "9876543210123"),
        ] as [(Double, NumberFormat, String)])
    func aNumberIsWhatIsShown(value: Double, format: NumberFormat, text: String) {
        #expect(ShownNumber(value: value, format: format, count: .from1900).text == text)
    }

    @Test func daysMayBeCountedFrom1904() {
        #expect(ShownNumber(value: 0, format: .date, count: .from1904).text == "1904-01-01")
        #expect(ShownNumber(value: 43_538, format: .date, count: .from1904).text == "2023-03-15")
    }
}
