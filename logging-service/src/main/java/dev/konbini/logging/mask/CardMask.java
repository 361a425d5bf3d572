package dev.konbini.logging.mask;

/// Masks card numbers, written in one piece or in groups parted by single spaces or hyphens.
///
/// A number counts only with a prefix and length of a card scheme and the right check digit (Luhn),
/// so that one in about forty numbers of as many digits is taken for a card by mistake, and no time
/// in milliseconds or nanoseconds is.
final class CardMask implements TextMask {

    private static final int DIGITS_MIN = 13;
    private static final int DIGITS_MAX = 19;

    @Override
    public String mask(String text) {
        if (!hasEnoughDigits(text)) {
            return text;
        }
        var cut = new Cut(text);
        var at = 0;
        while (at < text.length()) {
            if (!Characters.isDigit(text.charAt(at))) {
                at++;
                continue;
            }
            var end = beginsHere(text, at) ? end(text, at) : -1;
            if (end > 0) {
                cut.replace(at, end, MaskKind.CARD.replacement());
                at = end;
            } else {
                at = endOfDigits(text, at);
            }
        }
        return cut.text();
    }

    /// Whether the number `digits` is that of a card.
    static boolean isCard(String digits) {
        return end(digits, 0) == digits.length();
    }

    private static boolean hasEnoughDigits(String text) {
        var count = 0;
        for (var i = 0; i < text.length() && count < DIGITS_MIN; i++) {
            if (Characters.isDigit(text.charAt(i))) {
                count++;
            }
        }
        return count == DIGITS_MIN;
    }

    // Neither in the middle of a word nor behind a decimal point.
    private static boolean beginsHere(String text, int at) {
        return !Characters.isWordAt(text, at - 1)
                && !(at >= 2
                        && text.charAt(at - 1) == '.'
                        && Characters.isDigit(text.charAt(at - 2)));
    }

    /// Where the longest card number ends that begins at `start`; -1 if none does.
    private static int end(String text, int start) {
        var digits = new byte[DIGITS_MAX];
        var count = 0;
        var longest = -1;
        for (var at = start; at < text.length(); at++) {
            var c = text.charAt(at);
            if (!Characters.isDigit(c)) {
                if ((c != ' ' && c != '-') || !isDigitAt(text, at + 1)) {
                    break;
                }
                continue;
            }
            if (count == DIGITS_MAX) {
                break;
            }
            digits[count++] = (byte) (c - '0');
            if (!Characters.isWordAt(text, at + 1) && isCard(digits, count)) {
                longest = at + 1;
            }
        }
        return longest;
    }

    private static int endOfDigits(String text, int start) {
        var at = start;
        while (isDigitAt(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean isDigitAt(String text, int at) {
        return at < text.length() && Characters.isDigit(text.charAt(at));
    }

    private static boolean isCard(byte[] digits, int count) {
        return count >= DIGITS_MIN && isOfAScheme(digits, count) && isChecked(digits, count);
    }

    // The ranges that the schemes publish; those of Maestro include what others reserve in 50 to
    // 69.
    private static boolean isOfAScheme(byte[] digits, int count) {
        var four = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
        return switch (digits[0]) {
            case 2 -> four >= 2221 && four <= 2720 && count == 16;
            case 3 ->
                    switch (digits[1]) {
                        case 4, 7 -> count == 15;
                        case 5 -> four >= 3528 && four <= 3589 && count >= 16;
                        case 0, 6, 8, 9 -> count == 14 || count == 16 || count == 19;
                        default -> false;
                    };
            case 4 -> count == 13 || count == 16 || count == 18 || count == 19;
            case 5 ->
                    (digits[1] >= 1 && digits[1] <= 5)
                            ? count == 16
                            : digits[1] == 0 || digits[1] >= 6;
            case 6 -> true;
            case 8 -> digits[1] == 1 && count >= 16;
            default -> false;
        };
    }

    // Luhn's sum (ISO/IEC 7812-1, annex B).
    private static boolean isChecked(byte[] digits, int count) {
        var sum = 0;
        for (var i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            var added = i % 2 == 0 ? digit : digit * 2;
            sum += added > 9 ? added - 9 : added;
        }
        return sum % 10 == 0;
    }
}
