package dev.konbini.cli.contracts;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// A place in a JSON document.
///
/// @param root the whole document
/// @param pointer the place (RFC 6901); there need not be anything
record Node(JsonNode root, String pointer) {

    static Node of(JsonNode root) {
        return new Node(root, "");
    }

    JsonNode json() {
        return root.at(pointer);
    }

    boolean exists() {
        return !json().isMissingNode();
    }

    /// The place so many names further down.
    Node in(String... names) {
        var path = new StringBuilder(pointer);
        for (var name : names) {
            path.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return new Node(root, path.toString());
    }

    Node in(int index) {
        return in(Integer.toString(index));
    }

    /// The names of what is here, sorted.
    Set<String> names() {
        return new TreeSet<>(json().propertyNames());
    }

    /// The text of the member `name`; empty if there is none.
    String text(String name) {
        return json().path(name).asString("");
    }

    boolean isReference() {
        return text("$ref").startsWith("#");
    }

    /// Where the reference here leads; this place if there is none here.
    Node referred() {
        return isReference() ? new Node(root, text("$ref").substring(1)) : this;
    }

    /// Where the reference here leads, to the end; this place if there is none here. References
    /// lead to places in the same document.
    Node resolved() {
        var place = this;
        while (place.isReference()) {
            place = place.referred();
        }
        return place;
    }
}
