package dev.konbini.telemetry.key;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;

/// Lets spans tell of an HTTP request's URL no more than the access log does.
public final class ShownSpans implements ObservationFilter {

    private static final String URL = "http.url";

    @Override
    public Observation.Context map(Observation.Context context) {
        var url = context.getHighCardinalityKeyValue(URL);
        return url == null
                ? context
                : context.addHighCardinalityKeyValue(
                        KeyValue.of(URL, ShownPath.of(url.getValue())));
    }
}
