package dev.konbini.cli.upgrade;

import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.terminal.Progress;
import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts an upgrade on record, at `/api/operations`, as far as that can be done.
///
/// An upgrade never fails for it, nor waits long. Where its beginning cannot be put on record,
/// because the version that runs knows no operations or Elasticsearch is away, it is told together
/// with its end.
final class OnRecord {

    private static final String PATH = "/api/operations";
    private static final int SILENCE_MAX_SECONDS = 7200;

    private final Shop shop;
    private final Progress progress;

    OnRecord(Shop shop, Progress progress) {
        this.shop = shop;
        this.progress = progress;
    }

    /// How it ended.
    ///
    /// @param output what is worth to be known of it
    record End(boolean good, String output) {

        static End of(Outcome outcome) {
            var said = new ArrayList<>(outcome.verdict());
            said.add(
                    "%,d requests, %d failed, %,d orders."
                            .formatted(
                                    outcome.requests(),
                                    outcome.failures().size(),
                                    outcome.acknowledged()));
            return new End(outcome.isGood(), String.join("\n", said));
        }
    }

    /// What it is called that replaces `from` by `to`: a rollback where `to` is older than all of
    /// them.
    static String kind(List<String> from, String to) {
        try {
            var wanted = Version.parse(to);
            return !from.isEmpty()
                            && from.stream()
                                    .allMatch(one -> Version.parse(one).compareTo(wanted) > 0)
                    ? "rollback"
                    : "upgrade";
        } catch (IllegalArgumentException e) {
            // A version may be called as its builders like.
            return "upgrade";
        }
    }

    /// Does `work` and puts on record that it was done.
    ///
    /// @param what in a few words
    /// @param end tells from what came of it how it ended
    /// @return what came of `work`; what it throws is on record and thrown
    <T> T run(String kind, String what, Supplier<T> work, Function<T, End> end) {
        var began = Instant.now();
        var id = begin(kind, what);
        try {
            var result = work.get();
            end(id, kind, what, began, end.apply(result));
            return result;
        } catch (RuntimeException failure) {
            end(id, kind, what, began, new End(false, String.valueOf(failure.getMessage())));
            throw failure;
        }
    }

    private @Nullable String begin(String kind, String what) {
        try {
            var answer =
                    shop.post(
                            PATH,
                            Map.of(
                                    "kind",
                                    kind,
                                    "what",
                                    what,
                                    "silenceMaxSeconds",
                                    SILENCE_MAX_SECONDS),
                            Map.of());
            return answer.status() == 201 ? answer.body().path("id").asString() : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void end(@Nullable String id, String kind, String what, Instant began, End end) {
        var said = new HashMap<String, Object>();
        said.put("outcome", end.good() ? "succeeded" : "failed");
        said.put("output", end.output());
        try {
            if (id != null && shop.put(PATH + "/" + id, said).status() < 300) {
                return;
            }
            said.put("kind", kind);
            said.put("what", what);
            said.put("startedAt", began.toString());
            var status = shop.post(PATH, said, Map.of()).status();
            if (status >= 300) {
                progress.say("Not on record: POST %s answers %d.".formatted(PATH, status));
            }
        } catch (RuntimeException e) {
            progress.say("Not on record: " + e.getMessage());
        }
    }
}
