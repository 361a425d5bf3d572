package dev.konbini.commerce.availability;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// Asks transaction-service how much can be had where.
///
/// It is asked once per answer, for all products in it, within a bound of time. While it keeps
/// failing a circuit breaker spares shoppers the wait and tries again every second.
@Component
public final class Availability implements DisposableBean {

    /// How many products can be asked for at once.
    public static final int SKUS_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Availability.class);

    private final CloseableHttpClient connections;
    private final RestClient transactionService;
    private final CircuitBreaker breaker;

    Availability(
            AvailabilityProperties properties,
            RestClient.Builder client,
            CircuitBreakerRegistry breakers) {
        this.connections = StockConnections.within(properties.stockTimeout());
        this.transactionService =
                client.clone()
                        .requestFactory(new HttpComponentsClientHttpRequestFactory(connections))
                        .baseUrl(properties.transactionServiceUri())
                        .build();
        this.breaker = breakers.circuitBreaker("transaction-service");
    }

    /// The stock of `skus`, at most [#SKUS_MAX], by SKU. A product without stock anywhere maps to
    /// an empty list.
    ///
    /// @return empty where transaction-service did not say in time
    public Optional<Map<String, List<LocationStock>>> of(Collection<String> skus) {
        if (skus.isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            return Optional.of(breaker.executeSupplier(() -> ask(skus)));
        } catch (CallNotPermittedException e) {
            return Optional.empty();
        } catch (RestClientException | HttpMessageConversionException e) {
            LOG.warn("transaction-service does not say what is in stock: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, List<LocationStock>> ask(Collection<String> skus) {
        var answer =
                transactionService
                        .get()
                        .uri(uri -> uri.path("/api/stock").queryParam("sku", skus).build())
                        .retrieve()
                        .body(StockMessage.class);
        var stock = new HashMap<String, List<LocationStock>>();
        skus.forEach(sku -> stock.put(sku, List.of()));
        if (answer != null && answer.items() != null) {
            answer.items().forEach(item -> stock.put(item.sku(), item.locations()));
        }
        return stock;
    }

    @Override
    public void destroy() throws IOException {
        connections.close();
    }
}
