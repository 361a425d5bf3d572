package dev.konbini.logging.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogTextTests {

    @Test
    void structuredDataIsRead() {
        var text =
                parsed(
                        "<165>1 2003-10-11T22:14:15.003Z web app 12 ID [a@1 x=\"1\" y=\"\\\"\\]\\\\\"][b] \uFEFFsaid");
        assertThat(text.data())
                .extracting(SyslogText.Element::id, SyslogText.Element::parameters)
                .containsExactly(
                        tuple("a@1", Map.of("x", "1", "y", "\"]\\")), tuple("b", Map.of()));
        assertThat(text.message()).isEqualTo("said");
        assertThat(text.without("b"))
                .isEqualTo(
                        "<165>1 2003-10-11T22:14:15.003Z web app 12 ID [a@1 x=\"1\" y=\"\\\"\\]\\\\\"] \uFEFFsaid");
    }

    @Test
    void lastElementLeavesADashBehind() {
        var text = parsed("<13>1 - - - - - [a x=\"1\"] said");
        assertThat(text.without("a")).isEqualTo("<13>1 - - - - - - said");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "NONE",
            textBlock =
                    """
                    <34>Oct 11 22:14:15 mymachine su: failed        | mymachine | su             | NONE  | failed
                    <13>Oct  1 22:14:15 web1 app[12]: x             | web1      | app            | 12    | x
                    <13>Oct 11 22:14:15 app[12]: x                  | NONE      | app            | 12    | x
                    <13>2026-11-25T19:00:00.1+01:00 web1 app: x     | web1      | app            | NONE  | x
                    <13>Oct 11 22:14:15 web1 It is said: so         | web1      | NONE           | NONE  | It is said: so
                    Jun 14 15:16:01 combo sshd(pam_unix)[19939]: x  | combo     | sshd(pam_unix) | 19939 | x
                    Jun 14 15:16:01 combo syslogd 1.4.1: restart.   | combo     | syslogd 1.4.1  | NONE  | restart.
                    <13>only this                                   | NONE      | NONE           | NONE  | only this
                    <13>1 - - - - - -                               | NONE      | NONE           | NONE  | ''
                    """)
    void headerIsRead(String raw, String host, String app, String process, String message) {
        var text = parsed(raw);
        assertThat(text.host()).isEqualTo(host);
        assertThat(text.app()).isEqualTo(app);
        assertThat(text.processId()).isEqualTo(process);
        assertThat(text.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "<192>too high",
                "<>none",
                "2026-11-25T19:00:00Z INFO a.b.C: x",
                "2026-11-25T19:00:00Z nobody said so",
            })
    void whatIsNoSyslogIsNot(String raw) {
        assertThat(SyslogText.parse(raw)).isNull();
    }

    @Test
    void malformedStructuredDataIsPartOfTheMessage() {
        var text = parsed("<13>1 - - - - - [a x=\"1 said");
        assertThat(text.data()).isEmpty();
        assertThat(text.message()).contains("[a x=\"1 said");
    }

    private static SyslogText parsed(String raw) {
        return Objects.requireNonNull(SyslogText.parse(raw));
    }
}
