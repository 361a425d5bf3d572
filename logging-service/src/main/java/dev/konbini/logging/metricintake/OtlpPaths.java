package dev.konbini.logging.metricintake;

import dev.konbini.logging.metric.MetricPath;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What an OTLP series is called in the tree of paths:
/// `SERVICE.INSTANCE.METRIC.LABEL:VALUE.LABEL:VALUE`.
///
/// SERVICE is the resource's `service.name`, INSTANCE its `host.name` or else its
/// `service.instance.id`, `-` where it has neither, so both are always there and can be counted on.
/// METRIC keeps its dots. Labels stand in the order of their names; in a label dots become `_`, as
/// do characters that mean something in a target.
///
/// What is longer than a path may be is not made any longer: its point is left out anyway.
final class OtlpPaths {

    private final String prefix;

    OtlpPaths(List<KeyValue> resource) {
        prefix =
                node(resource, "service.name").orElse("unknown_service")
                        + "."
                        + node(resource, "host.name")
                                .or(() -> node(resource, "service.instance.id"))
                                .orElse("-")
                        + ".";
    }

    private static Optional<String> node(List<KeyValue> resource, String key) {
        return resource.stream()
                .filter(each -> each.getKey().equals(key))
                .findFirst()
                .map(each -> MetricPath.node(cut(text(each.getValue()))));
    }

    String path(String metric, List<KeyValue> labels) {
        var path = new StringBuilder(prefix).append(cut(metric));
        labels.stream()
                .sorted(Comparator.comparing(KeyValue::getKey))
                .takeWhile(label -> path.length() <= MetricPath.LENGTH_MAX)
                .forEachOrdered(label ->
                        path.append('.')
                                .append(MetricPath.node(cut(label.getKey())))
                                .append(':')
                                .append(MetricPath.node(cut(text(label.getValue())))));
        return cut(path.toString());
    }

    /// As long as `text` is, but no longer than what is too long for a path.
    private static String cut(String text) {
        return text.length() > MetricPath.LENGTH_MAX
                ? text.substring(0, MetricPath.LENGTH_MAX + 1)
                : text;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> String.valueOf(value.getBoolValue());
            case INT_VALUE -> String.valueOf(value.getIntValue());
            case DOUBLE_VALUE -> String.valueOf(value.getDoubleValue());
            default -> "_";
        };
    }
}
