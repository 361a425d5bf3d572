package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Access logs of Apache httpd and nginx: common and combined log format, with or without the
/// virtual host before. They have no level.
final class AccessFormat implements LineFormat {

    private static final Pattern HEAD =
            Pattern.compile(
                    "(?:([\\w.-]+):\\d{1,5} )?([\\w.:%-]{1,255}) (\\S{1,255}) (\\S{1,255}) \\[");
    private static final Pattern RESULT = Pattern.compile(" (\\d{3}|-) (\\d{1,17}|-)(?= |$)");
    private static final Pattern REQUEST =
            Pattern.compile("([A-Z]{3,20}) (\\S+)(?: HTTP/([0-9.]{1,5}))?");

    private final TimeForms times;

    AccessFormat(TimeForms times) {
        this.times = times;
    }

    @Override
    public @Nullable Reading read(String text, Instant near) {
        var head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            return null;
        }
        @Nullable TimeText time = times.at(text, head.end(), near);
        if (time == null || !text.startsWith("] \"", time.end())) {
            return null;
        }
        var request = new StringBuilder();
        var place = Quoted.read(text, time.end() + 3, request);
        var result = RESULT.matcher(text).region(Math.max(place, 0), text.length());
        if (place < 0 || !result.lookingAt()) {
            return null;
        }
        var reading =
                new Reading(request.toString())
                        .time(time.time())
                        .put("url.domain", head.group(1))
                        .put("source.address", head.group(2))
                        .put("user.name", head.group(4))
                        .putNumber("http.response.status_code", result.group(1))
                        .putNumber("http.response.body.bytes", result.group(2));
        var call = REQUEST.matcher(request);
        if (call.matches()) {
            reading.put("http.request.method", call.group(1))
                    .put("url.original", call.group(2))
                    .put("http.version", call.group(3));
        }
        putCombined(reading, text, result.end());
        reading.message(request + " " + result.group(1));
        return reading;
    }

    private static void putCombined(Reading reading, String text, int start) {
        var referrer = new StringBuilder();
        var agent = new StringBuilder();
        if (!text.startsWith(" \"", start)) {
            return;
        }
        var place = Quoted.read(text, start + 2, referrer);
        if (place > 0 && text.startsWith(" \"", place) && Quoted.read(text, place + 2, agent) > 0) {
            reading.put("http.request.referrer", referrer.toString())
                    .put("user_agent.original", agent.toString());
        }
    }
}
