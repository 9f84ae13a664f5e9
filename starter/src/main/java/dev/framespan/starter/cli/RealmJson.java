package dev.framespan.starter.cli;

import dev.framespan.workflows.generation.Realm;
import java.util.Map;

/** Who makes stills and clips, and with that who is paid, for programs. */
final class RealmJson {
    private RealmJson() {}

    /** @param realm null where earlier versions did not note it: then it is left out, and nothing was simulated */
    static void put(Map<String, Object> object, String realm) {
        if (realm != null) {
            object.put("realm", realm);
        }
        object.put("simulated", Realm.SIMULATOR.equals(realm));
    }
}
