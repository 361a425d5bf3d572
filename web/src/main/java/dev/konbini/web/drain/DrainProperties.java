package dev.konbini.web.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a replica leaves.
///
/// @param unreadyFor how long a replica that was told to stop goes on serving while its readiness
///   already says no, so that whoever routes to it learns that first: at least twice the interval
///   at which readiness is asked for. Zero where something else waits before the process is told,
///   as a pod's `preStop` does
@ConfigurationProperties("konbini.drain")
public record DrainProperties(@DefaultValue("0s") Duration unreadyFor) {}
