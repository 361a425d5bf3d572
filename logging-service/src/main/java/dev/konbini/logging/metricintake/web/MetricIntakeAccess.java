package dev.konbini.logging.metricintake.web;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// Who may send metrics: senders of logs, for their own tenant.
@Configuration(proxyBeanMethods = false)
class MetricIntakeAccess {

    @Bean
    AccessRules metricIntakeRules() {
        return requests ->
                requests.requestMatchers(HttpMethod.POST, "/v1/metrics")
                        .hasAuthority(Role.LOG_SENDER.authority());
    }
}
