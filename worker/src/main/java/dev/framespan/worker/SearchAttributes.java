package dev.framespan.worker;

import dev.framespan.workflows.studio.FilmSearch;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a Temporal server know the attributes by which films are found in its lists. A server that refuses is no problem: its films set none. */
final class SearchAttributes {
    private static final Logger LOG = LoggerFactory.getLogger(SearchAttributes.class);
    private static final int PATIENCE_SECONDS = 10;
    private static final Map<String, IndexedValueType> WANTED = Map.of(
            FilmSearch.TITLE.getName(), FilmSearch.TITLE.getValueType(),
            FilmSearch.STATE.getName(), FilmSearch.STATE.getValueType(),
            FilmSearch.WAITING_FOR.getName(), FilmSearch.WAITING_FOR.getValueType(),
            FilmSearch.SPENT_USD.getName(), FilmSearch.SPENT_USD.getValueType());

    private SearchAttributes() {}

    /** Registers what is missing. @return whether all are there: a film that sets another one would stand still */
    static boolean areRegistered(WorkflowClient client) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder(
                        client.getWorkflowServiceStubs().getOptions())
                .build());
        try {
            return areRegistered(operator.blockingStub(), client.getOptions().getNamespace());
        } finally {
            operator.shutdownNow();
        }
    }

    static boolean areRegistered(OperatorServiceBlockingStub operator, String namespace) {
        try {
            Map<String, IndexedValueType> missing = new HashMap<>(WANTED);
            missing.entrySet().removeAll(known(operator, namespace).entrySet());
            if (missing.isEmpty()) {
                return true;
            }
            operator.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .putAllSearchAttributes(missing)
                            .build());
            if (known(operator, namespace).entrySet().containsAll(WANTED.entrySet())) {
                return true;
            }
            LOG.warn("the Temporal server does not list all search attributes yet that were registered: films set none"
                    + " until a worker is started anew");
        } catch (StatusRuntimeException e) {
            LOG.warn(
                    "the Temporal server takes no search attributes ({}): films are not found by title, state and spending"
                            + " there, and are made all the same",
                    e.getStatus().getCode());
        }
        return false;
    }

    private static Map<String, IndexedValueType> known(OperatorServiceBlockingStub operator, String namespace) {
        return operator.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                        .setNamespace(namespace)
                        .build())
                .getCustomAttributesMap();
    }
}
