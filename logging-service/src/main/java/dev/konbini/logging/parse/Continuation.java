package dev.konbini.logging.parse;

import java.util.regex.Pattern;

/// Knows which lines go on with the message that one began: those that are indented, the causes of
/// a Java or .NET stack trace, the exception that stands on a line of its own, and what a Python
/// traceback ends with.
final class Continuation {

    private static final Pattern JAVA =
            Pattern.compile(
                    "(?:Caused by: |Suppressed: |Exception in thread \")"
                            + "|(?:[a-z][\\w$]{0,100}\\.){1,20}[A-Z][\\w$]{0,100}(?:Exception|Error|Throwable)\\b"
                            + "|\\.\\.\\. \\d+ (?:more|common frames omitted)"
                            + "|--- End of (?:inner exception )?stack trace");
    private static final Pattern PYTHON_HEAD =
            Pattern.compile(
                    "Traceback \\(most recent call last\\):"
                            + "|During handling of the above exception, another exception occurred:"
                            + "|The above exception was the direct cause of the following exception:");
    private static final Pattern PYTHON_END = Pattern.compile("[A-Za-z_][\\w.]{0,200}(?::|$)");

    private boolean inTraceback;
    private boolean afterTraceback;

    /// @param first the line that begins the message
    Continuation(String first) {
        inTraceback = PYTHON_HEAD.matcher(first).lookingAt();
    }

    /// Whether `line` belongs to the message, which it then is part of.
    boolean takes(String line) {
        if (line.isEmpty() || line.isBlank()) {
            return inTraceback || afterTraceback;
        }
        if (PYTHON_HEAD.matcher(line).lookingAt()) {
            inTraceback = true;
            afterTraceback = false;
            return true;
        }
        if (Character.isWhitespace(line.charAt(0))) {
            return true;
        }
        if (inTraceback && PYTHON_END.matcher(line).lookingAt()) {
            inTraceback = false;
            afterTraceback = true;
            return true;
        }
        afterTraceback = false;
        return JAVA.matcher(line).lookingAt();
    }
}
