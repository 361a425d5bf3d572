package dev.konbini.commerce.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The languages that the shop speaks.
public enum Language {
    EN,
    JA;

    /// The code as requests, documents and indices write it (ISO 639-1).
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Language> of(String code) {
        return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
    }

    /// The first language of the header Accept-Language that the shop speaks; English where there
    /// is none, or the header cannot be read.
    public static Language accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return EN;
        }
        try {
            var tag =
                    Locale.lookupTag(
                            Locale.LanguageRange.parse(acceptLanguage),
                            List.of(EN.code(), JA.code()));
            return Optional.ofNullable(tag).flatMap(Language::of).orElse(EN);
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }
}
