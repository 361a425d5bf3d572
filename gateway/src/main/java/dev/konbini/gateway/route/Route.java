package dev.konbini.gateway.route;

import dev.konbini.gateway.replica.ServiceName;

/// The paths that are routed, each with all that is below it.
enum Route {
    PRODUCTS("/api/products", ServiceName.COMMERCE, Size.ORDINARY),
    CARTS("/api/carts", ServiceName.COMMERCE, Size.ORDINARY),
    SEARCH_INDEX("/api/search-index", ServiceName.COMMERCE, Size.ORDINARY),
    IMPORTS("/api/imports", ServiceName.COMMERCE, Size.UPLOAD),
    PRICES("/api/prices", ServiceName.COMMERCE, Size.ORDINARY),
    QUOTES("/api/quotes", ServiceName.COMMERCE, Size.ORDINARY),
    ORDERS("/api/orders", ServiceName.TRANSACTION, Size.ORDINARY),
    STOCK("/api/stock", ServiceName.TRANSACTION, Size.ORDINARY),
    LOGS("/api/logs", ServiceName.LOGGING, Size.LOGS),
    LOG_INDICES("/api/log-indices", ServiceName.LOGGING, Size.ORDINARY),
    OTLP_LOGS("/v1/logs", ServiceName.LOGGING, Size.LOGS),
    OTLP_METRICS("/v1/metrics", ServiceName.LOGGING, Size.LOGS),
    TIMELINE("/api/timeline", ServiceName.LOGGING, Size.ORDINARY),
    ALERTS("/api/alerts", ServiceName.LOGGING, Size.ORDINARY),
    INSTANCES("/api/instances", ServiceName.LOGGING, Size.ORDINARY),
    CONSUL_HEALTH("/v1/health", ServiceName.LOGGING, Size.ORDINARY),
    CONSUL_CATALOG("/v1/catalog", ServiceName.LOGGING, Size.ORDINARY),
    OPERATIONS("/api/operations", ServiceName.LOGGING, Size.ORDINARY),
    TENANTS("/api/tenants", ServiceName.LOGGING, Size.ORDINARY),
    RENDER("/render", ServiceName.LOGGING, Size.ORDINARY),
    METRICS("/metrics", ServiceName.LOGGING, Size.ORDINARY),
    FUNCTIONS("/functions", ServiceName.LOGGING, Size.ORDINARY),
    TAGS("/tags", ServiceName.LOGGING, Size.ORDINARY),
    VERSION("/version", ServiceName.LOGGING, Size.ORDINARY);

    private final String path;
    private final ServiceName service;
    private final Size size;

    Route(String path, ServiceName service, Size size) {
        this.path = path;
        this.service = service;
        this.size = size;
    }

    String path() {
        return path;
    }

    ServiceName service() {
        return service;
    }

    Size size() {
        return size;
    }

    /// How large the bodies are that a path takes.
    enum Size {
        ORDINARY,
        /// Batches of log lines, which are sent again when a replica goes.
        LOGS,
        /// Whole catalogues, which pass through.
        UPLOAD
    }
}
