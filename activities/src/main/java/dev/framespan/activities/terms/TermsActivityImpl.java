package dev.framespan.activities.terms;

import dev.framespan.workflows.terms.Terms;
import dev.framespan.workflows.terms.TermsActivity;

/** See {@link TermsActivity}. */
public final class TermsActivityImpl implements TermsActivity {
    private final Terms terms;

    public TermsActivityImpl(Terms terms) {
        this.terms = terms;
    }

    @Override
    public Terms terms() {
        return terms;
    }
}
