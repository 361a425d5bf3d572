package dev.konbini.logging.render.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a function takes in one place, in the form in which `/functions` says it.
///
/// @param type one of graphite-web's: `seriesList`, `integer`, `string` …
/// @param multiple whether all that follows is of it too
/// @param fallback what is meant where nothing is given
/// @param options the values that are possible, if they are few
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Parameter(
        String name,
        String type,
        boolean required,
        boolean multiple,
        @JsonProperty("default") @Nullable Object fallback,
        @Nullable List<String> options) {

    static final Parameter SERIES = of("seriesList", "seriesList");
    static final Parameter N = of("n", "integer");
    static final Parameter FLOAT_N = of("n", "float");
    static final Parameter NODES = all("nodes", "nodeOrTag");
    static final Parameter FUNC = of("func", "aggFunc").among(Measures.names());

    /// Which share of the values has to be there; without it any one is enough.
    static final Parameter X_FILES_FACTOR = of("xFilesFactor", "float").optional();

    static Parameter of(String name, String type) {
        return new Parameter(name, type, true, false, null, null);
    }

    static Parameter all(String name, String type) {
        return new Parameter(name, type, true, true, null, null);
    }

    Parameter optional() {
        return new Parameter(name, type, false, multiple, fallback, options);
    }

    Parameter or(Object fallback) {
        return new Parameter(name, type, false, multiple, fallback, options);
    }

    Parameter among(List<String> options) {
        return new Parameter(name, type, required, multiple, fallback, options);
    }
}
