package dev.konbini.logging.alert.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.alert.AlertProperties;
import dev.konbini.logging.alert.Webhook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTests {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false",
        "127.9.9.9, false",
        "0.0.0.0, false",
        "10.1.2.3, false",
        "172.16.0.1, false",
        "192.168.1.1, false",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::1, false",
        "::, false",
        "fe80::1, false",
        "fd00:ec2::254, false",
        "::ffff:127.0.0.1, false",
        "64:ff9b::a9fe:a9fe, false",
        "2002:7f00:1::, false",
        "93.184.215.14, true",
        "172.32.0.1, true",
        "2606:2800:21f:cb07::1, true",
        "64:ff9b::5db8:d70e, true",
    })
    void onlyAddressesOfThePublicInternetArePublic(String address, boolean isPublic)
            throws UnknownHostException {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address))).isEqualTo(isPublic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://localhost:1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[::1]:1/",
                "http://2130706433/",
            })
    void whatIsNotPublicIsRefusedUnlessTheOperatorAllowsIt(String url) {
        assertThat(failure(false, new Webhook(url, null)))
                .containsAnyOf("not at a public address", "not known");
    }

    @Test
    void operatorCanAllowWhatIsNotPublic() {
        assertThat(failure(true, new Webhook("http://127.0.0.1:1/", null)))
                .contains("could not be reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "http:///x",
                "https://user@example.com/",
                "//example.com/",
                "no url",
            })
    void whatIsNoWebAddressIsNoWebhook(String url) {
        assertThat(WebhookSender.target(url)).isEmpty();
    }

    @Test
    void secretThatIsNotConfiguredIsNamedAndNothingSent() {
        var webhook =
                new Webhook("http://127.0.0.1:1/", new Webhook.Header("Authorization", "other"));

        assertThat(failure(true, webhook)).isEqualTo("No secret other is configured");
    }

    @Test
    void settingsDoNotShowTheirSecrets() {
        assertThat(properties(true).toString()).contains("pager").doesNotContain("s3cret");
    }

    private static String failure(boolean allowPrivate, Webhook webhook) {
        var sender = new WebhookSender(properties(allowPrivate));
        try {
            return ((WebhookSender.Outcome.Failed) sender.send(webhook, "id", new byte[0]))
                    .reason();
        } finally {
            sender.destroy();
        }
    }

    private static AlertProperties properties(boolean allowPrivate) {
        return new AlertProperties(
                Duration.ofDays(1),
                100,
                new AlertProperties.Webhooks(
                        allowPrivate,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofDays(1),
                        Map.of("pager", "s3cret")));
    }
}
