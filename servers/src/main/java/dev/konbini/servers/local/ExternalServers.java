package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import java.util.Optional;

/// Servers that somebody else runs: named from outside, only checked here.
public final class ExternalServers {

    private ExternalServers() {}

    /// Checks a named MongoDB.
    ///
    /// @param uri a connection string, `mongodb://…` or `mongodb+srv://…`
    /// @throws ServerException if no server behind it takes writes
    public static RunningServer mongodb(String uri) {
        if (!MongoProbe.answers(uri)) {
            throw unreachable("MongoDB", withoutPassword(uri), "--mongodb-uri");
        }
        return new RunningServer(MongoServer.NAME, uri, MongoProbe.version(uri), Optional.empty());
    }

    /// Checks a named Kafka.
    ///
    /// @param bootstrap `HOST:PORT`, several with commas
    /// @throws ServerException if no broker answers there
    public static RunningServer kafka(String bootstrap) {
        if (!KafkaProbe.answers(bootstrap)) {
            throw unreachable("Kafka", bootstrap, "--kafka");
        }
        return new RunningServer(KafkaServer.NAME, bootstrap, "unknown", Optional.empty());
    }

    /// Checks a named Elasticsearch.
    ///
    /// @param url `http://…` or `https://…`
    /// @throws ServerException if the cluster there does not answer or is red
    public static RunningServer elasticsearch(String url) {
        if (!ElasticsearchProbe.answers(url)) {
            throw unreachable("Elasticsearch", withoutPassword(url), "--elasticsearch");
        }
        return new RunningServer(
                ElasticsearchServer.NAME, url, ElasticsearchProbe.version(url), Optional.empty());
    }

    private static ServerException unreachable(String server, String address, String option) {
        return new ServerException(
                server + " does not answer at " + address,
                "Start it or correct " + option + ", or leave the option away to have one started");
    }

    static String withoutPassword(String uri) {
        return uri.replaceAll("//[^@/]*@", "//…@");
    }
}
