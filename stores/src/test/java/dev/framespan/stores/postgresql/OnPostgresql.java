package dev.framespan.stores.postgresql;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Needs PostgreSQL's programs. Without them it is skipped, but not where {@code CI=true}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnPostgresql.Installed.class)
public @interface OnPostgresql {
    /** Looks for them. */
    final class Installed implements ExecutionCondition {
        private static final AtomicBoolean SAID = new AtomicBoolean();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (PostgresqlServer.installed().isPresent() || "true".equals(System.getenv("CI"))) {
                return ConditionEvaluationResult.enabled("PostgreSQL is there, or must be");
            }
            if (!SAID.getAndSet(true)) {
                System.err.println(
                        "SKIPPED: the tests of the store on PostgreSQL, which is not installed (apt-get install postgresql)");
            }
            return ConditionEvaluationResult.disabled("PostgreSQL is not installed");
        }
    }
}
