package dev.konbini.logging.retention;

import dev.konbini.logging.tenant.Tenants;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// As long as is agreed with each tenant. Where that cannot be read, nothing is removed.
@Component
final class TenantRetention implements Retention {

    private final Tenants tenants;

    TenantRetention(Tenants tenants) {
        this.tenants = tenants;
    }

    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable where it is not known
    @Override
    public Duration of(String tenant) {
        return tenants.of(tenant).retention();
    }
}
