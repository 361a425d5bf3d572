package dev.konbini.web.drain;

/// The response header by which a replica that is about to leave says so: its answer counts as any
/// other, and nothing new is to be sent to it.
public final class DrainingHeader {

    public static final String NAME = "Konbini-Draining";

    private DrainingHeader() {}
}
