package dev.konbini.logging.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MaskerTests {

    private static final String JWT =
            "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw";

    private final Masker all = Masker.of(new MaskRules(EnumSet.allOf(MaskKind.class), List.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    paid with 4242424242424242 today        | paid with [masked:card] today
                    card=4242 4242 4242 4242, ok            | card=[masked:card], ok
                    378282246310005                         | [masked:card]
                    3782-822463-10005                       | [masked:card]
                    5555555555554444 then 2223003122003222  | [masked:card] then [masked:card]
                    30569309025904.                         | [masked:card].
                    6011111111111117                        | [masked:card]
                    3530111333300000                        | [masked:card]
                    order 1200 4242424242424242             | order 1200 [masked:card]
                    {"n":4000056655665556}                  | {"n":[masked:card]}
                    """)
    void cardNumbersAreMasked(String text, String masked) {
        assertThat(only(MaskKind.CARD).mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424241", // check digit
                "1732527600000 1732527600000000000", // times
                "42424242424242421111111111", // too long
                "x4242424242424242",
                "4242424242424242abcdef0123456789",
                "0.4242424242424242",
                "9999999999999995", // right check digit, no scheme
                "01a20325-e5f2-7378-83eb-e3e55f278f49",
                "call +1 415 555 2671",
                "",
            })
    void otherNumbersAreNot(String text) {
        assertThat(only(MaskKind.CARD).mask(text)).isEqualTo(text);
    }

    @Test
    void tokensAreMasked() {
        var tokens = only(MaskKind.TOKEN);

        assertThat(tokens.mask("got " + JWT + ", fine")).isEqualTo("got [masked:token], fine");
        assertThat(tokens.mask("?access=" + JWT + "&x=1")).isEqualTo("?access=[masked:token]&x=1");
        assertThat(tokens.mask("Authorization: Bearer " + JWT))
                .isEqualTo("Authorization: Bearer [masked:token]");
        assertThat(tokens.mask("header \"bearer  mF_9.B5f-4.1JqM\""))
                .isEqualTo("header \"bearer  [masked:token]\"");
        assertThat(tokens.mask("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ. is unsigned"))
                .isEqualTo("[masked:token] is unsigned");
        assertThat(tokens.mask(JWT + " " + JWT)).isEqualTo("[masked:token] [masked:token]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer authentication is needed",
                "the bearer of this",
                "eyJ",
                "eyJhbGciOiJFUzI1NiJ9",
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ",
                "eyJhbGciOiJFUzI1NiJ9..",
                "bearer",
            })
    void whatOnlyBeginsLikeATokenIsNot(String text) {
        assertThat(only(MaskKind.TOKEN).mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    login password=hunter2 ok          | login password=[masked:secret] ok
                    db.password = hunter2; next        | db.password = [masked:secret]; next
                    PASSWORD: hunter2                  | PASSWORD: [masked:secret]
                    pwd='two words' x                  | pwd='[masked:secret]' x
                    {"password":"a\\"b","user":"ada"}    | {"password":"[masked:secret]","user":"ada"}
                    {"accessToken": "abc"}             | {"accessToken": "[masked:secret]"}
                    {\\"client_secret\\":\\"abc\\",\\"a\\":1}  | {\\"client_secret\\":\\"[masked:secret]\\",\\"a\\":1}
                    X-Api-Key=abc&b=2                  | X-Api-Key=[masked:secret]&b=2
                    Authorization: Basic QWxhZGRpbg==  | Authorization: [masked:secret]
                    authorization=abc                  | authorization=[masked:secret]
                    :password => "hunter2"             | :password => "[masked:secret]"
                    {"token":12345}                    | {"token":[masked:secret]}
                    mongodb://ada:hunter2@db/x         | mongodb://ada:[masked:secret]@db/x
                    password="never closed             | password="[masked:secret]
                    password=falsehood1 pwd=nonesuch   | password=[masked:secret] pwd=[masked:secret]
                    {"password":"[ab{c","pwd":"{abc"}  | {"password":"[masked:secret]","pwd":"[masked:secret]"}
                    {"password":"[masked:secret]"}     | {"password":"[masked:secret]"}
                    """)
    void secretsAreMaskedByTheirNames(String text, String masked) {
        assertThat(only(MaskKind.SECRET).mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token: expired",
                "tokens=5",
                "if (password == null)",
                "Password::check",
                "password= next=5",
                "{\"password\":null}",
                "{\"password\":false,\"token\":[1]}",
                "password=none",
                "{\"token\":{\"id\":7}}",
                "secretary=ada",
                "http://shop:8080/a@b",
                "=x",
                ":",
                "password",
                "password=",
            })
    void whatIsNoSecretIsNot(String text) {
        assertThat(only(MaskKind.SECRET).mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    mail ada.lovelace+x@example.co.uk. | mail [masked:email].
                    <ada@example.com>                  | <[masked:email]>
                    a@b@example.com                    | a@[masked:email]
                    ada@localhost                      | ada@localhost
                    @example.com                       | @example.com
                    ada@                               | ada@
                    ada@1.2                            | ada@1.2
                    """)
    void emailAddressesAreMasked(String text, String masked) {
        assertThat(only(MaskKind.EMAIL).mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    from 192.168.0.1:8080 to 10.0.0.255. | from [masked:ip]:8080 to [masked:ip].
                    [2001:db8::1]:443                    | [[masked:ip]]:443
                    ::1                                  | [masked:ip]
                    fe80::1ff:fe23:4567:890a             | [masked:ip]
                    client:10.0.0.1 node:10.0.0.2:80     | client:[masked:ip] node:[masked:ip]:80
                    db:10.0.0.1 db:10.0.0.2:5432         | db:[masked:ip] db:[masked:ip]:5432
                    addr:2001:db8::1, ip:::1             | addr:[masked:ip], ip:[masked:ip]
                    at 12:34:56 std::string 1.2.3        | at 12:34:56 std::string 1.2.3
                    T12:34:56.789 Cafe::Babe::1 x:v1.2.3 | T12:34:56.789 Cafe::Babe::1 x:v1.2.3
                    version 1.2.3.4.5 and 256.1.1.1      | version 1.2.3.4.5 and 256.1.1.1
                    v1.2.3.4 v1.2.3.4.5 :443             | v1.2.3.4 v1.2.3.4.5 :443
                    1..2.3                               | 1..2.3
                    """)
    void addressesAreMasked(String text, String masked) {
        assertThat(only(MaskKind.IP).mask(text)).isEqualTo(masked);
    }

    @Test
    void everyTextOfALineIsMaskedHoweverDeep() {
        var line =
                json(
                        """
                        {"message":"card 4242424242424242","user":{"password":"hunter2","cards":[4242424242424242,"x"]},
                         "http":{"headers":{"Authorization":["Basic abc"],"Set-Cookie":"id=7"}},"secret":{"a":[1,{"b":"c"}],"d":true,"e":null}}
                        """);

        assertThat(all.mask(line))
                .isEqualTo(
                        json(
                                """
                                {"message":"card [masked:card]","user":{"password":"[masked:secret]","cards":["[masked:card]","x"]},
                                 "http":{"headers":{"Authorization":["[masked:secret]"],"Set-Cookie":"[masked:secret]"}},
                                 "secret":{"a":["[masked:secret]",{"b":"[masked:secret]"}],"d":true,"e":null}}
                                """));
    }

    @Test
    void whatALineIsKeptAndFoundByIsLeftAlone() {
        var masker =
                Masker.of(
                        new MaskRules(
                                EnumSet.allOf(MaskKind.class),
                                List.of(new CustomMask("digit", "[0-9]+"))));
        var line =
                json(
                        """
                        {"@timestamp":"2026-11-22T03:04:05.000000001Z","trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},
                         "span.id":"00f067aa0ba902b7","host":{"name":"till"},"event":{"sequence":7}}
                        """);

        assertThat(masker.mask(line.deepCopy())).isEqualTo(line);
    }

    @Test
    void whatOnlyStandsWhereSuchThingsDoIsNotLeftAlone() {
        var line =
                json(
                        """
                        {"@timestamp":"password=hunter2","trace":{"id":"4242424242424242"},"span":{"id":"4242424242424242"}}
                        """);

        assertThat(all.mask(line))
                .isEqualTo(
                        json(
                                """
                                {"@timestamp":"password=[masked:secret]","trace":{"id":"[masked:card]"},"span":{"id":"[masked:card]"}}
                                """));
    }

    @Test
    void patternsOfATenantsOwnAreMaskedUnderTheirName() {
        var masker =
                Masker.of(
                        new MaskRules(
                                Set.of(),
                                List.of(
                                        new CustomMask("order", "ORD-\\d+"),
                                        new CustomMask("place", "(?i)osaka"))));

        assertThat(masker.mask("ORD-17 of Osaka, 4242424242424242"))
                .isEqualTo("[masked:order] of [masked:place], 4242424242424242");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "(?=x)",
                "a*",
                "((a{1000}){1000}){1000}",
                "(a{1000}){100}",
            })
    void patternThatCannotBeUsedIsRefused(String pattern) {
        assertThat(new CustomMask("x", pattern).fault()).isPresent();
        assertThat(new CustomMask("x", "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}").fault())
                .isEmpty();
    }

    @Test
    void patternThatTakesOthersForEverIsMatchedInLinearTime() {
        var masker = Masker.of(new MaskRules(Set.of(), List.of(new CustomMask("x", "^(a+)+b$"))));
        var text = "a".repeat(20_000);

        assertThat(masker.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "4 ",
                "4242 ",
                "=",
                ": ",
                "password=",
                "a.",
                "@",
                "a@",
                "a@a.",
                "eyJ",
                "eyJ.",
                "bearer ",
                "::",
                "1:",
                "1.",
                "\\",
                "\"",
                "\\\":",
                "://",
                "://a:",
                "password:\\\"",
            })
    void hostileTextsTakeLinearTime(String part) {
        var text = part.repeat(500_000 / part.length());

        // Quadratic, each of these would take minutes; the limit is what a busy machine may need.
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> all.mask(text));
    }

    private static Masker only(MaskKind kind) {
        return Masker.of(new MaskRules(Set.of(kind), List.of()));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
