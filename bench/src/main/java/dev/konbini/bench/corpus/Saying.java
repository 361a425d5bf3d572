package dev.konbini.bench.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/// What a line says, with blanks that differ from line to line.
///
/// @param message its text as it stands in JSON; `{id}` is an id of the request's, the other blanks
///   are the line's own
record Saying(String level, String logger, String message) {

    private static final List<String> WORDS =
            List.of(
                    "resin",
                    "ballpoint",
                    "pen",
                    "notebook",
                    "dotted",
                    "grid",
                    "linen",
                    "tape",
                    "black",
                    "indigo",
                    "brass",
                    "ruler",
                    "ペン",
                    "ノート",
                    "和紙",
                    "定規");
    private static final List<String> PLACES =
            List.of("osaka", "tokyo", "nagoya", "fukuoka", "sapporo");
    private static final List<String> FRAMES =
            List.of(
                    "java.base/java.net.http.HttpClient.send(HttpClient.java:589)",
                    "dev.konbini.transaction.payment.stripe.StripePayments.authorize(StripePayments.java:87)",
                    "dev.konbini.transaction.payment.AuthorizePayment.authorize(AuthorizePayment.java:54)",
                    "dev.konbini.transaction.order.PlaceOrder.drive(PlaceOrder.java:131)",
                    "dev.konbini.transaction.order.web.OrdersController.place(OrdersController.java:72)",
                    "org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:963)",
                    "org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:165)",
                    "java.base/java.lang.VirtualThread.run(VirtualThread.java:456)");

    /// The text with its blanks filled.
    String message(SplittableRandom random, SplittableRandom trace) {
        var text = new StringBuilder(message.length() + 64);
        int from = 0;
        for (int open = message.indexOf('{'); open >= 0; open = message.indexOf('{', from)) {
            int close = message.indexOf('}', open);
            text.append(message, from, open);
            fill(message.substring(open + 1, close), text, random, trace);
            from = close + 1;
        }
        return text.append(message, from, message.length()).toString();
    }

    /// The member `error` of a line that reports one, with a comma before it.
    Optional<String> error(SplittableRandom random) {
        if (!level.equals("ERROR")) {
            return Optional.empty();
        }
        var stack = new StringBuilder("java.net.http.HttpTimeoutException: request timed out");
        int frames = 3 + random.nextInt(FRAMES.size());
        for (int i = 0; i < frames; i++) {
            stack.append("\\n\\tat ").append(FRAMES.get(i % FRAMES.size()));
        }
        return Optional.of(
                ",\"error\":{\"type\":\"java.net.http.HttpTimeoutException\",\"message\":\"request timed out\",\"stack_trace\":\""
                        + stack
                        + "\"}");
    }

    private static void fill(
            String blank, StringBuilder text, SplittableRandom random, SplittableRandom trace) {
        switch (blank) {
            case "id" -> text.append(id(trace));
            case "sku" -> text.append("KB-").append(10_000 + random.nextInt(1_248));
            case "n" -> text.append(1 + random.nextInt(9));
            case "ms" -> text.append(1 + random.nextInt(1 + random.nextInt(900)));
            case "money" ->
                    text.append(random.nextInt(2_000)).append('.').append(10 + random.nextInt(90));
            case "place" -> text.append(PLACES.get(random.nextInt(PLACES.size())));
            case "word" -> text.append(WORDS.get(random.nextInt(WORDS.size())));
            default -> throw new IllegalStateException("No blank is called " + blank);
        }
    }

    private static String id(SplittableRandom random) {
        long bits = random.nextLong();
        return String.format(
                Locale.ROOT,
                "01a2%04x-%04x-7%03x-9%03x-%012x",
                bits & 0xffff,
                bits >>> 16 & 0xffff,
                bits >>> 32 & 0xfff,
                bits >>> 44 & 0xfff,
                random.nextLong() >>> 16);
    }
}
