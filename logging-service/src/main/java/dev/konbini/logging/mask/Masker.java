package dev.konbini.logging.mask;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Masks lines by the rules of a tenant, in every text of a line, however deep.
///
/// What a line needs to be kept and found is left alone: its time and the ids of its trace and
/// span, as long as they are such. Names of members are not masked.
public final class Masker {

    private static final StringNode SECRET = StringNode.valueOf(MaskKind.SECRET.replacement());

    private final List<TextMask> texts;
    private final boolean secrets;
    private final boolean cards;

    private Masker(List<TextMask> texts, boolean secrets, boolean cards) {
        this.texts = List.copyOf(texts);
        this.secrets = secrets;
        this.cards = cards;
    }

    /// A masker by `rules`.
    ///
    /// @throws IllegalArgumentException if a pattern cannot be used, see [CustomMask#fault]
    public static Masker of(MaskRules rules) {
        var texts = new ArrayList<TextMask>();
        // Secrets first: a name tells more than a form.
        if (rules.kinds().contains(MaskKind.SECRET)) {
            texts.add(new SecretMask());
        }
        if (rules.kinds().contains(MaskKind.TOKEN)) {
            texts.add(new TokenMask());
        }
        if (rules.kinds().contains(MaskKind.CARD)) {
            texts.add(new CardMask());
        }
        if (rules.kinds().contains(MaskKind.EMAIL)) {
            texts.add(new EmailMask());
        }
        if (rules.kinds().contains(MaskKind.IP)) {
            texts.add(new IpMask());
        }
        rules.custom().forEach(custom -> texts.add(new PatternMask(custom)));
        return new Masker(
                texts,
                rules.kinds().contains(MaskKind.SECRET),
                rules.kinds().contains(MaskKind.CARD));
    }

    /// Masks `line`, which is changed.
    ///
    /// @return `line` itself
    public ObjectNode mask(ObjectNode line) {
        if (!texts.isEmpty()) {
            maskMembers(line, "");
        }
        return line;
    }

    /// `text` with masks.
    public String mask(String text) {
        var masked = text;
        for (var mask : texts) {
            masked = mask.mask(masked);
        }
        return masked;
    }

    private void maskMembers(ObjectNode object, String path) {
        for (var member : object.properties()) {
            var name = path + member.getKey();
            if (secrets && SecretNames.isSecret(member.getKey())) {
                member.setValue(hidden(member.getValue()));
            } else if (!Landmark.is(name, member.getValue())) {
                member.setValue(masked(member.getValue(), name + "."));
            }
        }
    }

    private JsonNode masked(JsonNode value, String path) {
        switch (value) {
            case ObjectNode object -> maskMembers(object, path);
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, masked(array.path(i), path));
                }
            }
            case StringNode text -> {
                var masked = mask(text.asString());
                return masked.equals(text.asString()) ? text : StringNode.valueOf(masked);
            }
            default -> {
                if (cards && value.isIntegralNumber() && CardMask.isCard(value.asString())) {
                    return StringNode.valueOf(MaskKind.CARD.replacement());
                }
            }
        }
        return value;
    }

    /// A secret's value without what it says: each text and number in it is gone.
    private static JsonNode hidden(JsonNode value) {
        switch (value) {
            case ObjectNode object ->
                    object.properties()
                            .forEach(member -> member.setValue(hidden(member.getValue())));
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, hidden(array.path(i)));
                }
            }
            default -> {
                return value.isNull() || value.isBoolean() ? value : SECRET;
            }
        }
        return value;
    }
}
