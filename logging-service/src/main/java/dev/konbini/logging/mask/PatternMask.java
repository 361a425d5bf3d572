package dev.konbini.logging.mask;

import com.google.re2j.Pattern;

/// Masks what a tenant's own pattern matches.
final class PatternMask implements TextMask {

    private final Pattern pattern;
    private final String replacement;

    PatternMask(CustomMask mask) {
        this.pattern = mask.compile();
        this.replacement = MaskKind.replacement(mask.name());
    }

    @Override
    public String mask(String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        var cut = new Cut(text);
        do {
            // "\b" matches at a place, where there is nothing to take away.
            if (matcher.end() > matcher.start()) {
                cut.replace(matcher.start(), matcher.end(), replacement);
            }
        } while (matcher.find());
        return cut.text();
    }
}
