package dev.konbini.logging.staging;

import dev.konbini.logging.mask.Masker;
import dev.konbini.logging.parse.RestoreLine;
import dev.konbini.logging.parse.RestoreLine.Restored;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Masks a line for staging: as it came in, where it is proven that this version reads the masked
/// text as it read the other one, masks apart; else as production has it.
@Component
final class MaskLine {

    /// Stands for an address in a text that is still to be read, where one may be needed: nobody's
    /// (RFC 5737, TEST-NET-1).
    static final String ADDRESS = "192.0.2.0";

    static final String MASKED_ADDRESS = "[masked:ip]";

    private static final String MESSAGE = "message";

    private final RestoreLine restoreLine;

    MaskLine(RestoreLine restoreLine) {
        this.restoreLine = restoreLine;
    }

    /// Masks `line`, which is changed, by `masker`.
    Masked mask(ObjectNode line, Masker masker) {
        var restored = restoreLine.restore(line);
        var asItIs = masker.mask(line);
        return restored.flatMap(one -> asItCame(one, asItIs, masker))
                .orElseGet(() -> new Masked(asItIs, null));
    }

    private Optional<Masked> asItCame(Restored restored, ObjectNode asItIs, Masker masker) {
        var line = masker.mask(restored.line());
        var text = line.path(MESSAGE).asString("");
        line.put(MESSAGE, text.replace(MASKED_ADDRESS, ADDRESS));
        return restoreLine
                .completed(line.deepCopy(), restored.arrival())
                .filter(again -> CompareSources.compare(asItIs, again).differences().isEmpty())
                .map(_ -> new Masked(line, restored.arrival()));
    }

    /// A line without what must not leave.
    ///
    /// @param arrival when it came in, of a line that is as it came in; null of one as production
    ///   has it
    record Masked(ObjectNode line, @Nullable Instant arrival) {}
}
