package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The many forms of `time level logger message`: Log4j, Logback, Spring Boot, Hadoop, HDFS,
/// ZooKeeper, Kafka, Elasticsearch, OpenStack, Python, PostgreSQL and whoever writes alike.
///
/// Between time and level may stand numbers (process and thread), a thread in brackets and a logger
/// with a dash behind; what follows the level is read by [LoggerText]. A line that begins with a
/// time but names no level is one too.
final class LeveledFormat implements LineFormat {

    /// OpenStack's collected logs have the name of the file before each line.
    private static final Pattern FILE =
            Pattern.compile("([\\w.-]{1,100}\\.log[\\w.:-]{0,60}) (?=\\d)");

    private static final Pattern GAP = Pattern.compile("[\\s|,]*(?:- )?[\\s|]*");
    private static final Pattern BRACKET =
            Pattern.compile("\\[([^\\[\\]]{0,200}(?:\\[[^\\[\\]]{0,200}\\][^\\[\\]]{0,200})?)\\]");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,10})(?=\\s)");
    private static final Pattern WORD =
            Pattern.compile("([A-Z]{3,13})\\b(?!=)|([A-Za-z]{3,13})(?=:\\s|\\s-\\s|\\s?\\|)");
    private static final Pattern NAME_FIRST =
            Pattern.compile("([A-Za-z_][\\w.$/-]{0,200}) +[-|:] +(?=[A-Z]{3,13}\\b)");

    private static final int TOKENS_MAX = 5;

    private final TimeForms times;

    LeveledFormat(TimeForms times) {
        this.times = times;
    }

    @Override
    public @Nullable Reading read(String text, Instant near) {
        var file = FILE.matcher(text);
        var start = file.lookingAt() ? file.end() : 0;
        var bracketed = text.startsWith("[", start);
        @Nullable TimeText time = times.at(text, bracketed ? start + 1 : start, near);
        if (time == null || (bracketed && !text.startsWith("]", time.end()))) {
            return null;
        }
        var end = bracketed ? time.end() + 1 : time.end();
        var reading = new Reading("").time(time.time());
        if (start > 0) {
            reading.put("log.file.path", file.group(1));
        }
        var place = upToLevel(text, end, reading);
        if (place >= 0) {
            reading.message(LoggerText.read(text, place, reading));
            return reading;
        }
        return time.dated()
                ? new Reading(text.substring(skip(GAP, text, end))).time(time.time())
                : null;
    }

    /// @return where the text goes on behind the level; -1 if there is none
    private static int upToLevel(String text, int start, Reading reading) {
        var place = start;
        for (var token = 0; token < TOKENS_MAX; token++) {
            place = skip(GAP, text, place);
            var bracket = at(BRACKET, text, place);
            if (bracket != null) {
                place = bracket.end();
                if (putLevel(bracket.group(1), reading)) {
                    return place;
                }
                putBracket(bracket.group(1).strip(), reading);
                continue;
            }
            var number = at(NUMBER, text, place);
            if (number != null) {
                putNumber(number.group(1), reading);
                place = number.end();
                continue;
            }
            var word = at(WORD, text, place);
            if (word != null && putLevel(word.group(), reading)) {
                return word.end();
            }
            var name = at(NAME_FIRST, text, place);
            if (name == null) {
                return -1;
            }
            reading.put("log.logger", name.group(1));
            place = name.end();
        }
        return -1;
    }

    private static boolean putLevel(String word, Reading reading) {
        @Nullable String level = Levels.ofWord(word.strip());
        reading.put("log.level", level);
        return level != null;
    }

    private static void putBracket(String inside, Reading reading) {
        if (!inside.isEmpty() && inside.chars().allMatch(Character::isDigit)) {
            putNumber(inside, reading);
        } else {
            reading.put("process.thread.name", inside);
        }
    }

    private static void putNumber(String digits, Reading reading) {
        var first = !reading.fields().containsKey("process.pid");
        reading.putNumber(first ? "process.pid" : "process.thread.id", digits);
    }

    private static int skip(Pattern gap, String text, int place) {
        var matcher = gap.matcher(text).region(place, text.length());
        return matcher.lookingAt() ? matcher.end() : place;
    }

    private static @Nullable Matcher at(Pattern pattern, String text, int place) {
        var matcher = pattern.matcher(text).region(place, text.length());
        return matcher.useTransparentBounds(true).lookingAt() ? matcher : null;
    }
}
