package @package@;

import dev.framespan.workflows.studio.HostedWorkflows;
import java.util.List;

/** What a worker hosts of this jar; the file in {@code META-INF/services} names it. */
public final class @Type@Workflows implements HostedWorkflows {
    @Override
    public int api() {
        return API;
    }

    @Override
    public List<Class<?>> workflows() {
        return List.of(@Type@Impl.class);
    }
}
