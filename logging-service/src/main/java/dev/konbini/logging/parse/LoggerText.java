package dev.konbini.logging.parse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads thread and logger between a line's level and its message.
final class LoggerText {

    private static final String NAME = "[A-Za-z_][\\w-]{0,200}";
    private static final String DOTTED = NAME + "(?:[./$]{1,2}[\\w-]{1,200}){1,30}";

    /// Each begins behind the level; the first that fits is taken.
    private static final List<Pattern> FORMS =
            List.of(
                    // Spring Boot: 123 --- [app] [main] o.s.b.App : message
                    form(
                            "\\s+(?<pid>\\d{1,10}) --- (?:\\[(?<app>[^\\]]{0,100})\\] )?\\[\\s*(?<thread>[^\\]]{0,100})\\] (?<logger>\\S{1,200})\\s*: ?"),
                    // ZooKeeper: [thread:Class@line] - message
                    form(
                            "\\s+\\[(?<thread>.{0,200}?):(?<logger>[\\w$]{1,200})@(?<line>\\d{1,7})\\] - "),
                    // Hadoop, Logback: [thread] logger: message, [thread] logger - message
                    form(
                            "\\s*\\[(?<thread>[^\\]]{1,200})\\] (?<logger>"
                                    + DOTTED
                                    + "|"
                                    + NAME
                                    + "(?=\\s+- ))(?::|\\s+[-:])(?: |$)"),
                    // Elasticsearch: [logger] message
                    form("\\s*\\[(?<logger>" + DOTTED + ")\\s*\\] ?"),
                    // HDFS, Spark, Log4j: logger: message, logger - message
                    form("\\s+(?:- )?(?<logger>" + DOTTED + ")(?::|\\s+[-:])(?: |$)"),
                    form("\\s+(?<logger>" + NAME + ") - "),
                    // OpenStack: logger [request] message
                    form("\\s+(?<logger>" + DOTTED + ") (?=\\[)"),
                    form("[:,|]?\\s*(?:[-|] )?\\s*"));

    /// Kafka writes its logger last.
    private static final Pattern LAST = Pattern.compile(" \\((" + DOTTED + ")\\)$");

    private LoggerText() {}

    private static Pattern form(String expression) {
        return Pattern.compile(expression);
    }

    /// Puts what it finds into `reading` and gives the message.
    static String read(String text, int start, Reading reading) {
        for (var form : FORMS) {
            var matcher = form.matcher(text).region(start, text.length());
            if (matcher.useTransparentBounds(true).lookingAt()) {
                reading.put("process.thread.name", group(matcher, "thread"))
                        .put("log.logger", group(matcher, "logger"))
                        .put("service.name", group(matcher, "app"))
                        .putNumber("process.pid", group(matcher, "pid"))
                        .putNumber("log.origin.file.line", group(matcher, "line"));
                var message = text.substring(matcher.end());
                putLast(message, reading);
                return message;
            }
        }
        return text.substring(start);
    }

    private static void putLast(String message, Reading reading) {
        if (reading.fields().containsKey("log.logger")
                || !message.endsWith(")")
                || !message.contains(" (")) {
            return;
        }
        var last = LAST.matcher(message).region(message.lastIndexOf(" ("), message.length());
        if (last.lookingAt()) {
            reading.put("log.logger", last.group(1));
        }
    }

    // Empty where the form has no such part, which is as good as none.
    private static String group(Matcher matcher, String name) {
        if (!matcher.namedGroups().containsKey(name)) {
            return "";
        }
        var text = matcher.group(name);
        return text == null ? "" : text.strip();
    }
}
