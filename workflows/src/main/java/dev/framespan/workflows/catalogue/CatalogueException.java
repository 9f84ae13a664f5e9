package dev.framespan.workflows.catalogue;

/** A catalogue that cannot be used; the message names the file, the place and what is wrong. */
public final class CatalogueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueException(String message) {
        super(message);
    }
}
