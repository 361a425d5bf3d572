package dev.konbini.logging.mask;

/// Masks secrets by the names that stand before them in a text: `password=…`, `"token": "…"` also
/// where it is escaped, `Authorization: Basic …`, and the password of
/// `scheme://user:password@host`.
final class SecretMask implements TextMask {

    @Override
    public String mask(String text) {
        if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
            return text;
        }
        var cut = new Cut(text);
        for (var at = 1; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c != '=' && c != ':') {
                continue;
            }
            var secret =
                    text.startsWith("://", at)
                            ? UrlPassword.behind(text, at + 3)
                            : NamedSecret.at(text, at);
            if (secret != null) {
                cut.replace(secret.start(), secret.end(), MaskKind.SECRET.replacement());
                at = secret.end() - 1;
            }
        }
        return cut.text();
    }
}
