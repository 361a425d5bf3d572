package dev.konbini.telemetry.line;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/// An exception without a message, shown with an empty one: a line's `error.message` is a string
/// where it is given.
///
/// @param proxy the exception
record SilentThrowable(IThrowableProxy proxy) implements IThrowableProxy {

    static @Nullable IThrowableProxy ifSilent(@Nullable IThrowableProxy proxy) {
        return proxy != null && proxy.getMessage() == null ? new SilentThrowable(proxy) : proxy;
    }

    @Override
    public String getMessage() {
        return "";
    }

    @Override
    public @Nullable String getOverridingMessage() {
        return proxy.getOverridingMessage();
    }

    @Override
    public String getClassName() {
        return proxy.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return proxy.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return proxy.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return proxy.getCause();
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return proxy.getSuppressed();
    }

    @Override
    public boolean isCyclic() {
        return proxy.isCyclic();
    }
}
