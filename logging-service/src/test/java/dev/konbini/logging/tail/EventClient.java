package dev.konbini.logging.tail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes server-sent events as a browser does.
public final class EventClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String lastId = "";
    private volatile boolean ended;

    /// Connects to a service at `port`.
    ///
    /// @param resume the id of the event that was seen last; null for none
    public EventClient(int port, String token, String query, @Nullable String resume)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/logs/tail?q=%s"
                                                .formatted(
                                                        port,
                                                        URLEncoder.encode(
                                                                query, StandardCharsets.UTF_8))))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", "text/event-stream");
        if (resume != null) {
            request.header("Last-Event-ID", resume);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("Answered " + answer.statusCode());
        }
        var lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        Thread.ofVirtual().start(() -> read(lines));
    }

    private void read(BufferedReader lines) {
        var type = "message";
        var data = "";
        try (lines) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(type, lastId, data));
                    }
                    type = "message";
                    data = "";
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
            ended = true;
        } catch (IOException e) {
            // The test has closed it.
        }
    }

    /// All that came so far.
    public List<Event> events() {
        return events;
    }

    /// The texts of the lines that came so far.
    public List<String> messages() {
        return events.stream()
                .filter(event -> event.type().equals("message"))
                .map(event -> event.json().path("message").asString())
                .toList();
    }

    public String lastId() {
        return lastId;
    }

    /// Whether the service has ended the stream in good order.
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /// One event.
    public record Event(String type, String id, String data) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }
}
