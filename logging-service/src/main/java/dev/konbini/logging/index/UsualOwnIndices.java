package dev.konbini.logging.index;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The tenants that the settings name, and those from the beginning.
@Component
final class UsualOwnIndices implements OwnIndices {

    private final IndexProperties properties;

    UsualOwnIndices(IndexProperties properties) {
        this.properties = properties;
    }

    @Override
    public Optional<LocalDate> from(String tenant) {
        return properties.sharing().own().contains(tenant)
                ? Optional.of(LocalDate.MIN)
                : Optional.empty();
    }
}
