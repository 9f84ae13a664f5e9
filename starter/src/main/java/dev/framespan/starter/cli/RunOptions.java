package dev.framespan.starter.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code framespan run} is told besides.
 *
 * @param type of the workflow
 * @param id of what it makes, as commands know it
 * @param budgetUsd US dollars that it may cost
 * @param workflows the folder with its jar, as named by an option
 */
record RunOptions(String type, Optional<String> id, Optional<BigDecimal> budgetUsd, Optional<Path> workflows) {}
