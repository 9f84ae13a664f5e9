package dev.framespan.starter.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An amount of US dollars, as operators write it. */
final class UsdConverter implements ITypeConverter<BigDecimal> {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,6})?");

    @Override
    public BigDecimal convert(String text) {
        if (!AMOUNT.matcher(text).matches()) {
            throw new TypeConversionException("a budget is an amount of US dollars, such as 60 or 40.36; not " + text);
        }
        return new BigDecimal(text);
    }
}
