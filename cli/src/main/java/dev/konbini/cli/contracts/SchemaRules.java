package dev.konbini.cli.contracts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Compares two versions of a JSON Schema (draft 2020-12, which OpenAPI 3.1 uses too).
///
/// An optional property may be added, and so may a value to an enum that is marked `"x-open":
/// true`, which tells consumers to expect values they do not know. What narrows or widens anything
/// else is a breach where somebody reads it, see [Flow]. A keyword these rules do not know must
/// stay as it is.
final class SchemaRules {

    private final Flow flow;
    private final Findings findings;
    private final Set<String> compared = new HashSet<>();

    /// @param breaches what is found is added to them
    SchemaRules(String file, Flow flow, List<Breach> breaches) {
        this.flow = flow;
        this.findings = new Findings(file, flow, breaches);
    }

    /// Compares the schemas at two places, and all that they refer to.
    void compare(Node releasedPlace, Node currentPlace) {
        if (!compared.add(releasedPlace.pointer() + " " + currentPlace.pointer())) {
            return;
        }
        if (releasedPlace.isReference() || currentPlace.isReference()) {
            besideReference(releasedPlace, currentPlace);
            compare(releasedPlace.referred(), currentPlace.referred());
        } else if (!isNothing(releasedPlace) && !isNothing(currentPlace)) {
            keywords(releasedPlace, currentPlace);
        } else if (!isNothing(releasedPlace)) {
            findings.narrowed(currentPlace, "nothing is allowed any more");
        } else if (!isNothing(currentPlace)) {
            findings.widened(currentPlace, "something is allowed where nothing was");
        }
    }

    /// Compares what holds besides what is referred to.
    private void besideReference(Node released, Node current) {
        if (released.isReference() && current.isReference()) {
            keywords(released, current);
        } else if (KeywordRules.binds(released.isReference() ? released : current)) {
            findings.changed(
                    current,
                    "a schema was replaced by a reference with more beside it, or such a one by a schema");
        }
    }

    /// Whether it is the schema `false`.
    private static boolean isNothing(Node schema) {
        return schema.json().isBoolean() && !schema.json().asBoolean();
    }

    private void keywords(Node released, Node current) {
        if (!types(released, current)) {
            return;
        }
        values(released, current);
        properties(released, current);
        required(released, current);
        new KeywordRules(findings).compare(released, current);
        additionalProperties(released, current);
        patternProperties(released, current);
        part(released, current, "items");
        alternatives(released, current);
        branches(released, current, "oneOf");
        branches(released, current, "allOf");
        cases(released, current);
    }

    /// Whether there is anything left to compare.
    private boolean types(Node released, Node current) {
        var before = AllowedValues.types(released.json());
        var now = AllowedValues.types(current.json());
        var lost = minus(before, now);
        var gained = minus(now, before);
        var change = "the type was changed from %s to %s".formatted(before, now);
        if (!lost.isEmpty() && !gained.isEmpty()) {
            findings.changed(current, change);
            return false;
        }
        if (!lost.isEmpty()) {
            findings.narrowed(current, change);
        }
        if (!gained.isEmpty()) {
            findings.widened(current, change);
        }
        return true;
    }

    private void values(Node released, Node current) {
        var before = AllowedValues.of(released.json());
        var now = AllowedValues.of(current.json());
        if (before == null && now == null) {
            return;
        }
        if (before == null) {
            findings.narrowed(current, "only %s is allowed now".formatted(now));
            return;
        }
        boolean open = released.json().path("x-open").asBoolean(false);
        if (now == null) {
            if (!open) {
                findings.widened(current, "values other than %s are allowed now".formatted(before));
            }
            return;
        }
        for (var value : minus(before, now)) {
            findings.narrowed(current, "the value %s was removed".formatted(value));
        }
        if (!open) {
            for (var value : minus(now, before)) {
                findings.widened(
                        current,
                        "the value %s was added to what the release does not mark as open"
                                .formatted(value));
            }
        }
    }

    private void properties(Node released, Node current) {
        var before = released.in("properties");
        var now = current.in("properties");
        for (var name : before.names()) {
            boolean gone = isNothing(now.in(name)) && !isNothing(before.in(name));
            if (now.in(name).exists() && !gone) {
                compare(before.in(name), now.in(name));
            } else {
                findings.breach(
                        gone ? now.in(name) : before.in(name),
                        "the property '%s' was removed".formatted(name),
                        flow.removed());
            }
        }
        if (isNothing(released.in("additionalProperties"))) {
            for (var name : minus(now.names(), before.names())) {
                findings.widened(
                        now.in(name),
                        "the property '%s' was added where the release allows no others"
                                .formatted(name));
            }
        }
    }

    private void required(Node released, Node current) {
        var before = required(released);
        var now = required(current);
        for (var name : minus(now, before)) {
            findings.narrowed(
                    current.in("required"),
                    released.in("properties", name).exists()
                            ? "the property '%s' has become required".formatted(name)
                            : "the new property '%s' is required".formatted(name));
        }
        for (var name : minus(before, now)) {
            // One that is gone altogether has been reported as such.
            if (current.in("properties", name).exists()) {
                findings.widened(
                        current.in("required"),
                        "the property '%s' is no longer required".formatted(name));
            }
        }
    }

    private static Set<String> required(Node schema) {
        var names = new TreeSet<String>();
        schema.json().path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private void additionalProperties(Node released, Node current) {
        var before = released.in("additionalProperties");
        var now = current.in("additionalProperties");
        if (isOpen(before) && isOpen(now)) {
            return;
        }
        if (isOpen(before) || (isNothing(now) && !isNothing(before))) {
            findings.narrowed(
                    current, "other properties than those named are now bound or refused");
        } else if (isOpen(now) || (isNothing(before) && !isNothing(now))) {
            findings.widened(current, "other properties than those named are now allowed");
        } else {
            compare(before, now);
        }
    }

    private static boolean isOpen(Node schema) {
        return !isNothing(schema) && !schema.isReference() && !KeywordRules.binds(schema);
    }

    private void patternProperties(Node released, Node current) {
        var names = new TreeSet<>(released.in("patternProperties").names());
        names.addAll(current.in("patternProperties").names());
        for (var pattern : names) {
            part(released, current, "patternProperties", pattern);
        }
    }

    /// Compares what is in the same place below both.
    private void part(Node released, Node current, String... place) {
        var before = released.in(place);
        var now = current.in(place);
        var name = String.join("/", place);
        if (before.exists() && now.exists()) {
            compare(before, now);
        } else if (now.exists()) {
            findings.narrowed(now, "'%s' was added".formatted(name));
        } else if (before.exists()) {
            findings.widened(current, "'%s' was removed".formatted(name));
        }
    }

    /// Compares `anyOf`, which allows more with each branch.
    private void alternatives(Node released, Node current) {
        var before = elements(released.in("anyOf"));
        var now = elements(current.in("anyOf"));
        if (before.size() == now.size()) {
            branches(released, current, "anyOf");
            return;
        }
        var gone = new ArrayList<Node>();
        var come = new ArrayList<>(now);
        for (var branch : before) {
            var same = come.stream().filter(each -> each.json().equals(branch.json())).findFirst();
            same.ifPresentOrElse(
                    each -> {
                        come.remove(each);
                        compare(branch, each);
                    },
                    () -> gone.add(branch));
        }
        var change = "'anyOf' has %d branches instead of %d".formatted(now.size(), before.size());
        var place = now.isEmpty() ? current : current.in("anyOf");
        if (before.isEmpty() || (!now.isEmpty() && come.isEmpty())) {
            findings.narrowed(place, change);
        } else if (now.isEmpty() || gone.isEmpty()) {
            findings.widened(place, change);
        } else {
            findings.changed(place, change);
        }
    }

    private void branches(Node released, Node current, String keyword) {
        var before = branches(released.in(keyword));
        var now = branches(current.in(keyword));
        if (before.size() != now.size()) {
            findings.changed(
                    current.in(keyword),
                    "'%s' has %d branches instead of %d"
                            .formatted(keyword, now.size(), before.size()));
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            compare(before.get(i), now.get(i));
        }
    }

    private static List<Node> branches(Node list) {
        return elements(list).stream().filter(each -> !each.json().has("if")).toList();
    }

    /// Compares the elements of `allOf` that say what holds in a case, such as for one type of
    /// event.
    private void cases(Node released, Node current) {
        var before = elements(released.in("allOf")).stream().filter(each -> each.json().has("if"));
        var now = elements(current.in("allOf")).stream().filter(each -> each.json().has("if"));
        var left = new ArrayList<>(now.toList());
        before.forEach(old -> {
            var match = left.stream().filter(each -> sameCase(old, each)).findFirst().orElse(null);
            if (match == null) {
                findings.widened(
                        current.in("allOf"),
                        "what holds if %s was removed".formatted(old.json().path("if")));
            } else {
                left.remove(match);
                part(old, match, "then");
                part(old, match, "else");
            }
        });
        for (var added : left) {
            if (!isOfNewValue(added, released)) {
                findings.narrowed(
                        added,
                        "a rule was added for what the release knows, if %s"
                                .formatted(added.json().path("if")));
            }
        }
    }

    private static boolean sameCase(Node released, Node current) {
        return released.json().path("if").equals(current.json().path("if"));
    }

    /// Whether `added` is about a value, such as a type of event, that the release did not have.
    private static boolean isOfNewValue(Node added, Node released) {
        var properties = added.in("if", "properties");
        return properties.names().stream()
                .anyMatch(name -> {
                    var values =
                            AllowedValues.of(released.in("properties", name).resolved().json());
                    var value = properties.in(name).json().path("const");
                    return values != null && !value.isMissingNode() && !values.contains(value);
                });
    }

    private static List<Node> elements(Node list) {
        var elements = new ArrayList<Node>();
        for (int i = 0; i < list.json().size(); i++) {
            elements.add(list.in(i));
        }
        return elements;
    }

    private static <T> Set<T> minus(Iterable<T> these, Collection<T> those) {
        var rest = new LinkedHashSet<T>();
        these.forEach(rest::add);
        rest.removeAll(those);
        return rest;
    }
}
