package dev.konbini.commerce.catalogue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// The same words in the languages that they were given in: at least one.
public record LocalizedText(Map<Language, String> texts) {

    public LocalizedText {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("a text needs at least one language");
        }
        texts = Collections.unmodifiableMap(new EnumMap<>(texts));
    }

    /// The text in `language`, else in English, else in the language that there is.
    public String in(Language language) {
        var english = texts.getOrDefault(Language.EN, texts.values().iterator().next());
        return texts.getOrDefault(language, english);
    }

    Map<String, String> byCode() {
        var byCode = new TreeMap<String, String>();
        texts.forEach((language, text) -> byCode.put(language.code(), text));
        return byCode;
    }

    /// Languages that this version does not know are left out.
    static LocalizedText of(Map<String, String> byCode) {
        var texts = new EnumMap<Language, String>(Language.class);
        byCode.forEach(
                (code, text) -> Language.of(code).ifPresent(language -> texts.put(language, text)));
        return new LocalizedText(texts);
    }
}
