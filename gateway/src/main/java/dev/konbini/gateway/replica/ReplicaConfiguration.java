package dev.konbini.gateway.replica;

import dev.konbini.web.load.LoadProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Reads where the services are, and how much is held at once.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ReplicaProperties.class, LoadProperties.class})
class ReplicaConfiguration {}
