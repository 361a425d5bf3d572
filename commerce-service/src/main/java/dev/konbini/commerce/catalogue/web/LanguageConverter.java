package dev.konbini.commerce.catalogue.web;

import dev.konbini.commerce.catalogue.Language;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/// Reads the parameter `lang`, which holds a code in small letters.
@Component
final class LanguageConverter implements Converter<String, Language> {

    @Override
    public Language convert(String code) {
        return Language.of(code)
                .orElseThrow(
                        () -> new IllegalArgumentException("%s is not en or ja".formatted(code)));
    }
}
