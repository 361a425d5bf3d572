package dev.konbini.cli.upgrade;

import java.util.List;

/// That a rollout stopped and went back.
///
/// @param reason why it stopped
/// @param failures what kept it from going back; empty where all is as it was
record Retreat(String reason, List<String> failures) {

    String inWords() {
        return failures.isEmpty()
                ? sentence("It went back by itself: " + reason)
                : sentence("It stopped: " + reason)
                        + " "
                        + sentence("It could not go back: " + String.join("; ", failures));
    }

    /// Some reasons end as a sentence does.
    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
