package dev.konbini.logging.retention;

import dev.konbini.logging.index.IndexClaim;
import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Removes what a rebuild that ended half-way left beside an index of lines.
@Component
final class RemoveLeftIndex {

    private static final Logger LOG = LoggerFactory.getLogger(RemoveLeftIndex.class);

    private final IndexManagement management;
    private final LineIndices lineIndices;
    private final IndexClaims claims;

    RemoveLeftIndex(IndexManagement management, LineIndices lineIndices, IndexClaims claims) {
        this.management = management;
        this.lineIndices = lineIndices;
        this.claims = claims;
    }

    /// Removes `beside`, unless somebody else changes the index beside which it is: then it may be
    /// about to take that one's place.
    void remove(LineIndex beside) {
        var _ = claims.change(beside.name(), "remove", claim -> removeClaimed(claim, beside));
    }

    private void removeClaimed(IndexClaim claim, LineIndex beside) {
        // It may have taken the place before the index was claimed.
        var isLeft =
                lineIndices.beside().stream()
                        .anyMatch(one -> one.storedAs().equals(beside.storedAs()));
        if (!isLeft) {
            return;
        }
        claim.hold();
        var _ = management.remove(beside.storedAs());
        management.openToWriting(beside.name());
        LOG.info("Removed {}, left by a rebuild that ended half-way", beside.storedAs());
    }
}
