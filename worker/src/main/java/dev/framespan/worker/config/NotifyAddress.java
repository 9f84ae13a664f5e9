package dev.framespan.worker.config;

import dev.framespan.activities.notice.NotifyTarget;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@link NotifyTarget#of} takes. */
@Target({ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotifyAddress.Validator.class)
@interface NotifyAddress {
    String message();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<NotifyAddress, String> {
        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            try {
                return text == null || NotifyTarget.of(text) != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
