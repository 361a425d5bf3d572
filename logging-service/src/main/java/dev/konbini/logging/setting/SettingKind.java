package dev.konbini.logging.setting;

import java.util.Arrays;

/// What can be set.
public enum SettingKind {
    TENANT("tenant"),
    ALERT("alert"),
    SEARCH("search");

    private final String label;

    SettingKind(String label) {
        this.label = label;
    }

    /// As documents name it.
    public String label() {
        return label;
    }

    /// Whether each replica holds all of them ([KnownSettings]): not what tenants set as they like.
    boolean isKnown() {
        return this != SEARCH;
    }

    static SettingKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no kind of setting " + label));
    }
}
