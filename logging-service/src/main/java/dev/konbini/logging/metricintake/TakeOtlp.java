package dev.konbini.logging.metricintake;

import dev.konbini.logging.door.Parts;
import dev.konbini.logging.metric.TakePoints;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import org.springframework.stereotype.Service;

/// Takes what an OpenTelemetry SDK or collector measured.
@Service
public final class TakeOtlp {

    private final TakePoints takePoints;

    TakeOtlp(TakePoints takePoints) {
        this.takePoints = takePoints;
    }

    /// Puts the points of `request` into Kafka, as [TakePoints#take] does.
    ///
    /// @param tenant whose they are
    /// @param parts counts what they are made of
    /// @throws dev.konbini.logging.door.TooMuch if that is too much; none is taken
    public TakePoints.Outcome take(
            String tenant, ExportMetricsServiceRequest request, Parts parts) {
        return takePoints.take(
                new TakePoints.Command(tenant, "otlp", OtlpPoints.of(request, parts)));
    }
}
