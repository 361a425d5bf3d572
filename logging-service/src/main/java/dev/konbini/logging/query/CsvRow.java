package dev.konbini.logging.query;

import java.util.List;
import java.util.stream.Collectors;

/// Writes rows of CSV as RFC 4180 has them, that no spreadsheet takes for formulas.
///
/// A text that begins as a formula does gets an apostrophe before it (OWASP, CSV Injection).
/// Numbers do not: they are nothing else.
public final class CsvRow {

    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";
    private static final String END = "\r\n";

    private CsvRow() {}

    /// The row of names. `@timestamp` stays as it is: it is no formula, and the name of each line's
    /// first field.
    public static String header(List<String> columns) {
        return columns.stream()
                        .map(name -> quoted(name.equals("@timestamp") ? name : harmless(name)))
                        .collect(Collectors.joining(","))
                + END;
    }

    /// The row of `line`, a field without a value being empty.
    public static String of(LogLine line, List<String> columns) {
        return columns.stream()
                        .map(name -> {
                            var text = line.text(name);
                            return quoted(line.isPlain(name) ? text : harmless(text));
                        })
                        .collect(Collectors.joining(","))
                + END;
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        for (var i = 0; i < text.length(); i++) {
            if ("\",\r\n".indexOf(text.charAt(i)) >= 0) {
                return '"' + text.replace("\"", "\"\"") + '"';
            }
        }
        return text;
    }
}
