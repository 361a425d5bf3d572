package dev.konbini.logging.index;

import java.time.Instant;

/// An index that is this holder's to change. For one thread at a time.
public final class IndexClaim {

    private final IndexClaims claims;
    private final String index;
    private final String work;
    private final String holder;
    private Instant sureUntil = Instant.MIN;

    IndexClaim(IndexClaims claims, String index, String work, String holder) {
        this.claims = claims;
        this.index = index;
        this.work = work;
        this.holder = holder;
    }

    /// The index's name.
    public String index() {
        return index;
    }

    /// Sees to it that nobody else changes the index within the next moments: to be called before
    /// each change.
    ///
    /// @throws ElasticsearchUnavailable where somebody else claimed it, as this one had lapsed
    public void hold() {
        if (!claims.isSure(this) && !claims.renew(this)) {
            throw new ElasticsearchUnavailable(
                    "The claim on %s lapsed, and somebody else took it".formatted(index), null);
        }
    }

    /// Lets others have it at once. Without effect where they have it already.
    public void letGo() {
        claims.letGo(this);
    }

    String work() {
        return work;
    }

    /// Who it is; another for each claim.
    String holder() {
        return holder;
    }

    Instant sureUntil() {
        return sureUntil;
    }

    void sureUntil(Instant time) {
        sureUntil = time;
    }
}
