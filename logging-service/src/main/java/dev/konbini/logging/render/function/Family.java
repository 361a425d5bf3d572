package dev.konbini.logging.render.function;

import java.util.ArrayList;
import java.util.List;

/// The functions of one family, as they are put together.
final class Family {

    private final String group;
    private final List<Function> functions = new ArrayList<>();

    /// @param group as Grafana lists it
    Family(String group) {
        this.group = group;
    }

    void add(String name, String description, Function.Body body, Parameter... parameters) {
        functions.add(new Function(name, group, description, List.of(parameters), body));
    }

    /// Another name for a function that is there.
    void same(String name, String as) {
        var function =
                functions.stream().filter(each -> each.name().equals(as)).findFirst().orElseThrow();
        functions.add(
                new Function(
                        name,
                        group,
                        function.description(),
                        function.parameters(),
                        function.body()));
    }

    List<Function> functions() {
        return List.copyOf(functions);
    }
}
