package dev.konbini.e2e;

import org.jspecify.annotations.Nullable;
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
                .computeIfAbsent(Start.class, key -> Start.attempt(), Start.class)
                .suite();
    }

    /// The one attempt at starting the suite: where it failed, each further test fails at once.
    private record Start(@Nullable Suite started, @Nullable RuntimeException failure)
            implements AutoCloseable {

        static Start attempt() {
            try {
                return new Start(Suite.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        Suite suite() {
            if (started == null) {
                throw new IllegalStateException("The suite did not start", failure);
            }
            return started;
        }

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }
}
