package dev.konbini.logging.membership.web;

import dev.konbini.logging.membership.Instance;
import dev.konbini.logging.membership.Instance.State;
import dev.konbini.logging.membership.Instances;
import dev.konbini.logging.membership.web.ConsulWait.Dated;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows who lives in the form in which Consul does, so that its clients find the suite's
/// instances.
///
/// An instance that stopped is not shown, as one that left Consul is not.
@RestController
@RequestMapping("/v1")
final class ConsulController {

    private final ConsulWait consulWait;

    ConsulController(ConsulWait consulWait) {
        this.consulWait = consulWait;
    }

    @GetMapping("/health/service/{name}")
    @Operation(summary = "The instances of a service and how each is, in Consul's form")
    ResponseEntity<List<ConsulEntry>> health(
            @PathVariable String name,
            @Parameter(description = "Only those that may be sent requests")
                    @RequestParam(required = false)
                    @Nullable String passing,
            @Parameter(description = "Only those of this version") @RequestParam(required = false)
                    @Nullable String tag,
            @Parameter(description = "As X-Consul-Index: wait until the answer is another")
                    @RequestParam(required = false)
                    @Nullable String index,
            @Parameter(description = "How long to wait at most, such as 5s")
                    @RequestParam(required = false)
                    @Nullable String wait) {
        var onlyPassing = passing != null && !passing.equals("false") && !passing.equals("0");
        return consulWait.answer(
                index,
                wait,
                view ->
                        dated(
                                view,
                                of(name, tag),
                                one -> !onlyPassing || one.state() == State.ALIVE,
                                ConsulEntry::from));
    }

    @GetMapping("/catalog/service/{name}")
    @Operation(summary = "The instances of a service, in Consul's form")
    ResponseEntity<List<ConsulCatalogEntry>> service(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String index,
            @RequestParam(required = false) @Nullable String wait) {
        return consulWait.answer(
                index,
                wait,
                view -> dated(view, of(name, tag), one -> true, ConsulCatalogEntry::from));
    }

    @GetMapping("/catalog/services")
    @Operation(summary = "The services and their versions, in Consul's form")
    ResponseEntity<Map<String, List<String>>> services(
            @RequestParam(required = false) @Nullable String index,
            @RequestParam(required = false) @Nullable String wait) {
        return consulWait.answer(index, wait, ConsulController::services);
    }

    private static Dated<Map<String, List<String>>> services(Instances.View view) {
        var versions = new TreeMap<String, TreeSet<String>>();
        shown(view)
                .forEach(one ->
                        versions.computeIfAbsent(one.service(), name -> new TreeSet<>())
                                .add(one.version()));
        var services = new TreeMap<String, List<String>>();
        versions.forEach((name, tags) -> services.put(name, List.copyOf(tags)));
        return new Dated<>(services, since(view.instances().stream()));
    }

    private static <T> Dated<List<T>> dated(
            Instances.View view,
            Predicate<Instance> asked,
            Predicate<Instance> shown,
            Function<Instance, T> form) {
        return new Dated<>(
                shown(view).filter(asked.and(shown)).map(form).toList(),
                since(view.instances().stream().filter(asked)));
    }

    private static Stream<Instance> shown(Instances.View view) {
        return view.instances().stream().filter(one -> one.state() != State.STOPPED);
    }

    private static Predicate<Instance> of(String service, @Nullable String version) {
        return one ->
                one.service().equals(service) && (version == null || version.equals(one.version()));
    }

    private static Instant since(Stream<Instance> instances) {
        return instances.map(Instance::since).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }
}
