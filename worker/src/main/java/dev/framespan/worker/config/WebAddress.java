package dev.framespan.worker.config;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;

/** An http or https address with a host, without a query or fragment. */
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WebAddress.Validator.class)
@interface WebAddress {
    String message();

    /** Whether a name and a password may stand before the host. */
    boolean credentials() default false;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<WebAddress, URI> {
        private boolean credentials;

        @Override
        public void initialize(WebAddress constraint) {
            credentials = constraint.credentials();
        }

        @Override
        public boolean isValid(URI url, ConstraintValidatorContext context) {
            return url == null
                    || ("https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme()))
                            && url.getHost() != null
                            && (credentials || url.getRawUserInfo() == null)
                            && url.getRawQuery() == null
                            && url.getRawFragment() == null;
        }
    }
}
