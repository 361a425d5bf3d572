package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Other names under which loggers and shippers write what ECS has a place for.
///
/// The first of an object's fields is the one that a text in the object's place stands for, such as
/// `message` for `log`: it would be in the way of the others. Names are alike whatever their case,
/// `_` and `-`. Of several the first that is listed and holds a value of its kind is taken; the
/// others stay as they are.
final class Aliases {

    private static final List<Alias> ALL =
            List.of(
                    new Alias(
                            "@timestamp",
                            Kind.TIME,
                            "timestamp @t time ts eventtime datetime asctime instant timemillis"
                                    + " isotime created date realtimetimestamp t"),
                    new Alias(
                            "message",
                            Kind.SCALAR,
                            "message msg log @m @mt shortmessage textpayload text event body"),
                    new Alias(
                            "log.level",
                            Kind.LEVEL,
                            "level severity severitytext lvl loglevel levelname @l priority"),
                    new Alias("log.logger", Kind.SCALAR, "logger loggername sourcecontext"),
                    new Alias(
                            "host.name", Kind.SCALAR, "host hostname sourcehost computer machine"),
                    new Alias(
                            "service.name",
                            Kind.SCALAR,
                            "service servicename app application appname applicationname"),
                    new Alias("trace.id", Kind.ID, "traceid trace oteltraceid dd.traceid"),
                    new Alias("span.id", Kind.ID, "spanid span otelspanid dd.spanid"),
                    new Alias("process.pid", Kind.INTEGER, "pid processid process"),
                    new Alias(
                            "process.name",
                            Kind.SCALAR,
                            "process processname program ident syslogidentifier"),
                    new Alias("process.thread.name", Kind.SCALAR, "thread threadname"),
                    new Alias("process.thread.id", Kind.INTEGER, "threadid tid"),
                    new Alias("error.message", Kind.SCALAR, "error err errormessage"),
                    new Alias(
                            "error.stack_trace",
                            Kind.SCALAR,
                            "stacktrace stack excinfo exception @x trace"),
                    new Alias("container.id", Kind.SCALAR, "containerid"),
                    new Alias("container.name", Kind.SCALAR, "containername"));

    private static final Pattern ID_FORM = Pattern.compile("[0-9a-zA-Z_-]{1,64}");

    private final TimeValues times;

    Aliases(TimeValues times) {
        this.times = times;
    }

    /// Moves what is found under an alias to its ECS name where that is free.
    void rename(ObjectNode line, Instant near) {
        var names = new HashMap<String, String>();
        line.propertyNames().forEach(name -> names.putIfAbsent(plain(name), name));
        for (var alias : ALL) {
            if (Ecs.get(line, alias.name()) == null) {
                rename(line, alias, names, near);
            }
        }
        @Nullable JsonNode hostname = Ecs.get(line, "host.hostname");
        if (hostname != null && hostname.isString()) {
            Ecs.putIfFree(line, "host.name", hostname);
        }
    }

    private void rename(ObjectNode line, Alias alias, Map<String, String> names, Instant near) {
        for (var other : alias.others()) {
            @Nullable String name = names.get(other);
            @Nullable JsonNode given = name == null ? null : line.get(name);
            @Nullable JsonNode value = given == null ? null : alias.kind().of(given, times, near);
            if (name == null || given == null || value == null) {
                continue;
            }
            line.remove(name);
            if (!Ecs.putIfFree(line, alias.name(), value)) {
                line.set(name, given);
                continue;
            }
            if (alias.kind() == Kind.TIME && !value.equals(given)) {
                Ecs.give(line, name, given);
            }
            return;
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private enum Kind {
        TIME {
            @Override
            @Nullable JsonNode of(JsonNode given, TimeValues times, Instant near) {
                @Nullable Instant time = times.of(given, near);
                return time == null ? null : StringNode.valueOf(time.toString());
            }
        },
        SCALAR {
            @Override
            @Nullable JsonNode of(JsonNode given, TimeValues times, Instant near) {
                return given.isValueNode() && !given.isNull() ? given : null;
            }
        },
        LEVEL {
            @Override
            @Nullable JsonNode of(JsonNode given, TimeValues times, Instant near) {
                return Levels.of(given) == null ? null : given;
            }
        },
        ID {
            @Override
            @Nullable JsonNode of(JsonNode given, TimeValues times, Instant near) {
                return ID_FORM.matcher(given.asString("")).matches() ? given : null;
            }
        },
        INTEGER {
            @Override
            @Nullable JsonNode of(JsonNode given, TimeValues times, Instant near) {
                return given.isIntegralNumber() && given.canConvertToLong() ? given : null;
            }
        };

        abstract @Nullable JsonNode of(JsonNode given, TimeValues times, Instant near);
    }

    private record Alias(String name, Kind kind, List<String> others) {

        Alias(String name, Kind kind, String others) {
            this(name, kind, List.of(others.split(" ")));
        }
    }
}
