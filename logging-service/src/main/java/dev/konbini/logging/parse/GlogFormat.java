package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What glog and Kubernetes' klog write: `I1125 20:00:00.123456 12345 file.go:123] message`.
final class GlogFormat implements LineFormat {

    private static final Pattern LINE =
            Pattern.compile(
                    "([IWEF])(\\d{2})(\\d{2}) (\\d{2}:\\d{2}:\\d{2}\\.\\d{1,9}) +(\\d{1,10}) ([^:\\s]{1,200}):(\\d{1,7})\\] ?");

    private final TimeForms times;

    GlogFormat(TimeForms times) {
        this.times = times;
    }

    @Override
    public @Nullable Reading read(String text, Instant near) {
        var line = LINE.matcher(text);
        if (!line.lookingAt()) {
            return null;
        }
        var time = line.group(2) + "-" + line.group(3) + " " + line.group(4);
        return new Reading(text.substring(line.end()))
                .time(times.whole(time, near))
                .put("log.level", Levels.of(line.group(1)))
                .putNumber("process.thread.id", line.group(5))
                .put("log.origin.file.name", line.group(6))
                .putNumber("log.origin.file.line", line.group(7));
    }
}
