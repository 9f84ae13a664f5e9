package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.studio.FilmSearch;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.AddSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server does not know is registered, and where it refuses that, films set nothing. */
class SearchAttributesTest {
    private final Map<String, IndexedValueType> known = new HashMap<>();
    private int added;
    private boolean refuses;
    private boolean forgets;
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        server = InProcessServerBuilder.forName("operator")
                .directExecutor()
                .addService(new OperatorServiceGrpc.OperatorServiceImplBase() {
                    @Override
                    public void listSearchAttributes(
                            ListSearchAttributesRequest request, StreamObserver<ListSearchAttributesResponse> answer) {
                        answer.onNext(ListSearchAttributesResponse.newBuilder()
                                .putAllCustomAttributes(known)
                                .build());
                        answer.onCompleted();
                    }

                    @Override
                    public void addSearchAttributes(
                            AddSearchAttributesRequest request, StreamObserver<AddSearchAttributesResponse> answer) {
                        if (refuses) {
                            answer.onError(Status.PERMISSION_DENIED.asRuntimeException());
                            return;
                        }
                        added += request.getSearchAttributesCount();
                        if (!forgets) {
                            known.putAll(request.getSearchAttributesMap());
                        }
                        answer.onNext(AddSearchAttributesResponse.getDefaultInstance());
                        answer.onCompleted();
                    }
                })
                .build()
                .start();
        channel = InProcessChannelBuilder.forName("operator").directExecutor().build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    private boolean areRegistered() {
        return SearchAttributes.areRegistered(OperatorServiceGrpc.newBlockingStub(channel), "default");
    }

    @Test
    void whatIsMissingIsRegisteredOnce() {
        known.put(FilmSearch.TITLE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);

        assertThat(areRegistered()).isTrue();
        assertThat(areRegistered()).isTrue();
        assertThat(added).isEqualTo(3);
        assertThat(known)
                .containsEntry("FramespanState", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .containsEntry("FramespanWaitingFor", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST)
                .containsEntry("FramespanSpentUsd", IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);
    }

    @Test
    void aServerThatRefusesIsNoProblem() {
        refuses = true;

        assertThat(areRegistered()).isFalse();
    }

    @Test
    void nothingIsBelievedThatTheServerDoesNotList() {
        forgets = true;

        assertThat(areRegistered()).isFalse();
    }

    @Test
    void oneOfAnotherTypeIsNotTaken() {
        known.put(FilmSearch.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_TEXT);
        forgets = true;

        assertThat(areRegistered()).isFalse();
    }
}
