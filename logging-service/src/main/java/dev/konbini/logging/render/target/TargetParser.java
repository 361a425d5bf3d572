package dev.konbini.logging.render.target;

import dev.konbini.logging.render.target.Expression.Call;
import dev.konbini.logging.render.target.Expression.Nothing;
import dev.konbini.logging.render.target.Expression.Numeral;
import dev.konbini.logging.render.target.Expression.Path;
import dev.konbini.logging.render.target.Expression.Text;
import dev.konbini.logging.render.target.Expression.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads a target by recursive descent.
///
/// ```
/// target     = expression { "|" call }
/// expression = call | text | number | "true" | "false" | "none" | "inf" | path
/// call       = name "(" [ argument { "," argument } ] ")"
/// argument   = [ name "=" ] target
/// ```
///
/// `a|f(b)` is `f(a,b)`. The source is graphite-web's `grammar_unsafe.py`, without `template`.
public final class TargetParser {

    /// The longest target, in characters.
    public static final int LENGTH_MAX = 16_000;

    private static final int DEPTH_MAX = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER =
            Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?(?=\\s*(?:[,)|]|$))");

    private final String text;
    private int at;
    private int depth;

    private TargetParser(String text) {
        this.text = text;
    }

    /// The expression that `text` is.
    ///
    /// @throws InvalidTarget where it is none, or longer or deeper than anybody writes
    public static Expression parse(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new InvalidTarget(
                    LENGTH_MAX, "A target has at most %d characters.".formatted(LENGTH_MAX));
        }
        var parser = new TargetParser(text);
        var expression = parser.target();
        if (parser.at < text.length()) {
            throw parser.unexpected("the end, or | and a function");
        }
        return expression;
    }

    private Expression target() {
        if (++depth > DEPTH_MAX) {
            throw new InvalidTarget(
                    at, "Functions are nested more than %d deep.".formatted(DEPTH_MAX));
        }
        var expression = expression();
        blanks();
        while (is('|')) {
            at++;
            blanks();
            var piped = call();
            piped.arguments().addFirst(expression);
            expression = piped;
            blanks();
        }
        depth--;
        return expression;
    }

    private Expression expression() {
        blanks();
        if (at >= text.length()) {
            throw unexpected("a path, a function, a text or a number");
        }
        if (is('"') || is('\'')) {
            return quoted();
        }
        var number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            return numeral(number.group(), number.group(1) == null && number.group(2) == null);
        }
        var name = NAME.matcher(text).region(at, text.length());
        if (name.lookingAt()) {
            var end = skipBlanks(name.end());
            if (end < text.length() && text.charAt(end) == '(') {
                return call();
            }
            if (end == text.length() || ",)|".indexOf(text.charAt(end)) >= 0) {
                return word(name.group());
            }
        }
        return path();
    }

    private Expression numeral(String digits, boolean whole) {
        var position = at;
        at += digits.length();
        return new Numeral(Double.parseDouble(digits), whole, position);
    }

    private Expression word(String word) {
        var position = at;
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true", "false" -> {
                at += word.length();
                yield new Truth(word.equalsIgnoreCase("true"), position);
            }
            case "none" -> {
                at += word.length();
                yield new Nothing(position);
            }
            case "inf" -> {
                at += word.length();
                yield new Numeral(Double.POSITIVE_INFINITY, false, position);
            }
            default -> path();
        };
    }

    private Expression quoted() {
        var position = at;
        var end = at + 1;
        while (end < text.length() && text.charAt(end) != text.charAt(position)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw new InvalidTarget(position, "The text that begins here has no closing quote.");
        }
        at = end + 1;
        return new Text(text.substring(position + 1, end), position);
    }

    private Call call() {
        var name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            throw unexpected("the name of a function");
        }
        var call = new Call(name.group(), new ArrayList<>(), new LinkedHashMap<>(), at);
        at = skipBlanks(name.end());
        if (!is('(')) {
            throw unexpected("( after " + call.function());
        }
        at++;
        blanks();
        if (!is(')')) {
            argument(call);
            while (is(',')) {
                at++;
                argument(call);
            }
        }
        if (!is(')')) {
            throw unexpected(
                    "a comma or the ) of %s, which begins at %d"
                            .formatted(call.function(), call.position()));
        }
        at++;
        return call;
    }

    private void argument(Call call) {
        blanks();
        var name = NAME.matcher(text).region(at, text.length());
        var end = name.lookingAt() ? skipBlanks(name.end()) : text.length();
        if (end < text.length() && text.charAt(end) == '=') {
            at = end + 1;
            call.named().put(name.group(), target());
        } else if (call.named().isEmpty()) {
            call.arguments().add(target());
        } else {
            throw new InvalidTarget(at, "Arguments with a name come after those without.");
        }
        blanks();
    }

    private Expression path() {
        var position = at;
        var braces = 0;
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '{') {
                braces++;
            } else if (c == '}') {
                braces--;
            } else if (c <= ' ' || "()'\"|".indexOf(c) >= 0 || (c == ',' && braces == 0)) {
                break;
            }
            at++;
        }
        if (braces != 0) {
            throw new InvalidTarget(position, "The path has an unequal number of { and }.");
        }
        if (at == position) {
            throw unexpected("a path, a function, a text or a number");
        }
        return new Path(text.substring(position, at), position);
    }

    private boolean is(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void blanks() {
        at = skipBlanks(at);
    }

    private int skipBlanks(int from) {
        var i = from;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private InvalidTarget unexpected(String wanted) {
        return new InvalidTarget(
                at,
                at < text.length()
                        ? "Here is \"%c\" where %s is expected.".formatted(text.charAt(at), wanted)
                        : "It ends where %s is expected.".formatted(wanted));
    }
}
