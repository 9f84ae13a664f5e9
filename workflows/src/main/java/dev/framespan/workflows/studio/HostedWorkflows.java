package dev.framespan.workflows.studio;

import java.util.List;

/**
 * What a jar brings to a stock worker, which finds it by {@link java.util.ServiceLoader}: a class with a public constructor without parameters, named in
 * {@code META-INF/services/dev.framespan.workflows.studio.HostedWorkflows}.
 *
 * <pre>{@code
 * public final class Videos implements HostedWorkflows {
 *     public int api() {
 *         return API;
 *     }
 *
 *     public List<Class<?>> workflows() {
 *         return List.of(MusicVideoImpl.class);
 *     }
 * }
 * }</pre>
 */
public interface HostedWorkflows {
    /** The version of the API that this is. The compiler copies the number into the jar that is built against it. */
    int API = 1;

    /**
     * The version of the API that the jar was built against.
     *
     * @return {@link #API}, always
     */
    int api();

    /**
     * The workflows that the worker hosts.
     *
     * @return implementations of workflow interfaces, each with a public constructor without parameters
     */
    List<Class<?>> workflows();

    /**
     * Activities of the jar's own. They run on the jar's queue, in the worker's process.
     *
     * @return implementations of activity interfaces, which many threads use at once; empty where there are none
     */
    default List<Object> activities() {
        return List.of();
    }
}
