package dev.konbini.commerce.catalogue.web;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.LocalizedText;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words in one or two languages.
record LocalizedTextRequest(
        @Size(max = TEXT_MAX) @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String en,
        @Size(max = TEXT_MAX) @Pattern(regexp = PRINTABLE, message = PRINTABLE_MESSAGE) @Nullable String ja) {

    static final int TEXT_MAX = 5_000;

    /// Line ends and tabs aside, control characters have no place in what people read.
    static final String PRINTABLE = "(?s)(?!\\s*$)[\\P{Cntrl}\\n\\r\\t]+";

    static final String PRINTABLE_MESSAGE = "must be words, without control characters";

    @AssertTrue(message = "must be given in en, ja or both") boolean isGivenInSomeLanguage() {
        return en != null || ja != null;
    }

    boolean fits(int length) {
        return (en == null || en.length() <= length) && (ja == null || ja.length() <= length);
    }

    LocalizedText toText() {
        Map<Language, String> texts = new EnumMap<>(Language.class);
        if (en != null) {
            texts.put(Language.EN, en);
        }
        if (ja != null) {
            texts.put(Language.JA, ja);
        }
        return new LocalizedText(texts);
    }
}
