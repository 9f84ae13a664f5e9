package dev.framespan.starter.temporal;

import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.studio.RunSettings;
import io.temporal.client.WorkflowExecutionDescription;

/** What a film's workflow remembers for all who look at it on a Temporal server: which store's film it is, and who is paid. */
public final class FilmMemo {
    public static final String STORE = RunSettings.STORE;
    public static final String REALM = RunSettings.REALM;

    private FilmMemo() {}

    /** Whose workers make a film; null for one of before workflows remembered it. */
    public static WorkIdentity identity(WorkflowExecutionDescription film) {
        Object store = film.getMemo(STORE, String.class);
        Object realm = film.getMemo(REALM, String.class);
        return store == null || realm == null ? null : new WorkIdentity(store.toString(), realm.toString());
    }
}
