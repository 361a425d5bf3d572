package dev.konbini.cli.contracts;

import org.jspecify.annotations.Nullable;

/// Who writes what a schema describes and who reads it, while two versions run side by side.
///
/// From it follows which changes break somebody: a schema is *narrowed* when something that was
/// allowed no longer is, *widened* when something is allowed that was not.
enum Flow {
    /// Both versions write and both read, and what was written stays: events, lines, offers.
    MESSAGE(
            "what the released version has written, and still writes beside this one, breaks this rule",
            "consumers of the released version rely on the contrary and would fail on it or misread it",
            "consumers of the released version look for it"),
    /// Clients of the released version write, this version reads.
    REQUEST(
            "requests that clients of the released version send would be refused",
            null,
            "clients of the released version send it and would no longer be heard"),
    /// This version writes, clients of the released version read.
    RESPONSE(
            null,
            "clients of the released version rely on the contrary",
            "clients of the released version look for it");

    private final @Nullable String narrowed;
    private final @Nullable String widened;
    private final String removed;

    Flow(@Nullable String narrowed, @Nullable String widened, String removed) {
        this.narrowed = narrowed;
        this.widened = widened;
        this.removed = removed;
    }

    /// Whom a narrowed schema breaks; null for nobody.
    @Nullable String narrowed() {
        return narrowed;
    }

    /// Whom a widened schema breaks; null for nobody.
    @Nullable String widened() {
        return widened;
    }

    /// Whom it breaks that something is gone.
    String removed() {
        return removed;
    }
}
