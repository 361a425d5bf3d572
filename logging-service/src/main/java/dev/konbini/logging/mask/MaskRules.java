package dev.konbini.logging.mask;

import java.util.List;
import java.util.Set;

/// What is masked in a tenant's lines.
///
/// @param kinds in no order
/// @param custom applied after the kinds, in their order
public record MaskRules(Set<MaskKind> kinds, List<CustomMask> custom) {

    /// Nothing is masked.
    public static final MaskRules NONE = new MaskRules(Set.of(), List.of());

    public MaskRules {
        kinds = Set.copyOf(kinds);
        custom = List.copyOf(custom);
    }
}
