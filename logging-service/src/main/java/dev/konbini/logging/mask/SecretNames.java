package dev.konbini.logging.mask;

import java.util.List;
import java.util.Locale;

/// Tells by a name whether what it names is a secret: by its last words, whatever stands before
/// them and however they are parted, so `db.password`, `X-Api-Key` and `accessToken` are.
final class SecretNames {

    /// Those whose value is text that people write, so that what looks like `name: value` is one.
    private static final List<String> PASSWORDS =
            List.of("password", "passwd", "pwd", "passphrase", "authorization");

    private static final List<String> OTHERS =
            List.of(
                    "secret",
                    "token",
                    "apikey",
                    "accesskey",
                    "secretkey",
                    "privatekey",
                    "cookie",
                    "credential",
                    "credentials");

    private static final int NAME_MAX = 64;

    private SecretNames() {}

    static boolean isSecret(String name) {
        var words = words(name);
        return endsWithOne(words, PASSWORDS) || endsWithOne(words, OTHERS);
    }

    static boolean isPassword(String name) {
        return endsWithOne(words(name), PASSWORDS);
    }

    static boolean isAuthorization(String name) {
        return words(name).endsWith("authorization");
    }

    private static boolean endsWithOne(String words, List<String> ends) {
        for (var end : ends) {
            if (words.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    private static String words(String name) {
        var end = name.substring(Math.max(0, name.length() - NAME_MAX));
        var words = new StringBuilder(end.length());
        for (var i = 0; i < end.length(); i++) {
            if (Characters.isLetter(end.charAt(i)) || Characters.isDigit(end.charAt(i))) {
                words.append(end.charAt(i));
            }
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }
}
