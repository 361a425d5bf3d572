package dev.konbini.logging.index;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Other Elasticsearches than the service's own, each with clients made when it is first asked for.
@Component
public final class Elasticsearches implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Elasticsearches.class);

    private final JsonMapper json;
    private final Map<ElasticsearchProperties, ElasticsearchClients> clients =
            new ConcurrentHashMap<>();

    Elasticsearches(JsonMapper json) {
        this.json = json;
    }

    /// The one that is reached as `properties` say.
    public Elasticsearch at(ElasticsearchProperties properties) {
        return new Elasticsearch(
                clients.computeIfAbsent(properties, each -> new ElasticsearchClients(each, json)),
                json);
    }

    @Override
    public void destroy() {
        for (var client : clients.values()) {
            try {
                client.close();
            } catch (IOException e) {
                LOG.debug("Clients of Elasticsearch did not close", e);
            }
        }
    }
}
