package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a storyboard once more with what is behind its URLs, and says what was not said before. */
final class UrlCheck {
    private final Console console;
    private final RenderOptions options;
    private final Set<Fault> warned = new HashSet<>();

    UrlCheck(Console console, RenderOptions options) {
        this.console = console;
        this.options = options;
    }

    /** These warnings were said. */
    void said(CheckResult checked) {
        warned.addAll(checked.warnings());
    }

    /** Faults are left to the caller. */
    CheckResult check(StoryboardLoader loader, CheckResult checked, Store store) {
        CheckResult seen = loader.fetched(options.file(), checked, store);
        if (!seen.isFaultless()) {
            return seen;
        }
        List<Fault> fresh = seen.warnings().stream().filter(warned::add).toList();
        if (options.json()) {
            if (!fresh.isEmpty()) {
                console.json(CheckedJson.of(seen));
            }
        } else if (!options.quiet()) {
            fresh.forEach(warning -> console.tell(warning.toString()));
        }
        return seen;
    }
}
