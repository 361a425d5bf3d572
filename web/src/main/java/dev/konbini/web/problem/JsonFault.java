package dev.konbini.web.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/// Says what is wrong with a JSON body to whoever wrote it: Jackson's own words are about Java.
final class JsonFault {

    private static final Set<Class<?>> WHOLE =
            Set.of(Byte.class, Short.class, Integer.class, Long.class, BigInteger.class);

    private JsonFault() {}

    /// @param json writes the values of an enum as callers know them
    static FieldProblem of(JacksonException e, JsonMapper json) {
        return FieldProblem.at(pointer(e), detail(e, json));
    }

    private static String pointer(JacksonException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null
                                ? FieldProblem.step(String.valueOf(step.getIndex()))
                                : FieldProblem.step(step.getPropertyName()))
                .collect(Collectors.joining());
    }

    private static String detail(JacksonException e, JsonMapper json) {
        return switch (e) {
            case InputCoercionException tooLarge -> wanted(tooLarge.getTargetType(), json);
            case StreamConstraintsException _ ->
                    "is nested too deeply, or has a name, a number or a text that is too long";
            case UnexpectedEndOfInputException _ -> "is not JSON: it ends too early, " + place(e);
            case StreamReadException _ ->
                    isOf(e, "Duplicate")
                            ? "has a name twice, " + place(e)
                            : "is not JSON: something else was expected " + place(e);
            // Thrown by our own types, in our own words.
            case ValueInstantiationException _
                    when e.getCause() instanceof IllegalArgumentException ours
                            && ours.getMessage() != null ->
                    ours.getMessage();
            case MismatchedInputException _ when isOf(e, "Trailing token") ->
                    "is not JSON: something follows its end, " + place(e);
            case InvalidFormatException format -> wanted(format.getTargetType(), json);
            case MismatchedInputException mismatch -> wanted(mismatch.getTargetType(), json);
            default -> "is not a value that is taken here";
        };
    }

    /// Jackson has no type of its own for these.
    private static boolean isOf(JacksonException e, String beginning) {
        return e.getOriginalMessage().startsWith(beginning);
    }

    private static String place(JacksonException e) {
        var location = e.getLocation();
        return location == null
                ? "somewhere"
                : "at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String wanted(@Nullable Class<?> target, JsonMapper json) {
        if (target == null) {
            return "is not a value that is taken here";
        }
        var type = ClassUtils.resolvePrimitiveIfNecessary(target);
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> json.valueToTree(value).asString())
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        if (WHOLE.contains(type)) {
            return "must be a whole number, and not too large";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (type == Boolean.class) {
            return "must be true or false";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "must be a list";
        }
        if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
            return "must be a time such as 2026-01-31T12:00:00Z, of the years 1970 to 9999";
        }
        return CharSequence.class.isAssignableFrom(type) || isMadeOfText(type)
                ? "must be text"
                : "must be an object";
    }

    private static boolean isMadeOfText(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(JsonCreator.class));
    }
}
