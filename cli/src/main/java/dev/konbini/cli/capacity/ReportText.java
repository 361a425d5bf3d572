package dev.konbini.cli.capacity;

import java.util.ArrayList;
import java.util.List;

/// A report as people read it on a terminal.
record ReportText(Report report) {

    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    List<String> lines() {
        var text = new ArrayList<String>();
        text.add(
                "measured   %s of logging-service, %d consumers each, %d partitions; %,d lines of %.0f bytes sent, %s"
                        .formatted(
                                replicas(report.suite().replicas()),
                                report.suite().consumersPerReplica(),
                                report.suite().partitions(),
                                report.sent().lines(),
                                report.sent().bytesPerLine(),
                                report.sent().isWhole()
                                        ? "each is there once"
                                        : "but %,d are there".formatted(report.sent().stored())));
        text.add(
                "took       %s%,.0f lines/s, %.1f MB/s; each replica %,.0f lines/s"
                        .formatted(
                                report.took().lowerBound() ? "at least " : "",
                                report.took().linesPerSecond(),
                                report.took().bytesPerSecond() / MEGABYTE,
                                report.took().linesPerSecondPerReplica()));
        text.add("limit      " + report.limit().meaning());
        report.limit().evidence().forEach(one -> text.add("           " + one));
        text.add(
                "disk       %.0f bytes a line, %.0f with all copies"
                        .formatted(
                                report.disk().bytesPerLine(), report.disk().bytesPerLineInAll()));
        var need = report.need();
        if (need != null) {
            text.addAll(needed(need));
        }
        return List.copyOf(text);
    }

    private List<String> needed(Need need) {
        var text = new ArrayList<String>();
        text.add(
                "needed     for %,d lines/s: %s, to take %d %% more, and that load without one of them"
                        .formatted(
                                need.linesPerSecond(),
                                replicas(need.replicas()),
                                need.headroomPercent()));
        if (need.isBoundByPartitions()) {
            text.add(
                    "           %d partitions: the %d that there are give work to all consumers of %s, and further ones idle"
                            .formatted(
                                    need.partitions(),
                                    report.suite().partitions(),
                                    replicas(need.replicasPartitionsAllow())));
        } else {
            text.add(
                    "           the %d partitions that there are will do"
                            .formatted(report.suite().partitions()));
        }
        if (need.timesAsMuch() > 1) {
            text.add(
                    "           Elasticsearch and Kafka that take %.1f times what they took here%s"
                            .formatted(
                                    need.timesAsMuch(),
                                    report.limit().kind() == Limit.Kind.ELASTICSEARCH
                                            ? "; as Elasticsearch is the limit, replicas alone do not help"
                                            : ""));
        }
        text.add("           %.1f GB of disk a day".formatted(need.diskBytesPerDay() / GIGABYTE));
        return text;
    }

    private static String replicas(int count) {
        return count == 1 ? "1 replica" : count + " replicas";
    }
}
