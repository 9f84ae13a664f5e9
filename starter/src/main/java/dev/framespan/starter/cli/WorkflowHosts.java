package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.worker.jars.HostedTypes;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.workflows.catalogue.ListFormat;
import java.io.IOException;
import java.util.List;

/** Who hosts a workflow of one's own: this process, with the jars that are named, or workers of the store. */
final class WorkflowHosts {
    private final RenderOptions options;
    private final WorkflowJars jars;

    WorkflowHosts(RenderOptions options, WorkflowJars jars) {
        this.options = options;
        this.jars = jars;
    }

    private String type() {
        return options.run().type();
    }

    /** @throws UserError when jars are named, or are needed, and none brings the workflow */
    void requireInJars() {
        if (jars.with(type()).isPresent()) {
            return;
        }
        if (!jars.all().isEmpty()) {
            throw UserError.refused("no jar that is named brings a workflow " + type() + "; "
                    + are(jars.all().stream()
                            .flatMap(jar -> jar.types().stream())
                            .toList()));
        }
        if (options.server() instanceof TemporalServer.Embedded) {
            throw UserError.refused(
                    "without a Temporal server this command hosts the workflow itself: name the folder with its"
                            + " jar with --workflows DIR");
        }
    }

    /** Who hosts it: this process, or the workers that did last. @throws UserError when the store knows of none */
    HostedTypes.HostedType of(Store store) {
        if (options.hostsWorker() && jars.with(type()).isPresent()) {
            return jars.with(type()).get().hosted(type(), store.id());
        }
        try {
            HostedTypes types = new HostedTypes(store);
            List<HostedTypes.HostedType> all = types.all();
            return all.stream()
                    .filter(each -> each.type().equals(type()))
                    .findFirst()
                    .orElseThrow(() ->
                            UserError.refused("no worker of the store " + store.place() + " has hosted a workflow "
                                    + type() + "; "
                                    + (all.isEmpty()
                                            ? "start one with framespan worker --workflows DIR"
                                            : are(all.stream()
                                                    .map(HostedTypes.HostedType::type)
                                                    .toList()))));
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    private static String are(List<String> types) {
        return (types.size() == 1 ? "there is " : "there are ") + ListFormat.and(types);
    }
}
