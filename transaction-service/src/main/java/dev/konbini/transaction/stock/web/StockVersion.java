package dev.konbini.transaction.stock.web;

import dev.konbini.transaction.stock.ChangeStock;
import dev.konbini.transaction.stock.StockItem;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// The version of a stock item as HTTP says it: a strong ETag (RFC 9110, sections 8.8.3 and
/// 13.1.1).
final class StockVersion {

    private static final Pattern FORM = Pattern.compile("\"(\\d{1,18})\"");

    private StockVersion() {}

    static String eTag(StockItem item) {
        return "\"" + item.version() + "\"";
    }

    /// The version that `If-Match` asks for, 0 if `If-None-Match: *` asks for none,
    /// [ChangeStock#ANY] if `If-Match: *` asks for one; null if neither asks.
    ///
    /// @throws ProblemException invalid-request, where a header is not of that form
    static @Nullable Long wanted(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null) {
            if (!ifNoneMatch.equals("*") || ifMatch != null) {
                throw invalid(HttpHeaders.IF_NONE_MATCH, "may only be * and only without If-Match");
            }
            return 0L;
        }
        return "*".equals(ifMatch) ? Long.valueOf(ChangeStock.ANY) : seen(ifMatch);
    }

    /// The version that `If-Match` says was seen; null if it says none.
    ///
    /// @throws ProblemException as above
    static @Nullable Long seen(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        var form = FORM.matcher(ifMatch);
        if (!form.matches()) {
            throw invalid(HttpHeaders.IF_MATCH, "must be the ETag of an earlier answer");
        }
        return Long.valueOf(form.group(1));
    }

    private static ProblemException invalid(String header, String detail) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(FieldProblem.in(header, detail)));
    }
}
