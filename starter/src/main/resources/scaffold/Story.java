package @package@;

/**
 * What the film is about: {@code @name@.json}.
 *
 * @param hero whom it shows
 * @param place where
 */
public record Story(String hero, String place) {}
