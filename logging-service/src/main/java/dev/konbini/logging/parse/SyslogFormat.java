package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// Syslog messages, as they are sent and as they are written to files.
final class SyslogFormat implements LineFormat {

    /// RFC 5424, section 6.2.1, as syslogd writes them.
    private static final List<String> SEVERITIES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    private static final List<String> FACILITIES =
            List.of(
                    "kern",
                    "user",
                    "mail",
                    "daemon",
                    "auth",
                    "syslog",
                    "lpr",
                    "news",
                    "uucp",
                    "cron",
                    "authpriv",
                    "ftp",
                    "ntp",
                    "audit",
                    "alert",
                    "clock",
                    "local0",
                    "local1",
                    "local2",
                    "local3",
                    "local4",
                    "local5",
                    "local6",
                    "local7");

    private final TimeForms times;

    SyslogFormat(TimeForms times) {
        this.times = times;
    }

    @Override
    public @Nullable Reading read(String text, Instant near) {
        @Nullable SyslogText syslog = SyslogText.parse(text);
        if (syslog == null) {
            return null;
        }
        @Nullable Instant time = syslog.time() == null ? null : times.whole(syslog.time(), near);
        if (time == null && syslog.priority() < 0) {
            return null;
        }
        var reading =
                new Reading(syslog.message())
                        .time(time)
                        .put("host.name", syslog.host())
                        .put("process.name", syslog.app())
                        .putNumber("process.pid", syslog.processId());
        if (syslog.priority() >= 0) {
            putHeader(reading, syslog);
        }
        return reading;
    }

    private static void putHeader(Reading reading, SyslogText syslog) {
        var severity = syslog.priority() % SEVERITIES.size();
        var facility = syslog.priority() / SEVERITIES.size();
        reading.put("log.level", Levels.ofSeverity(severity))
                .putNumber("log.syslog.priority", Integer.toString(syslog.priority()))
                .putNumber("log.syslog.severity.code", Integer.toString(severity))
                .put("log.syslog.severity.name", SEVERITIES.get(severity))
                .putNumber("log.syslog.facility.code", Integer.toString(facility))
                .put("log.syslog.facility.name", FACILITIES.get(facility))
                .put("log.syslog.hostname", syslog.host())
                .put("log.syslog.appname", syslog.app())
                .put("log.syslog.procid", syslog.processId())
                .put("log.syslog.msgid", syslog.messageId());
        if (syslog.version() == 1) {
            reading.put("log.syslog.version", "1");
        }
        if (!syslog.data().isEmpty()) {
            var data = JsonNodeFactory.instance.objectNode();
            for (var element : syslog.data()) {
                var object = data.putObject(element.id());
                element.parameters().forEach(object::put);
            }
            reading.put("log.syslog.structured_data", data);
        }
    }
}
