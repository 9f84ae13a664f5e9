package dev.framespan.simulator.http;

import dev.framespan.simulator.catalogue.ProviderCatalogue;
import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.order.SpeechOrder;
import dev.framespan.simulator.speech.SpeechRecording;
import dev.framespan.simulator.task.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code POST /v1/audio/speech}: answers with an MP3 at once, and charges before it does. */
final class SpeechCalls {
    private final Account account;
    private final ProviderCatalogue catalogue;
    private final FaultInjector injector;
    private final Path folder;

    /** @param folder for recordings in the making */
    SpeechCalls(Account account, ProviderCatalogue catalogue, FaultInjector injector, Path folder) {
        this.account = account;
        this.catalogue = catalogue;
        this.injector = injector;
        this.folder = folder;
    }

    Response answer(HttpCall call) throws Refusal, IOException {
        SpeechOrder order;
        try {
            order = SpeechOrder.read(catalogue, call.json());
        } catch (Refusal refusal) {
            return injector.refusal(InjectedFault.Point.submit, Response.typed(refusal));
        }
        InjectedFault.Subject subject =
                new InjectedFault.Subject(order.text(), order.model().id(), SpeechOrder.ACTION);
        Optional<InjectedFault> fault = injector.take(InjectedFault.Point.submit, subject);
        if (fault.isPresent() && !fault.get().effect().accepts()) {
            return FaultInjector.spoil(fault.get(), Response.html(200));
        }
        try {
            account.speak(order);
        } catch (Refusal refusal) {
            return Response.typed(refusal);
        }
        Response ready = Response.of(200, "audio/mpeg", SpeechRecording.of(order, folder));
        if (fault.isPresent()) {
            return FaultInjector.spoil(fault.get(), ready);
        }
        // The answer is the file itself, so that what becomes of files becomes of it.
        return injector.take(InjectedFault.Point.result, subject)
                .map(one -> FileCalls.spoil(one, ready))
                .orElse(ready);
    }
}
