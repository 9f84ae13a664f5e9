package dev.framespan.workflows.generation;

/**
 * The task queues of one store and one realm. How much runs at once is bounded for each, so each kind of work has one of its own.
 *
 * @param films workflows, and the store's small records
 * @param submit paid requests
 * @param await status calls
 * @param fetch downloads
 * @param media decoding and encoding of single clips: one job a core
 * @param assemble cutting of whole films, which lasts: it takes no place of the media queue, and shares the engine job by job
 */
public record TaskQueues(String films, String submit, String await, String fetch, String media, String assemble) {
    /** Names from before queues carried an identity. Films that were begun on them end on them. */
    public static final String FILMS = "framespan-films";

    public static final String SUBMIT = "framespan-submit";
    public static final String AWAIT = "framespan-await";
    public static final String FETCH = "framespan-fetch";
    public static final String MEDIA = "framespan-media";
    public static final String ASSEMBLE = "framespan-assemble";

    /** Where the work of films goes that name no realm. */
    public static final TaskQueues WITHOUT_IDENTITY = new TaskQueues(FILMS, SUBMIT, AWAIT, FETCH, MEDIA, ASSEMBLE);

    /**
     * The queues of an identity. Films, media and assembling belong to the store, whatever asks the provider to the store and the realm.
     *
     * @param identity null, or without a realm, in work from before messages carried it
     */
    public static TaskQueues of(WorkIdentity identity) {
        if (identity == null || identity.realm() == null) {
            return WITHOUT_IDENTITY;
        }
        String store = "-" + identity.store();
        String account = store + "-" + identity.realm();
        return new TaskQueues(
                FILMS + store, SUBMIT + account, AWAIT + account, FETCH + account, MEDIA + store, ASSEMBLE + store);
    }

    /** The queue of a kind of work on one machine, whose workers have its files at hand. */
    public static String nearby(String queue, String machine) {
        return queue + "-" + machine;
    }

    /** The queue of the workflows that one jar brings. @param jar its name, without its version */
    public static String workflowsOf(String store, String jar) {
        return "framespan-workflows-" + store + "-" + jar;
    }

    /** The queue on which any worker of a store answers, whatever its realm. */
    public static String filmsOf(String store) {
        return FILMS + "-" + store;
    }
}
