package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text that begins with its level and has no time: `[WARN] …`, `ERROR: …`, and Python's
/// `INFO:logger:…`. The text stays whole.
final class LevelOnlyFormat implements LineFormat {

    private static final Pattern START =
            Pattern.compile(
                    "\\[ ?(\\w{3,13}) ?\\](?= |:)|([A-Z]{3,13}):(?:([\\w.]{1,200}):(?!\\s))?");

    @Override
    public @Nullable Reading read(String text, Instant near) {
        var start = START.matcher(text);
        if (!start.lookingAt()) {
            return null;
        }
        var word = start.group(1) == null ? start.group(2) : start.group(1);
        @Nullable String level = Levels.ofWord(word);
        return level == null
                ? null
                : new Reading(text).put("log.level", level).put("log.logger", start.group(3));
    }
}
