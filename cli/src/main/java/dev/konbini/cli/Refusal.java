package dev.konbini.cli;

import picocli.CommandLine;

/// Why a command does not do what it was asked to, in one clear sentence and what to do about it.
///
/// The message is printed as it is; there is nothing in it for developers only.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Refusal(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The command was understood but failed: exit code 1.
    public static Refusal failed(String message) {
        return new Refusal(message, CommandLine.ExitCode.SOFTWARE);
    }

    /// The command was not understood: exit code 2.
    public static Refusal usage(String message) {
        return new Refusal(message, CommandLine.ExitCode.USAGE);
    }

    public int exitCode() {
        return exitCode;
    }
}
