package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Android's logcat, in its formats `threadtime` and `time`.
final class LogcatFormat implements LineFormat {

    private static final Pattern THREAD_TIME =
            Pattern.compile(" +(?:\\S+ +)?(\\d{1,7}) +(\\d{1,7}) +([VDIWEFA]) ([^:]{0,80}?) *: ?");
    private static final Pattern TIME =
            Pattern.compile(" +([VDIWEFA])/([^(:]{1,80}?) *\\( *(\\d{1,7})\\): ?");

    private final TimeForms times;

    LogcatFormat(TimeForms times) {
        this.times = times;
    }

    @Override
    public @Nullable Reading read(String text, Instant near) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return null;
        }
        @Nullable TimeText time = times.at(text, 0, near);
        if (time == null || !time.dated()) {
            return null;
        }
        var threads = THREAD_TIME.matcher(text).region(time.end(), text.length());
        if (threads.lookingAt()) {
            return new Reading(text.substring(threads.end()))
                    .time(time.time())
                    .putNumber("process.pid", threads.group(1))
                    .putNumber("process.thread.id", threads.group(2))
                    .put("log.level", Levels.of(threads.group(3)))
                    .put("log.logger", threads.group(4));
        }
        var plain = TIME.matcher(text).region(time.end(), text.length());
        return plain.lookingAt()
                ? new Reading(text.substring(plain.end()))
                        .time(time.time())
                        .put("log.level", Levels.of(plain.group(1)))
                        .put("log.logger", plain.group(2))
                        .putNumber("process.pid", plain.group(3))
                : null;
    }
}
