package dev.framespan.examples;

import dev.framespan.workflows.studio.HostedWorkflows;
import java.util.List;

/** What this jar brings to a worker. */
public final class ExampleWorkflows implements HostedWorkflows {
    @Override
    public int api() {
        return API;
    }

    @Override
    public List<Class<?>> workflows() {
        return List.of(MusicVideoImpl.class, HeroChoiceImpl.class, EndlessChannelImpl.class, LocalisedImpl.class);
    }
}
