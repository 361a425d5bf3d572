package dev.konbini.e2e;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Many who do something at once.
final class Crowd {

    private Crowd() {}

    /// Lets all `tasks` begin at the same moment.
    ///
    /// @return their results, in the order of the tasks
    static <T> List<T> atOnce(List<? extends Callable<T>> tasks) {
        var go = new CountDownLatch(tasks.size());
        return run(
                tasks.size(),
                tasks.stream()
                        .<Callable<T>>map(task ->
                                () -> {
                                    go.countDown();
                                    go.await();
                                    return task.call();
                                })
                        .toList());
    }

    /// Does all `tasks`, `size` of them at a time.
    static <T> List<T> run(int size, List<? extends Callable<T>> tasks) {
        try (var executor = Executors.newFixedThreadPool(size)) {
            var results = tasks.stream().map(executor::submit).toList();
            return results.stream()
                    .map(result -> {
                        try {
                            return result.get();
                        } catch (ExecutionException e) {
                            throw new AssertionError(e.getCause());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }
}
