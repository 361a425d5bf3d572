package dev.konbini.logging.render;

import java.util.List;

/// What one request may still make: all series that its targets make count, also those that only
/// other functions see, and those that are made several times.
public final class Effort {

    /// What a call costs, however little it makes.
    private static final long CALL = 100;

    private final long pointsMax;
    private long left;

    public Effort(long pointsMax) {
        this.pointsMax = pointsMax;
        this.left = pointsMax;
    }

    /// @throws TooManyPoints where `made` is more than may still be made
    void spend(List<Series> made) {
        left -= CALL + made.stream().mapToLong(each -> each.values().length).sum();
        if (left < 0) {
            throw new TooManyPoints(
                    "The targets make more than %,d points on the way. Ask for less time, fewer series or functions less deep in one another."
                            .formatted(pointsMax));
        }
    }
}
