package dev.konbini.logging.mask;

/// Masks one kind of thing in texts.
@FunctionalInterface
interface TextMask {

    /// `text` with masks; `text` itself if there was nothing to mask.
    String mask(String text);
}
