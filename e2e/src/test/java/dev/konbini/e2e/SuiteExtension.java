package dev.konbini.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the one [Suite], started by whoever asks first and stopped after the last test.
final class SuiteExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // What the root's store holds is closed when the run ends, whatever has failed.
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SuiteExtension.class))
                .computeIfAbsent(Suite.class, key -> Suite.start());
    }
}
