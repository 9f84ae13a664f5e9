package dev.framespan.workflows.catalogue;

/** A catalogue that cannot be used; each line of the message names the file, the place, what is wrong and what would be right. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueException(String message) {
        super(message);
    }
}
