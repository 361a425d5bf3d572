package dev.konbini.logging.pattern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Groups messages in one pass by a tree of fixed depth.
///
/// P. He, J. Zhu, Z. Zheng, M. R. Lyu: Drain: An Online Log Parsing Approach with Fixed Depth Tree.
/// ICWS 2017, pages 33–40. The first level is the number of words, the next ones the first words of
/// the message; a word with a digit, and a word for which a node has no room, goes the way of
/// [Template#ANY]. A leaf's groups are compared word by word, and the message joins the most
/// similar one or founds its own.
///
/// For one use by one thread. Takes bounded memory however messages differ: what begins a group
/// beyond [#GROUPS_MAX] is counted in [#ungrouped].
public final class Drain {

    /// How many groups are told apart.
    public static final int GROUPS_MAX = 5000;

    /// Depth 4 and similarity 0.5 are those of the paper's evaluation of most of its data sets.
    private static final int WORDS_IN_TREE = 2;

    private static final double SIMILARITY_MIN = 0.5;
    private static final int CHILDREN_MAX = 100;
    private static final int WORDS_MAX = 200;

    private final Map<Integer, Node> byLength = new HashMap<>();
    private final List<Template> templates = new ArrayList<>();
    private long ungrouped;

    /// Adds a message of `time`.
    public void add(String message, Instant time) {
        var words = words(message);
        var leaf = leaf(words);
        var template = mostSimilar(leaf, words);
        if (template == null) {
            if (templates.size() == GROUPS_MAX) {
                ungrouped++;
                return;
            }
            template = new Template(words, new Group(message, time));
            leaf.add(template);
            templates.add(template);
        }
        template.take(words);
        template.group().count(time);
    }

    /// The groups, the largest first.
    public List<Found> found() {
        return templates.stream()
                .map(template -> template.group().found(template.text()))
                .sorted(
                        Comparator.comparingLong(Found::count)
                                .reversed()
                                .thenComparing(Found::template))
                .toList();
    }

    /// How many messages are in no group, for want of room.
    public long ungrouped() {
        return ungrouped;
    }

    private static List<String> words(String message) {
        var words = new ArrayList<String>();
        for (var word : message.strip().split("\\s+", WORDS_MAX + 1)) {
            words.add(words.size() < WORDS_MAX ? Masks.mask(word) : Template.ANY);
        }
        return words;
    }

    private List<Template> leaf(List<String> words) {
        var node = byLength.computeIfAbsent(words.size(), _ -> new Node());
        for (var i = 0; i < Math.min(WORDS_IN_TREE, words.size()); i++) {
            node = node.child(words.get(i));
        }
        return node.templates;
    }

    private static @Nullable Template mostSimilar(List<Template> leaf, List<String> words) {
        Template best = null;
        var similarity = SIMILARITY_MIN;
        for (var template : leaf) {
            var its = template.similarity(words);
            // Of those alike, the more open one: it is the one that grew.
            if (its > similarity
                    || (its == similarity && (best == null || template.open() > best.open()))) {
                best = template;
                similarity = its;
            }
        }
        return best;
    }

    private static final class Node {

        private final Map<String, Node> children = new HashMap<>();
        private final List<Template> templates = new ArrayList<>();

        Node child(String word) {
            var key = word.chars().anyMatch(Character::isDigit) ? Template.ANY : word;
            var known = children.get(key);
            if (known != null) {
                return known;
            }
            return children.computeIfAbsent(
                    children.size() < CHILDREN_MAX - 1 ? key : Template.ANY, _ -> new Node());
        }
    }
}
