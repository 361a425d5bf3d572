package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Error logs of Apache httpd (2.2 and 2.4) and nginx.
final class ServerErrorFormat implements LineFormat {

    private static final Pattern APACHE =
            Pattern.compile(
                    "\\] \\[(?:([\\w-]{0,40}):)?(\\w{3,9})\\] (?:\\[pid (\\d{1,10})(?::tid (\\d{1,20}))?\\] )?(?:\\[client ([^\\]]{1,255})\\] )?");
    private static final Pattern NGINX =
            Pattern.compile(" \\[(\\w{3,7})\\] (\\d{1,10})#(\\d{1,10}): (?:\\*\\d+ )?");

    private final TimeForms times;

    ServerErrorFormat(TimeForms times) {
        this.times = times;
    }

    @Override
    public @Nullable Reading read(String text, Instant near) {
        var apache = text.startsWith("[");
        @Nullable TimeText time = times.at(text, apache ? 1 : 0, near);
        if (time == null || !time.dated()) {
            return null;
        }
        var rest = (apache ? APACHE : NGINX).matcher(text).region(time.end(), text.length());
        if (!rest.lookingAt()) {
            return null;
        }
        @Nullable String level = Levels.ofWord(rest.group(apache ? 2 : 1));
        if (level == null) {
            return null;
        }
        var reading =
                new Reading(text.substring(rest.end())).time(time.time()).put("log.level", level);
        return apache
                ? reading.put("log.logger", rest.group(1))
                        .putNumber("process.pid", rest.group(3))
                        .putNumber("process.thread.id", rest.group(4))
                        .put("source.address", rest.group(5))
                : reading.putNumber("process.pid", rest.group(2))
                        .putNumber("process.thread.id", rest.group(3));
    }
}
